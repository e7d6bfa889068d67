/**
 * Guards: sales by the shop's day are those of the ledger, whatever was counted already and in whatever order transactions commit; what
 * comes back counts on the day on which it does; days of 23 and 25 hours hold all of it; an unknown cost is unknown. `verify` sees every
 * wrong row.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Claim, Order, OrderCodeList } from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeShop, settleWithdrawn } from '../../src/acts/index.ts';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import { orderInvariants } from '../../src/orders/index.ts';
import {
  countSales,
  figuresOf,
  type Grouping,
  readSales,
  readToday,
  salesInvariants,
  sameTimeOn,
} from '../../src/sales/index.ts';
import { asSent, readShop } from '../../src/shop/index.ts';
import { decide, openShop, runHere, type Shop } from '../../testkit/index.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Summer time ends in Berlin at 01:00 UTC: the day has 25 hours, from 22:00 UTC of the day before. */
const AUTUMN = '2026-10-25';
/** Summer time begins: the day has 23 hours. */
const SPRING = '2026-03-29';

let folder: string;
let clock: DrivenClock;
let shop: Shop;
let key: string;
let partnerId: string;

const count = () => countSales(shop.app);
const by = () => ({ actor: 'operator:test', at: clock.now() });
const set = (at: string) => clock.set(new Date(at));

async function setZone(timeZone: string | null): Promise<void> {
  await shop.app.database.transaction(async (tx) =>
    changeShop(tx, { ...asSent(await readShop(tx)), time_zone: timeZone }, by()),
  );
  await shop.settle();
}

async function stock(cost: string, currency = 'USD', codes = 5): Promise<void> {
  const lines = Array.from(
    { length: codes },
    (_, n) => `US,50,SALE-${clock.now().getTime()}-${cost || 'X'}-${n}AAAA,${cost}`,
  );
  const lotId = await shop.importFile(['region,denomination,code,cost', ...lines, ''].join('\n'));
  if (currency !== 'USD') {
    await shop.rows('UPDATE stock.lots SET cost_currency = $2 WHERE lot_id = $1', [
      ...[lotId, currency],
    ]);
  }
}

async function order(quantity: number, more: object = {}): Promise<Order> {
  const body = { region: 'US', denomination: 50, quantity, ...more };
  const placed = await shop.call<Order>('POST', '/orders', { key, body });
  expect(placed.status, placed.text).toBe(201);
  return placed.body;
}
const codesOf = async (id: string, query = '') =>
  (await shop.call<OrderCodeList>('GET', `/orders/${id}/codes${query}`, { key })).body.data;

async function claim(id: string, resolution: 'replaced' | 'refunded', read: boolean) {
  const [code] = await codesOf(id, read ? '' : '?masked=true');
  const body = { order_id: id, codes: [code?.id], reason: 'invalid', description: 'Dead.' };
  const filed = await shop.call<Claim>('POST', '/claims', { key, body });
  expect(filed.status, filed.text).toBe(201);
  await decide(shop, filed.body.id, resolution);
  return parseId('cod', code?.id ?? '') ?? '';
}

/** The figures of a day, in USD. */
async function day(of: string, by: Grouping = 'none') {
  const found = await readSales(shop.app.database.reads, { from: of, to: of }, by);
  const usd = found.filter(({ currency }) => currency === 'USD');
  expect(usd.length).toBeLessThanOrEqual(1);
  return usd[0] ? figuresOf(usd[0]) : null;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sales-'));
  clock = drivenClock(new Date('2026-03-20T10:00:00Z'));
  shop = await openShop({ clock });
  await setZone('Europe/Berlin');
  ({ key, partnerId } = await shop.buyer({ balance: '100000.00' }));
  await stock('40.00', 'USD', 200);
  await count();
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

test.each([
  [SPRING, '2026-03-28T23:00:00Z', '2026-03-29T21:59:59.999Z', 23],
  [AUTUMN, '2026-10-24T22:00:00Z', '2026-10-25T22:59:59.999Z', 25],
])('%s begins at %s and ends at %s', async (of, first, last, hours) => {
  expect(new Date(last).getTime() + 1 - new Date(first).getTime()).toBe(hours * 60 * MINUTE);
  set(new Date(new Date(first).getTime() - 1).toISOString());
  await order(1);
  set(first);
  await order(2);
  set(last);
  await order(3);
  clock.advance(1);
  await order(4);
  expect(await day(of)).toMatchObject({ codes: 5, net: 5 * 47_00, cost: 5 * 40_00 });
  await count();
  expect(await day(of)).toMatchObject({ codes: 5, net: 5 * 47_00, margin: 5 * 7_00 });
  expect(await shop.verify()).toEqual([]);
});

test('what was not counted yet is added, and counted once', async () => {
  set('2026-11-01T10:00:00Z');
  await order(2);
  const held = await order(3, { payment: 'hold' });
  expect(await day('2026-11-01')).toMatchObject({ codes: 2 });
  await shop.call('POST', `/orders/${held.id}/confirm`, { key });
  expect(await day('2026-11-01')).toMatchObject({ codes: 5, net: 5 * 47_00 });
  expect(await count()).toBeGreaterThan(0);
  expect(await count()).toBe(0);
  expect(await day('2026-11-01')).toMatchObject({ codes: 5, net: 5 * 47_00 });
});

test('a transaction that commits after a later one was counted is not left out', async () => {
  set('2026-11-02T10:00:00Z');
  const other = await shop.buyer({ balance: '1000.00' });
  await count();
  const late = await shop.app.database.connect();
  try {
    await late.query('BEGIN');
    const [account] = await shop.rows<{ available: number; held: number }>(
      `SELECT a.available, a.held FROM ledger.accounts_of(ARRAY(SELECT tenant_id FROM partners.tenants
         WHERE partner_id = $1 AND mode = 'live')) a`,
      [other.partnerId],
    );
    await late.query('SELECT ledger.lock(ARRAY[$1::int])', [account?.available]);
    await late.query(
      "SELECT ledger.post($1, ARRAY['hold'], ARRAY[gen_random_uuid()], ARRAY[$2::int], ARRAY[$3::int], ARRAY[100::bigint])",
      [clock.now(), account?.available, account?.held],
    );
    await order(1);
    expect(await count()).toBe(1);
    await late.query('COMMIT');
    // The late one has the lower number.
    expect(await count()).toBe(2);
  } finally {
    await late.end();
  }
  const { rows } = await shop.app.database.reads.query<{ amount: number }>(
    "SELECT amount FROM sales.money_days WHERE day = '2026-11-02' AND kind = 'hold' AND account = 'held'",
  );
  expect(rows).toEqual([{ amount: 100 }]);
});

describe('what comes back', () => {
  test('counts on the day on which it does, with its cost if the code is for sale again', async () => {
    set('2026-11-03T10:00:00Z');
    const [returned, refunded, replaced, restocked] = await Promise.all([
      ...[order(2), order(1), order(1), order(1)],
    ]);
    await count();
    clock.advance(DAY);
    const [code] = await codesOf(returned?.id ?? '', '?masked=true');
    const back = await shop.call('POST', `/orders/${returned?.id}/returns`, {
      key,
      body: { codes: [code?.id] },
    });
    expect(back.status, back.text).toBe(200);
    await claim(refunded?.id ?? '', 'refunded', true);
    await claim(replaced?.id ?? '', 'replaced', true);
    const codeId = await claim(restocked?.id ?? '', 'refunded', false);
    const expected = {
      ...{ sold: 0, returned: 47_00, refunded: 94_00, net: -141_00, codes: -1, madeGood: 3 },
      // A replacement leaves; a returned code comes back.
      cost: 0,
      margin: -141_00,
    };
    expect(await day('2026-11-04')).toMatchObject(expected);
    await count();
    expect(await day('2026-11-04')).toMatchObject(expected);
    expect(await day('2026-11-03')).toMatchObject({ codes: 5, net: 5 * 47_00, madeGood: 0 });
    clock.advance(DAY);
    await settleWithdrawn(shop.app, { codeId, outcome: 'restocked' }, by());
    expect(await day('2026-11-05')).toMatchObject({
      net: 0,
      codes: 0,
      cost: -40_00,
      margin: 40_00,
    });
    expect(await shop.verify()).toEqual([]);
    await count();
    expect(await day('2026-11-05')).toMatchObject({ cost: -40_00 });
    expect(await shop.verify()).toEqual([]);
  });
});

test('codes without a cost, and with one in another currency, are in no margin', async () => {
  set('2026-11-07T10:00:00Z');
  await shop.rows("UPDATE stock.lanes SET state = 'recalled' WHERE state = 'open'");
  await shop.rows(
    'UPDATE stock.shelves SET available = 0 WHERE shelf_id IN (SELECT shelf_id FROM stock.lanes)',
  );
  await stock('', 'USD', 2);
  await order(2);
  await stock('35.00', 'EUR', 3);
  await order(3);
  await stock('45.00', 'USD', 9);
  await order(5);
  const expected = {
    ...{ net: 10 * 47_00, cost: 5 * 45_00, margin: 5 * 2_00, marginBps: 425, knownBps: 5_000 },
    ...{ unknownCodes: 5, foreignCodes: 3 },
  };
  expect(await day('2026-11-07')).toMatchObject(expected);
  await count();
  expect(await day('2026-11-07')).toMatchObject(expected);
});

test('groups add up to the whole, in whatever way they are grouped', async () => {
  const range = { from: '2026-03-01', to: '2026-11-30' };
  const all = await readSales(shop.app.database.reads, range, 'none');
  for (const grouping of ['day', 'tenant', 'product', 'supplier', 'tier'] as const) {
    const groups = await readSales(shop.app.database.reads, range, grouping);
    const net = groups.reduce((sum, each) => sum + figuresOf(each).net, 0);
    const cost = groups.reduce((sum, each) => sum + each.cost, 0);
    expect([net, cost], grouping).toEqual([all[0] && figuresOf(all[0]).net, all[0]?.cost]);
  }
  const none = await readSales(shop.app.database.reads, range, 'none', { tenantIds: [0] });
  expect(none).toEqual([]);
});

test('a day is cut at the same time of the shop’s clock, whatever the zone did in between', async () => {
  const { reads } = shop.app.database;
  // 12:00 in Berlin is 11:00 UTC in winter and 10:00 in summer.
  const at = new Date('2026-10-26T11:00:00Z');
  expect(await sameTimeOn(reads, AUTUMN, at)).toEqual(new Date('2026-10-25T11:00:00Z'));
  expect(await sameTimeOn(reads, '2026-10-24', at)).toEqual(new Date('2026-10-24T10:00:00Z'));
  const cutAt = new Date('2026-10-25T22:59:59.999Z');
  const asked = { from: AUTUMN, to: AUTUMN, cutAt };
  const [until] = await readSales(reads, asked, 'none');
  expect(until && figuresOf(until).codes).toBe(2);
  const first = { from: '2026-10-24', to: AUTUMN, cutAt: new Date('2026-10-24T22:00:00Z') };
  expect((await readSales(reads, first, 'none'))[0]?.soldCodes).toBe(1);
});

test('the shop’s day is that of its zone, and another zone counts everything anew', async () => {
  set('2026-11-10T23:30:00Z');
  await stock('40.00', 'USD', 2);
  const { reads } = shop.app.database;
  expect(await readToday(reads, clock.now())).toMatchObject({
    ...{ zone: 'Europe/Berlin', today: '2026-11-11', waiting: 0 },
  });
  await order(1);
  expect(await readToday(reads, clock.now())).toMatchObject({ waiting: 1 });
  expect(await day('2026-11-10')).toBeNull();
  const before = await day(AUTUMN);
  await setZone(null);
  await count();
  expect(await readToday(reads, clock.now())).toMatchObject({ zone: 'UTC', today: '2026-11-10' });
  expect(await day('2026-11-10')).toMatchObject({ codes: 1 });
  expect(await day(AUTUMN)).not.toEqual(before);
  await setZone('Asia/Kolkata');
  await count();
  expect(await day('2026-11-11')).toMatchObject({ codes: 1 });
});

test('the command line shows the same, and writes the same file', async () => {
  const days = ['--from', '2026-11-03', '--to', '2026-11-05'];
  const { value } = await runHere(shop, ['report', 'sales', ...days, '--by', 'product', '--json']);
  const [total] = value.totals;
  expect(total.now).toMatchObject({ net: '94.00', codes: 4, made_good: 3 });
  expect(value.groups).toMatchObject([{ group: 'PSN-US-50', net: '94.00' }]);
  const unknown = await runHere(shop, ['report', 'sales', '--by', 'colour', '--json']);
  expect([unknown.code, unknown.value.errors[0].pointer]).toEqual([1, '/by']);
  const ends = await runHere(shop, ['report', 'day-ends', ...days, '--json']);
  const closing = ends.value.filter(({ kind }: { kind: string }) => kind === 'closing');
  const opening = ends.value.filter(({ kind }: { kind: string }) => kind === 'opening');
  expect(closing).toHaveLength(3);
  expect(opening[1].total).toBe(closing[0].total);
  const out = join(folder, 'sales.csv');
  await runHere(shop, ['report', 'sales', ...days, '--by', 'product', '--out', out, '--json']);
  expect(await readFile(out, 'utf8')).toMatch(/^Report,Sales by product\r\n/);
});

test('test orders are in no figure', async () => {
  set('2026-11-12T10:00:00Z');
  const test = await shop.key(partnerId, { mode: 'test' });
  const body = { region: 'US', denomination: 50, quantity: 1 };
  expect((await shop.call('POST', '/orders', { key: test.text, body })).status).toBe(201);
  expect(await day('2026-11-12')).toBeNull();
  await count();
  expect(await day('2026-11-12')).toBeNull();
});

describe('verify sees', () => {
  test.each([
    [
      'a wrong sum',
      'R1',
      'UPDATE sales.days SET sold = sold + 1 WHERE ctid = (SELECT min(ctid) FROM sales.days)',
    ],
    [
      'a wrong cost',
      'R1',
      'UPDATE sales.days SET cost = cost - 1 WHERE ctid = (SELECT min(ctid) FROM sales.days)',
    ],
    [
      'a day that is missing',
      'R1',
      'DELETE FROM sales.days WHERE day = (SELECT max(day) FROM sales.days)',
    ],
    [
      'a movement that is missing',
      'R2',
      'DELETE FROM sales.money_days WHERE ctid = (SELECT min(ctid) FROM sales.money_days)',
    ],
    [
      'movements that were counted twice',
      'R2',
      'UPDATE sales.marks SET version = version - 1 WHERE version > 1',
    ],
    [
      'movements that were left out',
      'R3',
      "DELETE FROM sales.money_days WHERE kind = 'deposit' OR kind = 'hold'",
    ],
    [
      "a sum of the operator's accounts that is wrong",
      'R4',
      'UPDATE sales.house_days SET amount = amount + 1 WHERE ctid = (SELECT min(ctid) FROM sales.house_days)',
    ],
    [
      "a day of the operator's accounts that is missing",
      'R4',
      'DELETE FROM sales.house_days WHERE day = (SELECT max(day) FROM sales.house_days)',
    ],
    [
      'a move that nobody noted',
      'O9',
      'DELETE FROM orders.code_moves WHERE move_id = (SELECT min(move_id) FROM orders.code_moves)',
    ],
  ])('%s', async (_what, id, damage) => {
    const holder = await shop.owner.connect();
    try {
      await holder.query('BEGIN');
      await holder.query(damage);
      const broken = await brokenIn(holder as never);
      expect(broken).toContain(id);
    } finally {
      await holder.query('ROLLBACK');
      await holder.end();
    }
  });
});

async function brokenIn(db: Parameters<typeof readToday>[0]): Promise<string[]> {
  const ids: string[] = [];
  for (const { id, check } of [
    ...salesInvariants,
    ...orderInvariants.filter(({ id }) => id === 'O9'),
  ]) {
    if ((await check(db)).broken.length > 0) ids.push(id);
  }
  return ids;
}
