// Guards what partners see of stock and prices: never older than 1 s, never another partner's
// price, and a cursor that may repeat a row but never misses one.
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '../../testkit/index.ts';
import {
  type CatalogWatch,
  loadCatalogue,
  readPrices,
  setPrices,
  setProductStatus,
  watchCatalog,
} from '../catalog/index.ts';
import { type DrivenClock, drivenClock } from '../kit/clock.ts';
import { Database, VersionWatch } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { Inventory, type InventoryBuyer } from './inventory.ts';
import type { InventoryFilter } from './inventory-pages.ts';
import { listInventory } from './list-inventory.ts';
import { listInventoryChanges } from './list-inventory-changes.ts';

const EVERYTHING: InventoryFilter = { regions: null, denominationMilli: null, inStock: false };
const PRICES = `region,denomination,currency,list_price
US,10,USD,9.80
US,50,USD,47.00
GB,20,USD,25.15
US,50,JPY,7050
`;
const PARTNER = newUuid();
const BUYER: InventoryBuyer = {
  partnerId: PARTNER,
  mode: 'live',
  currency: 'USD',
  discountBps: 150,
};

let server: TestDatabase;
let database: Database;
let watch: VersionWatch;
let catalog: CatalogWatch;
let clock: DrivenClock;
let inventory: Inventory;

beforeAll(async () => {
  server = await testDatabase();
  database = new Database({ url: server.url });
  clock = drivenClock();
  await database.transaction((tx) => loadCatalogue(tx, { at: clock.now() }));
  await price(PRICES);
  watch = new VersionWatch(database);
  catalog = watchCatalog(database, watch);
  inventory = new Inventory({ database, clock, catalog, versions: watch });
  await inventory.refresh();
});
beforeEach(() => inventory.refresh());
afterAll(async () => {
  await inventory[Symbol.asyncDispose]();
  await watch[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

async function price(csv: string): Promise<void> {
  const rows = readPrices(Buffer.from(csv));
  const partnerCurrencies = new Map([[PARTNER, 'USD']]);
  await database.transaction((tx) =>
    setPrices(tx, { at: clock.now(), actor: 'operator:test', rows, partnerCurrencies }),
  );
}

function stockUp(sku: string, available: number, db = database.reads) {
  return db.query(
    `INSERT INTO stock.shelves (product_id, mode, available, changed_at)
     VALUES ($1, 'live', $2, $3)
     ON CONFLICT (product_id, mode) DO UPDATE
        SET available = $2, changed = pg_current_xact_id(), changed_at = $3`,
    [catalog.current.productBySku(sku)?.productId, available, clock.now()],
  );
}

interface Reply {
  object: string;
  currency: string;
  as_of: string;
  cursor: string;
  regions: { region: string; products: number }[];
  data: { sku: string; available: number; unit_price: string; [member: string]: unknown }[];
}

async function list(buyer = BUYER, filter = EVERYTHING): Promise<Reply> {
  const page = await listInventory(inventory, buyer, filter);
  return JSON.parse(page.body('identity').toString('utf8'));
}

async function changes(since: string, buyer = BUYER): Promise<Reply> {
  return JSON.parse(await listInventoryChanges(inventory, buyer, since, clock.now()));
}

async function cursorNow(buyer = BUYER): Promise<string> {
  await inventory.refresh();
  return (await list(buyer)).cursor;
}

/** A cursor after which nothing repeats: other tests on the cluster keep ids running for a while. */
async function settledCursor(): Promise<string> {
  let cursor = '';
  const repeated = async () => {
    cursor = await cursorNow();
    return (await changes(cursor)).data;
  };
  await expect.poll(repeated, { interval: 10, timeout: 30_000 }).toEqual([]);
  return cursor;
}

test('shows every product with a price in the currency, as the contract writes it', async () => {
  await stockUp('PSN-US-50', 1532);
  await inventory.refresh();
  const reply = await list();
  expect(reply).toEqual({
    object: 'inventory',
    currency: 'USD',
    as_of: clock.now().toISOString(),
    cursor: expect.any(String),
    regions: [
      { region: 'GB', name: 'United Kingdom', currency: 'GBP', products: 1 },
      { region: 'US', name: 'United States', currency: 'USD', products: 2 },
    ],
    data: [
      expect.objectContaining({ sku: 'PSN-GB-20', available: 0, in_stock: false }),
      expect.objectContaining({ sku: 'PSN-US-10', unit_price: '9.65' }),
      {
        ...{ sku: 'PSN-US-50', region: 'US', denomination: 50, face_currency: 'USD' },
        ...{ list_price: '47.00', unit_price: '46.30', currency: 'USD', discount_bps: 150 },
        ...{ available: 1532, in_stock: true, min_quantity: 1, max_quantity: 500 },
        ...{ status: 'active', updated_at: clock.now().toISOString() },
      },
    ],
  });
  const yen = await list({ ...BUYER, currency: 'JPY', discountBps: 0 });
  expect(yen.data).toMatchObject([{ sku: 'PSN-US-50', list_price: '7050', unit_price: '7050' }]);
  expect((await list({ ...BUYER, currency: 'EUR' })).data).toEqual([]);
});

test.each([
  ['a region', { regions: new Set(['US']) }, ['PSN-US-10', 'PSN-US-50']],
  ['several', { regions: new Set(['GB', 'US', 'ZZ']) }, ['PSN-GB-20', 'PSN-US-10', 'PSN-US-50']],
  ['nobody sells there', { regions: new Set(['ZZ']) }, []],
  ['a denomination', { denominationMilli: 20_000 }, ['PSN-GB-20']],
  ['stock', { inStock: true }, ['PSN-US-50']],
  ['all at once', { regions: new Set(['GB']), denominationMilli: 20_000, inStock: true }, []],
])('filters by %s', async (_name, filter, skus) => {
  const reply = await list(BUYER, { ...EVERYTHING, ...filter });
  expect(reply.data.map((row) => row.sku)).toEqual(skus);
  const counted = reply.regions.reduce((sum, region) => sum + region.products, 0);
  expect(counted).toBe(skus.length);
});

test('the tag follows what is said, not when it is said', async () => {
  const first = await listInventory(inventory, BUYER, EVERYTHING);
  const cheaper = await listInventory(inventory, { ...BUYER, discountBps: 250 }, EVERYTHING);
  expect(cheaper.etag).not.toBe(first.etag);
  clock.advance(1_000);
  await cursorNow();
  const second = await listInventory(inventory, BUYER, EVERYTHING);
  expect(second.body('identity').equals(first.body('identity'))).toBe(false);
  expect(second.etag).toBe(first.etag);
  await stockUp('PSN-US-50', 1531);
  await inventory.refresh();
  expect((await listInventory(inventory, BUYER, EVERYTHING)).etag).not.toBe(first.etag);
});

test('one page serves all who pay the same', async () => {
  const stranger = { ...BUYER, partnerId: newUuid() };
  const page = await listInventory(inventory, BUYER, EVERYTHING);
  expect(await listInventory(inventory, stranger, EVERYTHING)).toBe(page);
});

test('test stock is endless and never on the live shelf', async () => {
  const reply = await list({ ...BUYER, mode: 'test' });
  expect(reply.data.map((row) => row.available)).toEqual([1000, 1000, 1000]);
});

test('only what changed comes back', async () => {
  const cursor = await settledCursor();
  await stockUp('PSN-US-10', 7);
  await inventory.refresh();
  const reply = await changes(cursor);
  expect(reply).toMatchObject({
    object: 'inventory_changes',
    currency: 'USD',
    data: [{ sku: 'PSN-US-10', available: 7 }],
  });
  expect(Object.keys(reply)).toEqual(['object', 'currency', 'as_of', 'cursor', 'data']);
  expect((await changes(cursor, { ...BUYER, mode: 'test' })).data).toEqual([]);
});

test('a transaction that commits after the cursor is not missed', async () => {
  const cursor = await database.transaction(async (slow) => {
    await stockUp('PSN-GB-20', 3, slow);
    // Begins later, commits earlier.
    await stockUp('PSN-US-10', 8);
    const taken = await cursorNow();
    expect((await list()).data.map((row) => row.available)).toEqual([0, 8, 1531]);
    return taken;
  });
  await inventory.refresh();
  const reply = await changes(cursor);
  expect(reply.data).toContainEqual(expect.objectContaining({ sku: 'PSN-GB-20', available: 3 }));
  expect((await list()).data.map((row) => row.available)).toEqual([3, 8, 1531]);
});

test('prices, own prices, their removal and a status are changes too', async () => {
  let cursor = await settledCursor();
  await price('region,denomination,currency,list_price\nUS,50,USD,46.90\n');
  await inventory.refresh();
  expect((await changes(cursor)).data).toMatchObject([{ sku: 'PSN-US-50', unit_price: '46.20' }]);

  const own = 'region,denomination,currency,list_price,partner\nUS,10,USD';
  const stranger = { ...BUYER, partnerId: newUuid() };
  for (const [amount, shown] of [
    ['9.00', { unit_price: '9.00', discount_bps: 0 }],
    ['', { unit_price: '9.65', discount_bps: 150 }],
  ] as const) {
    cursor = await settledCursor();
    await price(`${own},${amount},${formatId('prt', PARTNER)}\n`);
    await inventory.refresh();
    expect((await changes(cursor)).data).toMatchObject([{ sku: 'PSN-US-10', ...shown }]);
    expect((await changes(cursor, stranger)).data).toEqual([]);
  }

  cursor = await settledCursor();
  const act = { at: clock.now(), actor: 'operator:test', sku: 'PSN-US-50' };
  await database.transaction((tx) => setProductStatus(tx, { ...act, status: 'paused' }));
  await inventory.refresh();
  expect((await changes(cursor)).data).toMatchObject([
    { sku: 'PSN-US-50', status: 'paused', available: 0, in_stock: false },
  ]);
  await database.transaction((tx) => setProductStatus(tx, { ...act, status: 'active' }));
});

test('another discount makes every row a change', async () => {
  const cursor = await settledCursor();
  expect((await changes(cursor, { ...BUYER, discountBps: 250 })).data).toHaveLength(3);
});

test('a cursor of another node that has seen more waits for this one to see it', async () => {
  await using other = new Inventory({ database, clock, catalog, versions: watch });
  // Other tests on the cluster may hold back what counts as seen, for a while.
  const seenMore = async () => {
    await stockUp('PSN-US-10', 9);
    await other.refresh();
    return other.seen.xmin > inventory.seen.xmin;
  };
  await expect.poll(seenMore, { interval: 10, timeout: 30_000 }).toBe(true);
  const page = await listInventory(other, BUYER, EVERYTHING);
  const { cursor } = JSON.parse(page.body('identity').toString()) as Reply;
  await stockUp('PSN-US-10', 10);
  const reply = await changes(cursor);
  expect(reply.data).toContainEqual(expect.objectContaining({ sku: 'PSN-US-10', available: 10 }));
});

test('cursors that are too old, foreign, of another epoch or none are refused', async () => {
  const cursor = await settledCursor();
  const [xmin, issued, epoch, bps] = cursor.split('.') as [string, string, string, string];
  const refused = { code: 'cursor_expired' };
  for (const bad of [
    'x',
    '184467',
    `${xmin}.${issued}.00000000.${bps}`,
    `${BigInt(xmin) + 1_000_000n}.${issued}.${epoch}.${bps}`,
    `99999999999999999999.${issued}.${epoch}.${bps}`,
    `${xmin}.zzzzzzzzz.${epoch}.${bps}`,
    `${cursor}.`,
    `-${cursor}`,
  ]) {
    await expect(changes(bad), bad).rejects.toMatchObject(refused);
  }
  clock.advance(24 * 60 * 60 * 1000);
  expect((await changes(cursor)).data).toEqual([]);
  clock.advance(1);
  await expect(changes(cursor)).rejects.toMatchObject(refused);

  // What a crash of PostgreSQL does to an unlogged table.
  const before = await cursorNow();
  await database.reads.query('TRUNCATE stock.epoch');
  await inventory.refresh();
  await expect(changes(before)).rejects.toMatchObject(refused);
  expect((await list()).data.map((row) => row.available)).toEqual([3, 10, 1531]);
});

test('without a database nothing old is shown', async () => {
  const own = new Database({ url: server.url });
  await using theirs = new VersionWatch(own);
  await using lonely = new Inventory({
    database: own,
    clock,
    catalog: watchCatalog(own, theirs),
    versions: theirs,
  });
  await lonely.refresh();
  await own[Symbol.asyncDispose]();
  await listInventory(lonely, BUYER, EVERYTHING);
  const now = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 1_000);
  try {
    await expect(listInventory(lonely, BUYER, EVERYTHING)).rejects.toThrow();
  } finally {
    now.mockRestore();
  }
});

test('a running inventory follows by itself', async () => {
  await inventory.start();
  await stockUp('PSN-US-10', 11);
  await expect
    .poll(async () => (await list()).data[1]?.available, { interval: 20, timeout: 30_000 })
    .toBe(11);
});
