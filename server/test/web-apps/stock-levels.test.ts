/**
 * Guards: staff see what is for sale of each product, what it cost, how old it is and how long it lasts at the pace of the days on
 * which it was in stock; and are notified of a product that becomes low once, not again before it has risen.
 */
import type { StockLevel } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countPaces, watchStock } from '../../src/acts/index.ts';
import {
  bodyOf,
  codeOf,
  drivenClock,
  openShop,
  type Shop,
  staff,
  type Visitor,
} from '../../testkit/index.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const clock = drivenClock();
let shop: Shop;
let keeper: Visitor;
let reader: Visitor;
let support: Visitor;
let key: string;
beforeAll(async () => {
  shop = await openShop({ clock });
  ({ key } = await shop.buyer({ balance: '100000.00' }));
});
afterAll(() => shop[Symbol.asyncDispose]());

/** Sessions end after a day: people come in when they are needed. */
async function comeIn(): Promise<void> {
  keeper = (await staff(shop, 'stock')).visitor;
  reader = (await staff(shop, 'read_only')).visitor;
  support = (await staff(shop, 'support')).visitor;
}

const level = (sku: string, by = keeper) => bodyOf(clock, by.get<StockLevel>(`/stock/${sku}`));
const set = (sku: string, codes: number | null, by = keeper) =>
  by.call<StockLevel>('PUT', `/stock/${sku}/threshold`, { body: { codes } });
const buy = async (quantity: number, denomination = 50) => {
  const body = { region: 'US', denomination, quantity };
  expect((await shop.call('POST', '/orders', { key, body })).status).toBe(201);
};
const news = async (person: Visitor) => {
  const { data } = await bodyOf(
    clock,
    person.get<{ data: { kind: string; text: string }[] }>('/notifications'),
  );
  return data.filter(({ kind }) => kind === 'stock.low').map(({ text }) => text);
};

let codes = 0;
function rows(count: number, rest: string): string {
  return Array.from({ length: count }, () => {
    codes += 1;
    return `US,50,LEVL-${String(codes).padStart(8, '0')},${rest}`;
  }).join('\n');
}

test('cost, age, expiry and cover; days before the first lot and without stock do not count', async () => {
  const soon = new Date(clock.now().getTime() + 20 * DAY_MS).toISOString().slice(0, 10);
  const header = 'region,denomination,code,cost,expires_at\n';
  await shop.importFile(`${header}${rows(30, `40.00,${soon}`)}\n${rows(70, '41.00,')}\n`);
  const first = clock.now();
  clock.advance(4 * DAY_MS);
  await shop.importFile(`${header}${rows(20, ',')}\n`);
  await buy(30);
  await countPaces(shop.app);
  await comeIn();
  const shown = await level('PSN-US-50', reader);
  expect(shown).toMatchObject({
    ...{ available: 90, sold: 30, days: 5, cover_days: 15 },
    ...{ oldest_at: first.toISOString(), next_expiry: null, expiring: 0, threshold: null },
    costs: [{ currency: 'USD', amount: '2870.00', unknown: 20 }],
  });

  // Two days without stock follow: the pace stays what it was.
  await shop.rows(
    `INSERT INTO stock.sold_out_days (shelf_id, day)
     SELECT shelf_id, d::date FROM stock.shelves, unnest($1::timestamptz[]) d WHERE mode = 'live' RETURNING 1`,
    [[1, 2].map((days) => new Date(clock.now().getTime() + days * DAY_MS))],
  );
  clock.advance(2 * DAY_MS);
  await countPaces(shop.app);
  const [pace] = await shop.rows(
    `SELECT p.sold, p.days FROM stock.paces p JOIN stock.shelves s USING (shelf_id)
       JOIN catalog.products c USING (product_id) WHERE c.sku = 'PSN-US-50'`,
  );
  expect(pace).toEqual({ sold: 30, days: 5 });
});

test('a product that becomes low is reported once, by notification and e-mail, until it has risen', async () => {
  await comeIn();
  const watch = () => watchStock(shop.app);
  expect(await codeOf(set('PSN-US-50', 80, support))).toBe('role_missing');
  expect(await codeOf(set('PSN-US-50', -1))).toBe('validation_failed');
  expect(await codeOf(set('PSN-XX-1', 5))).toBe('not_found');
  expect(await bodyOf(clock, set('PSN-US-50', 80))).toMatchObject({ threshold: 80, is_low: false });
  const low = async () => Number((await bodyOf(clock, keeper.get('/today'))).stock_low);
  const before = await low();
  expect(await watch()).toBe(0);
  await buy(10);
  await shop.settle();
  expect([await watch(), await watch()]).toEqual([1, 0]);
  expect(await news(keeper)).toEqual([
    'PSN-US-50 is low in stock: 80 codes are left, and the threshold is 80.',
  ]);
  expect(await news(support)).toEqual([]);
  expect(await low()).toBe(before + 1);
  const listed = await bodyOf(clock, keeper.get<{ data: StockLevel[] }>('/stock?level=low'));
  expect(listed.data.map(({ id }) => id)).toContain('PSN-US-50');
  expect(listed.data).toHaveLength(before + 1);
  await buy(1);
  expect(await watch()).toBe(0);
  // A few more than the threshold are not enough to be reported again; a tenth more are.
  await shop.stock({ codes: 5 });
  expect(await watch()).toBe(0);
  await buy(5);
  expect(await watch()).toBe(0);
  await shop.stock({ codes: 20 });
  expect(await watch()).toBe(0);
  await buy(20);
  expect(await watch()).toBe(1);
  expect(await news(keeper)).toHaveLength(2);
  const mails = await shop.rows<{ n: number }>(
    `SELECT count(*)::int AS n FROM kit.emails WHERE subject LIKE 'PSN-US-50 is low in stock%'`,
  );
  expect(mails[0]?.n).toBeGreaterThan(0);
  expect(await bodyOf(clock, set('PSN-US-50', null))).toMatchObject({ threshold: null });
  expect(await watch()).toBe(0);
  const record = await shop.rows<{ detail: { before: number | null; after: number | null } }>(
    `SELECT detail::json FROM audit.entries WHERE action = 'stock_threshold.set' ORDER BY entry_id`,
  );
  expect(record.map(({ detail }) => [detail.before, detail.after])).toEqual([
    [null, 80],
    [80, null],
  ]);
});

test('the list can be filtered by what is sold out, expires or is not watched, and saved as CSV', async () => {
  await comeIn();
  await shop.stock({
    denomination: 20,
    codes: 2,
    expiresAt: new Date(clock.now().getTime() + DAY_MS),
  });
  await shop.stock({ denomination: 10, codes: 1 });
  await buy(1, 10);
  await bodyOf(clock, set('PSN-US-20', 0));
  const ids = async (filter: string) => {
    const { data } = await bodyOf(
      clock,
      reader.get<{ data: StockLevel[] }>(`/stock?limit=100&region=US&level=${filter}`),
    );
    return data.map(({ id }) => id);
  };
  expect(await ids('out')).toEqual(['PSN-US-10']);
  expect(await ids('expiring')).toEqual(['PSN-US-20']);
  expect(await ids('unwatched')).not.toContain('PSN-US-20');
  expect(await ids('unwatched')).toContain('PSN-US-50');
  const kept = await bodyOf(clock, reader.get<{ data: StockLevel[] }>('/stock?limit=100'));
  expect(kept.data.map(({ id }) => id)).toEqual(['PSN-US-10', 'PSN-US-20', 'PSN-US-50']);
  expect((await ids('all')).length).toBeGreaterThan(kept.data.length);
  const csv = (await reader.get('/stock/export?level=expiring')).text.split('\r\n');
  expect(csv[0]).toBe(
    'id,status,available,cover_days,sold,days,oldest_at,next_expiry,expiring,threshold',
  );
  expect(csv[1]).toMatch(/^PSN-US-20,active,2,/);
  expect(await codeOf(support.get('/stock'))).toBe('role_missing');
});
