// Guards: the catalogue in the database: the shipped one is complete and plausible, loading it again changes nothing,
// and prices and tiers are set all at once or not at all.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { Database, VersionWatch } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import {
  loadCatalogue,
  loadSnapshot,
  partnersIn,
  readPrices,
  readTiers,
  setPrices,
  setProductStatus,
  setTiers,
  watchCatalog,
} from './index.ts';

const AT = new Date('2026-11-24T10:00:00.000Z');
const LATER = new Date('2026-11-24T11:00:00.000Z');
const ACT = { at: AT, actor: 'operator:test' };
const PARTNER = newUuid();
const PARTNER_ID = formatId('prt', PARTNER);
const HEADER = 'region,denomination,currency,list_price,partner';

let server: TestDatabase;
let database: Database;

beforeAll(async () => {
  server = await testDatabase();
  database = new Database({ url: server.url });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

async function shipped(name: string): Promise<string> {
  return readFile(new URL(`../../data/${name}`, import.meta.url), 'utf8');
}

async function set(csv: string, at = AT) {
  const rows = readPrices(Buffer.from(csv));
  const partnerCurrencies = new Map([[PARTNER, 'USD']]);
  return database.transaction((tx) => setPrices(tx, { ...ACT, at, rows, partnerCurrencies }));
}

async function refusalOf(promise: Promise<unknown>): Promise<Refusal> {
  const outcome = await promise.catch((error: unknown) => error);
  if (!(outcome instanceof Refusal)) throw new Error(`no refusal but ${String(outcome)}`);
  return outcome;
}

async function version(): Promise<number> {
  const { rows } = await database.reads.query<{ version: number }>(
    "SELECT version FROM kit.versions WHERE topic = 'catalog'",
  );
  return rows[0]?.version ?? Number.NaN;
}

test('loads once; every further start adds and changes nothing', async () => {
  const first = await database.transaction((tx) => loadCatalogue(tx, { at: AT }));
  expect(first.regions).toBeGreaterThanOrEqual(12);
  expect(first.products).toBeGreaterThanOrEqual(190);
  const bumped = await version();
  const again = await database.transaction((tx) => loadCatalogue(tx, { at: LATER }));
  expect(again).toEqual({ regions: 0, products: 0 });
  expect(await version()).toBe(bumped);
  const { find } = await loadSnapshot(database.reads);
  expect(find('US', 50_000)).toMatchObject({
    sku: 'PSN-US-50',
    faceCurrency: 'USD',
    status: 'active',
    changedAt: AT,
  });
  expect(find('JP', 1_100_000)).toMatchObject({ sku: 'PSN-JP-1100', faceCurrency: 'JPY' });
});

test('the sample prices cover every product, within the band of public cost listings', async () => {
  const result = await set(await shipped('sample-prices.csv'));
  const { products, listPrice } = await loadSnapshot(database.reads);
  expect(result).toEqual({ changed: products.length, unchanged: 0 });
  const rates = new Map(
    (await shipped('sample-rates.csv'))
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',') as [string, string])
      .map(([currency, usd]) => [currency, Number(usd)]),
  );
  for (const product of products) {
    const face = (product.denominationMilli / 10) * (rates.get(product.faceCurrency) ?? Number.NaN);
    const factor = (listPrice(product.productId, 'USD')?.amount ?? Number.NaN) / face;
    expect(factor, product.sku).toBeGreaterThan(0.92);
    expect(factor, product.sku).toBeLessThan(1.031);
  }
});

test('the sample tiers can be set and reach a snapshot', async () => {
  const rows = readTiers(Buffer.from(await shipped('sample-tiers.csv')));
  await database.transaction((tx) => setTiers(tx, { ...ACT, rows }));
  const { tiers } = await loadSnapshot(database.reads);
  expect(tiers('USD').map((tier) => [tier.name, tier.volume30d, tier.discountBps])).toEqual([
    ['Standard', 0, 0],
    ['Silver', 5_000_000, 150],
    ['Gold', 10_000_000, 250],
    ['Platinum', 25_000_000, 350],
  ]);
  expect(tiers('EUR')).toEqual([]);
});

test('only real changes are marked and audited', async () => {
  const csv =
    '\uFEFFregion;denomination;currency;list_price\r\n' +
    'us;25.00;USD;23.9\r\n\r\nUS;"50";USD;47\r\n';
  expect(await set(csv, LATER)).toEqual({ changed: 1, unchanged: 1 });
  const { find, listPrice } = await loadSnapshot(database.reads);
  const priceOf = (milli: number) => listPrice(find('US', milli)?.productId ?? 0, 'USD');
  expect(priceOf(25_000)).toMatchObject({ amount: 2390, changedAt: LATER });
  expect(priceOf(50_000)).toMatchObject({ amount: 4700, changedAt: AT });
  const { rows } = await database.reads.query<{ subject: string; detail: unknown }>(
    "SELECT subject, detail::json FROM audit.entries WHERE action = 'price.changed' AND at = $1",
    [LATER],
  );
  expect(rows).toEqual([
    {
      subject: 'PSN-US-25',
      detail: { prices: [{ currency: 'USD', from: '24.00', to: '23.90' }] },
    },
  ]);
});

test('a partner’s own price replaces list and tier, and its removal is audited', async () => {
  const terms = { partnerId: PARTNER, currency: 'USD', discountBps: 150 };
  await set(`${HEADER}\nUS,50,USD,45.5,${PARTNER_ID}\n`);
  const priced = await loadSnapshot(database.reads);
  const product = priced.find('US', 50_000);
  if (!product) throw new Error('no product');
  expect(priced.quote(product, terms)).toEqual({
    listPrice: 4700,
    unitPrice: 4550,
    discountBps: 0,
    status: 'active',
  });
  expect(priced.quote(product, { ...terms, partnerId: newUuid() })).toMatchObject({
    unitPrice: 4630,
    discountBps: 150,
  });
  expect(priced.quote(product, { ...terms, currency: 'EUR' })).toBeNull();
  await set(`${HEADER}\nUS,50,USD,,${PARTNER_ID}\n`, LATER);
  const removed = await loadSnapshot(database.reads);
  expect(removed.quote(product, terms)).toMatchObject({ unitPrice: 4630, discountBps: 150 });
  expect(removed.ownPrice(PARTNER, product.productId, 'USD')).toMatchObject({
    amount: null,
    changedAt: LATER,
  });
});

test('one bad line refuses the whole price file, and every fault is named', async () => {
  const before = await version();
  const stranger = formatId('prt', newUuid());
  const refusal = await refusalOf(
    set(
      [
        HEADER,
        'US,50,USD,10.00,',
        'US,51,USD,10.00,',
        'XX,50,USD,10.00,',
        'US,20,usd,10.00,',
        'US,20,USD,10.001,',
        'US,20,USD,0,',
        'US,20,USD,,',
        'US,50,USD,11.00,',
        `US,50,USD,11.00,${stranger}`,
        `US,50,EUR,11.00,${PARTNER_ID}`,
        'US,25,JPY,11.5,',
      ].join('\n'),
    ),
  );
  expect(refusal.code).toBe('validation_failed');
  expect(refusal.details.errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
    '/3/denomination enum',
    '/4/denomination enum',
    '/5/currency pattern',
    '/6/list_price pattern',
    '/7/list_price pattern',
    '/8/list_price pattern',
    '/9/denomination repeated',
    '/10/partner enum',
    '/11/currency enum',
    '/12/list_price pattern',
  ]);
  expect(await version()).toBe(before);
  const { find, listPrice } = await loadSnapshot(database.reads);
  expect(listPrice(find('US', 50_000)?.productId ?? 0, 'USD')?.amount).toBe(4700);
});

test('an own price needs a list price in its currency', async () => {
  const rows = readPrices(Buffer.from(`${HEADER}\nUS,50,KWD,11.005,${PARTNER_ID}\n`));
  const partnerCurrencies = new Map([[PARTNER, 'KWD']]);
  expect(partnersIn(rows)).toEqual([PARTNER]);
  const alone = database.transaction((tx) => setPrices(tx, { ...ACT, rows, partnerCurrencies }));
  const refusal = await refusalOf(alone);
  expect(refusal.details.errors).toMatchObject([{ pointer: '/2/list_price', code: 'required' }]);
});

test.each([
  '',
  'region,denomination\nUS,50',
  'a"b,c\n1',
  `${HEADER},surprise\n`,
  `${HEADER}\n1,2\n`,
])('a file like %j is refused', (csv) => {
  expect(() => readPrices(Buffer.from(csv))).toThrow(Refusal);
});

test.each([
  ['X,USD,1.00,0', '/2/volume_30d maximum'],
  ['X,USD,0,0\nX,USD,1,1', '/3/name repeated'],
  ['X,USD,0,0\nY,USD,0,1', '/3/volume_30d minimum'],
  ['X,USD,0,10000', '/2/discount_bps maximum'],
  ['X,USD,0,1.5', '/2/discount_bps maximum'],
  ['X,dollars,0,0', '/2/currency pattern'],
  [',USD,0,0', '/2/name max_length'],
  ['', '/1/name required'],
])('tiers like %j are refused', async (lines, fault) => {
  const rows = readTiers(Buffer.from(`name,currency,volume_30d,discount_bps\n${lines}\n`));
  const attempt = database.transaction((tx) => setTiers(tx, { ...ACT, rows }));
  const { details } = await refusalOf(attempt);
  expect(details.errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([fault]);
});

test('a watch sees a status change, and answers from one snapshot', async () => {
  await using watch = new VersionWatch(database);
  const catalog = watchCatalog(database, watch);
  await watch.start();
  const held = catalog.current;
  const product = catalog.find('GB', 20_000);
  const act = { ...ACT, sku: 'PSN-GB-20', status: 'paused' as const };
  expect(await database.transaction((tx) => setProductStatus(tx, act))).toBe(true);
  expect(await database.transaction((tx) => setProductStatus(tx, act))).toBe(false);
  await watch.poll();
  expect(catalog.find('GB', 20_000)?.status).toBe('paused');
  expect(catalog.product(product?.productId ?? 0)?.status).toBe('paused');
  expect(catalog.productIdsIn('GB')).toContain(product?.productId);
  expect(held.find('GB', 20_000)?.status).toBe('active');
  const unknown = database.transaction((tx) => setProductStatus(tx, { ...act, sku: 'PSN-GB-21' }));
  expect((await refusalOf(unknown)).code).toBe('unknown_product');
});

test('the identity of a product cannot be changed, and no product can be deleted', async () => {
  const edit = "UPDATE catalog.products SET denomination_milli = 1 WHERE sku = 'PSN-US-50'";
  await expect(database.reads.query(edit)).rejects.toThrow('cannot change');
  await expect(database.reads.query('DELETE FROM catalog.products')).rejects.toThrow('append-only');
});
