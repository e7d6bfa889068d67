/**
 * Guards: what staff read about sales is what the ledger has: totals, groups, the days before, the file and the end of a day add up to the
 * cent, by currency; a role that may not see costs sees none; what nobody sold is empty.
 */
import type {
  DayEnd,
  Order,
  SalesAgreement,
  SalesFigures,
  SalesReport,
  TodayChanges,
  TodaySales,
} from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { formatId } from '../../src/kit/ids.ts';
import { checkDays, countSales } from '../../src/sales/index.ts';
import { bodyOf, openShop, type Shop, staff, type Visitor } from '../../testkit/index.ts';

const HOUR = 3_600_000;
const clock = drivenClock(new Date('2026-10-27T10:00:00Z'));
let shop: Shop;
let finance: Visitor;
let support: Visitor;
let first: { partnerId: string; key: string };
let second: { partnerId: string; key: string };

const order = async ({ key }: { key: string }, quantity: number, more: object = {}) => {
  const body = { region: 'US', denomination: 50, quantity, ...more };
  return bodyOf(clock, shop.call<Order>('POST', '/orders', { key, body }));
};
const report = (query: string, who = finance) =>
  bodyOf(clock, who.get<SalesReport>(`/sales?${query}`));
const total = ({ totals }: SalesReport, currency = 'USD') =>
  totals.find((each) => each.currency === currency);
const cents = (text: string | null) => Math.round(Number(text) * 100);

beforeAll(async () => {
  shop = await openShop({ clock });
  await shop.tiers('name,currency,volume_30d,discount_bps\nStandard,USD,0,0\nGold,USD,100,100\n');
  const lines = Array.from(
    { length: 40 },
    (_, n) => `US,50,CODE-AAAA-${1000 + n},${n < 20 ? '40.00' : ''}`,
  );
  await shop.importFile(['region,denomination,code,cost', ...lines, ''].join('\n'));
  await shop.stock({ region: 'GB', codes: 20 });
  await shop.prices('region,denomination,currency,list_price\nUS,50,EUR,44.00\n');
  first = await shop.buyer({ balance: '5000.00' });
  second = await shop.buyer({ balance: '5000.00' });
  await order(first, 2);
  await countSales(shop.app);
  clock.set(new Date('2026-11-27T10:00:00Z'));
  await order(first, 4);
  await order(second, 3, { region: 'GB' });
  clock.set(new Date('2026-11-27T15:00:00Z'));
  await order(first, 1);
  clock.set(new Date('2026-11-28T11:00:00Z'));
  await order(second, 5);
  const held = await order(second, 2, { payment: 'hold' });
  await bodyOf(clock, shop.call('POST', `/orders/${held.id}/cancel`, second));
  await order(second, 1, { payment: 'hold' });
  await shop.deposit(first.partnerId, '12.34');
  const euros = await shop.partner({ currency: 'EUR' });
  await shop.fund(euros, '500.00');
  await order({ key: (await shop.key(euros)).text }, 1);
  clock.set(new Date('2026-11-28T12:00:00Z'));
  finance = (await staff(shop, 'finance')).visitor;
  support = (await staff(shop, 'support')).visitor;
});
afterAll(() => shop[Symbol.asyncDispose]());

test('a day that is not over is compared with the day before until the same time', async () => {
  const today = await report('range=today');
  expect(today).toMatchObject({
    ...{ from: '2026-11-28', to: '2026-11-28', time_zone: 'UTC', is_open: true, is_complete: true },
    before: { from: '2026-11-27', to: '2026-11-27' },
  });
  expect(total(today)?.now).toMatchObject({ net: '235.00', codes: 5 });
  // The order of 15:00 is not in it.
  expect(total(today)?.before).toMatchObject({ codes: 7, net: '368.00' });
  const yesterday = await report('range=yesterday');
  expect(total(yesterday)?.now).toMatchObject({ codes: 8, net: '415.00' });
  expect(yesterday.is_open).toBe(false);
});

test('a month is compared with the same days of the month before', async () => {
  const month = await report('range=month');
  expect(month.before).toEqual({ from: '2026-10-01', to: '2026-10-28' });
  expect(total(month)?.before).toMatchObject({ codes: 2, net: '94.00', cost: '80.00' });
});

test('margins are over the codes whose cost is known, and say over how many', async () => {
  expect(total(await report('range=month'))?.now).toMatchObject({
    ...{ net: '650.00', codes: 13, unknown_codes: 3, foreign_codes: 0 },
    ...{ cost: '400.00', margin: '70.00', margin_bps: 1_489, known_bps: 7_230 },
  });
});

test.each(['day', 'region', 'product', 'partner', 'supplier', 'tier'])(
  'groups by %s add up to the total, before and after they were counted',
  async (by) => {
    const sum = async () => {
      const found = await report(`range=month&by=${by}`);
      expect(found.groups_left_out).toBe(0);
      expect(found.groups.length).toBeGreaterThan(0);
      for (const name of ['net', 'cost', 'margin'] as const) {
        const own = found.groups.filter(({ currency }) => currency === 'USD');
        const all = own.reduce((sum, each) => sum + cents(each[name]), 0);
        expect(all, name).toBe(cents(total(found)?.now[name] ?? null));
      }
      return found.groups;
    };
    const before = await sum();
    await countSales(shop.app);
    expect(await sum()).toEqual(before);
  },
);

test('groups have the names that people know', async () => {
  const names = async (by: string) =>
    (await report(`range=month&by=${by}`)).groups
      .filter(({ currency }) => currency === 'USD')
      .map(({ group, name }) => [group, name]);
  expect(await names('region')).toEqual([
    ['US', 'United States'],
    ['GB', 'United Kingdom'],
  ]);
  expect(await names('product')).toEqual([
    ['PSN-US-50', null],
    ['PSN-GB-50', null],
  ]);
  expect(await names('partner')).toContainEqual([formatId('prt', first.partnerId), 'A Partner']);
  expect((await names('supplier'))[0]?.[1]).toBe('A supplier');
});

test('filters leave out what they say, and an unknown id has no sales', async () => {
  const codes = async (query: string) =>
    total(await report(`range=month&${query}`))?.now.codes ?? 0;
  expect(await codes('region=gb')).toBe(3);
  expect(await codes('sku=psn-us-50')).toBe(10);
  expect(await codes(`partner_id=${formatId('prt', first.partnerId)}`)).toBe(5);
  expect(await codes('partner_id=prt_01m84j5stvek8taznva0d678kp')).toBe(0);
  expect(await codes('partner_id=nobody')).toBe(0);
  const [supplier] = (await report('range=month&by=supplier')).groups;
  expect(await codes(`supplier_id=${supplier?.group}`)).toBe(13);
  expect(await codes('supplier_id=sup_01m84j5stvek8taznva0d678kp')).toBe(0);
  expect(await codes('tier=Standard')).toBe(13);
  expect(await codes('tier=None')).toBe(0);
});

test('a range in the wrong order, a day that does not exist and too many days are refused by name', async () => {
  for (const query of [
    'from=2026-11-02&to=2026-11-01',
    'from=2026-02-30&to=2026-03-01',
    'from=2020-01-01',
  ]) {
    const { status, body } = await finance.get<{ errors: { pointer: string }[] }>(
      `/sales?${query}`,
    );
    expect([status, body.errors[0]?.pointer], query).toEqual([422, '/from']);
  }
});

test('currencies are never added together', async () => {
  const found = await report('range=today');
  expect(found.totals.map(({ currency }) => currency)).toEqual(['EUR', 'USD']);
  // Its code has a cost, but in dollars.
  expect(total(found, 'EUR')?.now).toMatchObject({
    ...{ net: '44.00', cost: null, margin: null, unknown_codes: 1, foreign_codes: 1 },
  });
  expect(total(found)?.now.net).toBe('235.00');
});

test('support sees sales without costs, and no file', async () => {
  const found = await report('range=month&by=product', support);
  const hidden: Partial<SalesFigures> = {
    ...{ cost: null, margin: null, margin_bps: null, known_bps: null },
    ...{ unknown_codes: null, foreign_codes: null },
  };
  expect(total(found)?.now).toMatchObject({ net: '650.00', ...hidden });
  expect(total(found)?.before).toMatchObject(hidden);
  for (const each of found.groups) expect(each).toMatchObject(hidden);
  for (const path of ['/sales/export', '/sales/agreement', '/day-ends', '/day-ends/export']) {
    expect((await support.get(path)).status, path).toBe(403);
  }
});

test('the file has every group, and says what it covers', async () => {
  const { text, headers } = await finance.get('/sales/export?range=month&by=product&region=US');
  const lines = text.split('\r\n');
  expect(lines.slice(0, 4)).toEqual([
    'Report,Sales by product',
    'Days,2026-11-01 to 2026-11-28',
    'Time zone,UTC',
    'Filter,region US',
  ]);
  expect(lines[4]).toMatch(/^As of,2026-11-28T12:/);
  expect(lines[6]).toMatch(/^group,name,currency,net,/);
  expect(lines.slice(7).filter((line) => line.includes('USD'))).toEqual([
    'PSN-US-50,,USD,470.00,470.00,0.00,0.00,10,0,400.00,70.00,1489,10000,0,0',
  ]);
  expect(headers.get('content-disposition')).toContain('sales-product-2026-11-01-2026-11-28.csv');
  const [entry] = await shop.rows<{ detail: string }>(
    "SELECT detail FROM audit.entries WHERE action = 'sales.exported' ORDER BY entry_id DESC LIMIT 1",
  );
  expect(JSON.parse(entry?.detail ?? '')).toMatchObject({
    filters: { by: 'product', region: 'US' },
  });
});

describe('today', () => {
  test('has its sales beside yesterday until the same time and in full, and the new businesses', async () => {
    const today = await bodyOf(clock, finance.get<TodaySales>('/today/sales'));
    expect(today).toMatchObject({ day: '2026-11-28', time_zone: 'UTC', is_complete: true });
    const usd = today.totals.find(({ currency }) => currency === 'USD');
    expect(usd).toMatchObject({
      now: { net: '235.00', codes: 5, cost: '200.00' },
      yesterday_until_now: { net: '368.00', codes: 7 },
      yesterday: { net: '415.00', codes: 8 },
    });
    // The one that pays in euros.
    expect([today.new_partners, today.new_partners_yesterday]).toEqual([1, 0]);
    const { totals } = await bodyOf(clock, support.get<TodaySales>('/today/sales'));
    expect(totals[1]?.now).toMatchObject({ net: '235.00', cost: null, known_bps: null });
  });

  test('has what staff and operators changed since yesterday, summed, and nothing of partners or before', async () => {
    await shop.stock({ region: 'GB', codes: 1 });
    const { changes, since } = await bodyOf(clock, finance.get<TodayChanges>('/today/changes'));
    expect(since).toBe('2026-11-27T00:00:00.000Z');
    const imported = changes.filter(({ action }) => action === 'lot.imported');
    // Two were imported a month before.
    expect(imported).toMatchObject([{ actor: 'operator:test', entries: 1, actor_name: null }]);
    expect(changes.map(({ at }) => at)).toEqual(
      changes
        .map(({ at }) => at)
        .sort()
        .toReversed(),
    );
    const allowed = changes.every(({ actor }) => /^(staff|operator):/.test(actor));
    expect(allowed).toBe(true);
    const stock = (await staff(shop, 'stock')).visitor;
    expect((await stock.get('/today/changes')).status).toBe(403);
    expect((await stock.get('/today/sales')).status).toBe(200);
  });
});

describe('with the ledger', () => {
  const agreement = (query = 'range=month') =>
    bodyOf(clock, finance.get<SalesAgreement>(`/sales/agreement?${query}`));

  test('sales agree: past days as they were read, today and yesterday as they are', async () => {
    const live = await agreement();
    expect(live.currencies).toEqual([
      { currency: 'EUR', sales: '44.00', ledger: '44.00', difference: '0.00' },
      { currency: 'USD', sales: '650.00', ledger: '650.00', difference: '0.00' },
    ]);
    expect(live.unchecked_days).toBe(26);
    await countSales(shop.app);
    expect(await checkDays(shop.app)).toBe(20);
    expect(await checkDays(shop.app)).toBeGreaterThan(0);
    expect(await checkDays(shop.app)).toBe(0);
    expect(await agreement()).toMatchObject({ unchecked_days: 0, currencies: live.currencies });
    expect((await agreement('from=2026-01-01&to=2026-11-28')).currencies[1]).toMatchObject({
      ...{ sales: '744.00', ledger: '744.00' },
    });
  });

  test('a difference is said, by its amount', async () => {
    const change = (by: number) =>
      shop.rows(
        `UPDATE sales.days d SET sold = sold + $1 FROM (
           SELECT min(product_id) AS product_id FROM sales.days WHERE day = '2026-11-27') x
          WHERE d.day = '2026-11-27' AND d.product_id = x.product_id RETURNING 1`,
        [by],
      );
    await countSales(shop.app);
    await checkDays(shop.app);
    await change(1);
    expect((await agreement()).currencies[1]).toMatchObject({ difference: '0.01' });
    expect(await shop.verify()).not.toEqual([]);
    await change(-1);
    expect((await agreement()).currencies[1]).toMatchObject({ difference: '0.00' });
    expect(await shop.verify()).toEqual([]);
  });
});

describe('the end of a day', () => {
  const end = (day?: string) =>
    bodyOf(clock, finance.get<DayEnd>(day === undefined ? '/day-ends' : `/day-ends?day=${day}`));
  const usd = ({ currencies }: DayEnd) => currencies.find(({ currency }) => currency === 'USD');
  const entry = (found: DayEnd, kind: string) =>
    usd(found)?.entries.find((each) => each.kind === kind);

  test('has an opening, every movement and a closing that agrees with the ledger', async () => {
    const today = await end();
    expect(today).toMatchObject({ day: '2026-11-28', is_open: true, time_zone: 'UTC' });
    expect(entry(today, 'deposit')).toMatchObject({ transfers: 1, total: '12.34' });
    expect(entry(today, 'order')).toMatchObject({ transfers: 1, total: '-235.00' });
    expect(entry(today, 'hold')).toMatchObject({
      ...{ transfers: 2, available: '-141.00', held: '141.00', total: '0.00' },
    });
    expect(entry(today, 'release')).toMatchObject({ transfers: 1, held: '-94.00' });
    expect(entry(today, 'closing')).toMatchObject({ held: '47.00' });
    expect(usd(today)?.difference).toBe('0.00');
    const sum = (name: 'available' | 'held' | 'total') =>
      (usd(today)?.entries ?? [])
        .filter(({ kind }) => kind !== 'closing')
        .reduce((all, each) => all + cents(each[name]), 0);
    for (const name of ['available', 'held', 'total'] as const) {
      expect(sum(name), name).toBe(cents(entry(today, 'closing')?.[name] ?? null));
    }
  });

  test('is the opening of the next one, and stays what it was', async () => {
    const [before, today] = [await end('2026-11-27'), await end()];
    expect(entry(before, 'closing')?.total).toBe(entry(today, 'opening')?.total);
    expect(usd(before)).toMatchObject({ difference: '0.00' });
    await order(first, 1);
    expect(usd(await end('2026-11-27'))).toEqual(usd(before));
    expect((await finance.get('/day-ends?day=2026-11-29')).status).toBe(422);
  });

  test('is a line for each day, currency and kind in the file', async () => {
    const { text } = await finance.get('/day-ends/export?from=2026-11-27&to=2026-11-28');
    const lines = text.split('\r\n').filter((line) => /^2026/.test(line));
    expect(lines[0]).toBe('2026-11-27,EUR,opening,,0.00,0.00,0.00');
    expect(lines).toContain('2026-11-27,USD,order,3,-415.00,0.00,-415.00');
    const closing = lines.filter((line) => /^2026-11-27,USD,closing/.test(line))[0];
    expect(lines).toContain(closing?.replace('27,USD,closing', '28,USD,opening'));
  });

  test('holds what moved until its midnight', async () => {
    const before = entry(await end('2026-11-28'), 'order')?.transfers;
    clock.set(new Date('2026-11-28T23:30:00Z'));
    await order(first, 1);
    clock.advance(HOUR);
    finance = (await staff(shop, 'finance')).visitor;
    expect(entry(await end('2026-11-28'), 'order')).toMatchObject({
      transfers: (before ?? 0) + 1,
    });
    expect(usd(await end('2026-11-28'))?.difference).toBe('0.00');
    expect(usd(await end())).toMatchObject({ difference: '0.00' });
  });
});
