/**
 * Guards: staff see what is for sale of each product, what it cost, how old it is and how long it lasts at the pace of the days on
 * which it was in stock, in any order, page by page; are notified of a product that becomes low once, not again before it has risen; and
 * set the thresholds of many products by one act that says before what it changes.
 */
import type { StockLevel, StockThresholdPlan } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countPaces, watchStock } from '../../src/acts/index.ts';
import {
  bodyOf,
  codeOf,
  drivenClock,
  openShop,
  runHere,
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

/** All of an order, two to a page, forwards and then backwards from the last page. */
async function inOrder(sort: string): Promise<string[]> {
  interface Page {
    readonly data: StockLevel[];
    readonly next_cursor: string | null;
    readonly previous_cursor: string | null;
  }
  const read = (cursor: string | null) =>
    bodyOf<Page>(
      clock,
      reader.get(`/stock?limit=2&sort=${sort}${cursor === null ? '' : `&cursor=${cursor}`}`),
    );
  const pages = [await read(null)];
  while (pages.at(-1)?.next_cursor) pages.push(await read(pages.at(-1)?.next_cursor ?? null));
  const ids = pages.map(({ data }) => data.map(({ id }) => id));
  for (let page = pages.length - 1; page > 0; page -= 1) {
    const before = await read(pages[page]?.previous_cursor ?? null);
    expect(before.data.map(({ id }) => id)).toEqual(ids[page - 1]);
  }
  return ids.flat();
}

test('the list is sorted by what lasts, by age and by expiry, both ways and page by page', async () => {
  await comeIn();
  const soon = (days: number) => new Date(clock.now().getTime() + days * DAY_MS);
  await shop.stock({ denomination: 100, codes: 40, expiresAt: soon(90) });
  await buy(20, 100);
  await countPaces(shop.app);
  // US 10 is sold out, US 20 is never sold, US 50 and US 100 last for some days.
  expect(await inOrder('shortest')).toEqual([
    ...['PSN-US-10', 'PSN-US-50', 'PSN-US-100', 'PSN-US-20'],
  ]);
  expect(await inOrder('longest')).toEqual([
    ...['PSN-US-20', 'PSN-US-100', 'PSN-US-50', 'PSN-US-10'],
  ]);
  // Without codes for sale nothing is old, and nothing expires: such products are last, either way.
  const [oldest, youngest] = [await inOrder('oldest'), await inOrder('youngest')];
  expect([oldest.at(-1), youngest.at(-1)]).toEqual(['PSN-US-10', 'PSN-US-10']);
  expect(oldest.slice(0, -1)).toEqual(youngest.slice(0, -1).reverse());
  expect(oldest[0]).toBe('PSN-US-50');
  expect((await inOrder('expires_first')).slice(0, 2)).toEqual(['PSN-US-20', 'PSN-US-100']);
  expect((await inOrder('expires_last')).slice(0, 2)).toEqual(['PSN-US-100', 'PSN-US-20']);
  expect(await inOrder('product')).toEqual((await inOrder('product_last')).reverse());
  const { text } = await reader.get('/stock/export?sort=shortest');
  expect(text.split('\r\n')[1]).toMatch(/^PSN-US-10,/);
  expect((await runHere(shop, ['stock', 'levels', '--sort', 'longest'])).out).toMatch(
    /^PSN-US-20 /,
  );
  expect(await codeOf(reader.get('/stock?sort=shortest&cursor=c3RvY2sgYnkgb2xkZXN0IDAgMQ'))).toBe(
    'validation_failed',
  );
});

test('thresholds of many products change by one act, which says before how many would be low', async () => {
  await comeIn();
  const plan = (body: object, by = keeper) =>
    by.post<StockThresholdPlan>('/stock/thresholds/plan', body);
  const skus = ['PSN-US-10', 'PSN-US-50', 'PSN-US-100'];
  const seen = await bodyOf(clock, plan({ skus, codes: 20 }));
  expect(seen).toMatchObject({ unchanged: 0, without_pace: [], low_now: 0, low_then: 2 });
  expect(seen.steps.map(({ sku, before, will_be_low }) => [sku, before, will_be_low])).toEqual([
    ['PSN-US-10', null, true],
    ['PSN-US-50', null, false],
    ['PSN-US-100', null, true],
  ]);
  expect((await level('PSN-US-50')).threshold).toBeNull();
  const before = (await news(keeper)).length;
  expect(await bodyOf(clock, keeper.post('/stock/thresholds', { skus, codes: 20 }))).toEqual(seen);
  expect((await level('PSN-US-50')).threshold).toBe(20);
  // Who set them has seen that two are low: nobody is notified of these.
  expect(await watchStock(shop.app)).toBe(0);
  expect(await news(keeper)).toHaveLength(before);
  const { data } = await bodyOf(clock, keeper.get<{ data: StockLevel[] }>('/stock?level=low'));
  expect(data.map(({ id }) => id)).toEqual(expect.arrayContaining(['PSN-US-10', 'PSN-US-100']));

  // A region by days of sales: US 20 has no pace and stays as it is.
  const byDays = await bodyOf(clock, plan({ region: 'US', days: 3 }));
  expect(byDays.without_pace).toEqual(['PSN-US-20']);
  const fifty = byDays.steps.find(({ sku }) => sku === 'PSN-US-50');
  const { sold, days } = await level('PSN-US-50');
  expect(fifty).toMatchObject({ before: 20, after: Math.ceil((3 * (sold ?? 0)) / (days ?? 1)) });
  const none = await runHere(shop, [
    ...['stock', 'set-threshold', '--region', 'us', '--none', '--json'],
  ]);
  expect(none.value).toMatchObject({ low_now: 2, low_then: 0 });
  expect((await level('PSN-US-50')).threshold).toBeNull();
  const entries = await shop.rows<{ subject: string; actor: string; detail: object }>(
    `SELECT subject, actor, detail::json FROM audit.entries WHERE action = 'stock_thresholds.set' ORDER BY entry_id`,
  );
  expect(entries.map(({ subject }) => subject)).toEqual(['3 products', 'US']);
  expect(entries[0]?.detail).toEqual({
    ...Object.fromEntries(skus.map((sku) => [sku, { before: null, after: 20 }])),
  });
  const dry = await runHere(shop, [
    ...['stock', 'set-threshold', '--sku', 'PSN-US-50', '--sku', 'psn-us-10'],
    ...['--codes', '5', '--dry-run'],
  ]);
  expect(dry.out).toContain('2 would change, 0 unchanged; low: 0 before, 1 after');
  expect((await level('PSN-US-50')).threshold).toBeNull();
});

test.each<[string, object, string]>([
  ['products and a region', { skus: ['PSN-US-50'], region: 'US', codes: 1 }, '/skus'],
  ['neither', { codes: 1 }, '/skus'],
  ['codes and days', { region: 'US', codes: 1, days: 1 }, '/codes'],
  ['neither of these', { region: 'US' }, '/codes'],
  ['an unknown product', { skus: ['PSN-US-50', 'PSN-XX-1'], codes: 1 }, '/skus/1'],
  ['an unknown region', { region: 'XX', codes: 1 }, '/region'],
])('thresholds of many products are refused with %s', async (_what, body, pointer) => {
  await comeIn();
  for (const path of ['/stock/thresholds/plan', '/stock/thresholds']) {
    expect((await keeper.post(path, body)).body).toMatchObject({ errors: [{ pointer }] });
    expect(await codeOf(reader.post(path, body))).toBe('role_missing');
  }
});
