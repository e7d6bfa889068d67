/**
 * Guards: a partner lets time pass for its own test data: everything that waits ends as if the time had passed, nothing that happened
 * changes, and neither live data nor the data of another partner notices.
 */
import type { Balance, Claim, Order, OrderCodeList, TestClock } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { advanceTestClock } from '../../src/acts/index.ts';
import { decideTestClaims } from '../../src/claims/index.ts';
import { formatId, parseId } from '../../src/kit/ids.ts';
import type { Mode } from '../../src/kit/tenant-ref.ts';
import { playNexts } from '../../src/orders/index.ts';
import { tenantOf } from '../../src/partners/index.ts';
import { openShop, type Shop } from '../../testkit/index.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
let shop: Shop;
let partnerId: string;
let key: string;
beforeAll(async () => {
  shop = await openShop();
  await shop.stock({ codes: 50 });
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(async () => {
  ({ partnerId, key } = await shop.buyer({ mode: 'test', invoiceLimit: 10_000_000 }));
});

type Refused = { code?: string; closed_at?: string; expired_at?: string };
const advance = (seconds: unknown, as = key, idempotencyKey?: string) =>
  shop.call<TestClock & Refused>('POST', '/test/clock', {
    key: as,
    body: { advance_seconds: seconds },
    ...(idempotencyKey && { idempotencyKey }),
  });
const read = async <Body>(path: string, as = key) =>
  (await shop.call<Body>('GET', path, { key: as })).body;
const place = async (more: object = {}, as = key) => {
  const body = { region: 'US', denomination: 50, quantity: 2, ...more };
  return (await shop.call<Order>('POST', '/orders', { key: as, body })).body;
};
const orderOf = ({ id }: Order, as = key) => read<Order>(`/orders/${id}`, as);
const codesOf = async ({ id }: Order, query = '?masked=true', as = key) =>
  (await read<OrderCodeList>(`/orders/${id}/codes${query}`, as)).data;
const claim = (
  order: Order,
  codes: readonly string[],
  description = 'They do not work.',
  as = key,
) =>
  shop.call<Claim & Refused>('POST', '/claims', {
    key: as,
    body: { order_id: order.id, codes, reason: 'invalid', description },
  });
const act = (order: Order, name: string, body?: object, as = key) =>
  shop.call<Order & Refused>('POST', `/orders/${order.id}/${name}`, {
    key: as,
    ...(body && { body }),
  });

describe('the clock', () => {
  test('begins at nothing, adds up, and shows what is left', async () => {
    expect(await read('/test/clock')).toEqual({
      ...{ object: 'test_clock', advanced_seconds: 0, seconds_left: YEAR, advanced_at: null },
    });
    await advance(DAY);
    expect((await advance(HOUR)).body).toMatchObject({
      ...{ advanced_seconds: DAY + HOUR, seconds_left: YEAR - DAY - HOUR },
      advanced_at: expect.any(String),
    });
  });

  test('goes forward only, in whole seconds, and by a year in all', async () => {
    for (const seconds of [0, -1, 1.5, '60', YEAR + 1, null]) {
      expect((await advance(seconds)).body, String(seconds)).toMatchObject({
        ...{ code: 'validation_failed', errors: [{ pointer: '/advance_seconds' }] },
      });
    }
    expect((await advance(YEAR - 1)).status).toBe(200);
    expect((await advance(2)).body).toMatchObject({
      ...{ code: 'limit_reached', limit: YEAR, used: YEAR - 1 },
    });
    expect((await advance(1)).body).toMatchObject({ seconds_left: 0 });
  });

  test('is advanced once per idempotency key', async () => {
    await advance(DAY, key, 'advance-1');
    const again = await advance(DAY, key, 'advance-1');
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.body.advanced_seconds).toBe(DAY);
  });

  test('is advanced by requests beside each other as by one after the other', async () => {
    const held = await place({ payment: 'hold', hold_seconds: 10 * HOUR });
    const beside = await Promise.all([
      ...Array.from({ length: 5 }, () => advance(HOUR)),
      ...Array.from({ length: 5 }, () => place()),
    ]);
    expect(beside).toHaveLength(10);
    expect((await read<TestClock>('/test/clock')).advanced_seconds).toBe(5 * HOUR);
    const left = Date.parse((await orderOf(held)).expires_at ?? '') - Date.parse(held.created_at);
    expect(left).toBe(5 * HOUR * 1_000);
    expect(await shop.verify()).toEqual([]);
  });
});

describe('what waits', () => {
  test.each([
    ['a hold', { payment: 'hold', hold_seconds: HOUR }, 'hold_expired'],
    ['an invoice', { payment: 'invoice' }, 'payment_expired'],
    ['an order that waits for codes', { quantity: 104, fill: 'wait' }, 'out_of_stock'],
  ])('%s ends when its time is over, and gives its money back', async (_, more, failure) => {
    const order = await place(more);
    const waits = Date.parse(order.expires_at ?? '') - Date.parse(order.created_at);
    await advance(waits / 1_000 - 60);
    expect((await orderOf(order)).status).toBe('pending');
    await advance(60);
    expect(await orderOf(order)).toMatchObject({
      ...{ status: 'failed', failure: { code: failure }, created_at: order.created_at },
    });
    expect(await read<Balance>('/balance')).toMatchObject({ available: '10000.00', held: '0.00' });
    expect(await shop.verify()).toEqual([]);
  });

  test('a hold can be confirmed before its end, not after it', async () => {
    const [early, late] = [
      await place({ payment: 'hold', hold_seconds: 2 * HOUR }),
      await place({ payment: 'hold', hold_seconds: HOUR }),
    ];
    await advance(HOUR);
    expect((await act(late, 'confirm')).body).toMatchObject({ code: 'hold_expired' });
    expect((await act(early, 'confirm')).body).toMatchObject({ status: 'delivered' });
    expect(await shop.verify()).toEqual([]);
  });

  test('codes that are to come have come', async () => {
    const order = await place({ quantity: 101 });
    await advance(5);
    expect((await orderOf(order)).status).toBe('delivered');
  });
});

describe('the windows of delivered codes', () => {
  test('to claim ends with 168 hours, and says so beforehand', async () => {
    const order = await place();
    const [first, second] = await codesOf(order);
    await advance(7 * DAY - 60);
    const left = (until: string | null | undefined) => Date.parse(until ?? '') - Date.now();
    for (const until of [
      (await orderOf(order)).claimable_until,
      (await codesOf(order))[0]?.claimable_until,
      (await codesOf(order, ''))[0]?.claimable_until,
    ]) {
      expect(left(until)).toBeGreaterThan(0);
      expect(left(until)).toBeLessThanOrEqual(60_000);
    }
    const filed = await claim(order, [first?.id ?? '']);
    expect(filed.status).toBe(201);
    expect(left(filed.body.codes[0]?.claimable_until)).toBeLessThanOrEqual(60_000);
    await advance(120);
    const late = await claim(order, [second?.id ?? '']);
    expect(late).toMatchObject({ status: 409, body: { code: 'claim_window_closed' } });
    expect(late.body.closed_at).toBe((await orderOf(order)).claimable_until);
    expect(await shop.verify()).toEqual([]);
  });

  test('is a new one for a replacement', async () => {
    const order = await place();
    const [bad] = await codesOf(order);
    await advance(6 * DAY);
    await claim(order, [bad?.id ?? ''], 'replace');
    await decideTestClaims(shop.app);
    await advance(2 * DAY);
    const replacement = (await codesOf(order)).find(({ replaces }) => replaces === bad?.id);
    const other = (await codesOf(order)).find(({ status }) => status === 'delivered');
    expect((await claim(order, [other?.id ?? ''])).body.code).toBe('claim_window_closed');
    expect((await claim(order, [replacement?.id ?? ''])).status).toBe(201);
    const shown = (await codesOf(order, '')).find(({ id }) => id === replacement?.id);
    expect(Date.parse(shown?.claimable_until ?? '')).toBeGreaterThan(Date.now());
    expect(await shop.verify()).toEqual([]);
  });

  test('to return ends with 24 hours', async () => {
    const order = await place();
    const [first, second] = await codesOf(order);
    await advance(DAY - 60);
    expect((await act(order, 'returns', { codes: [first?.id] })).status).toBe(200);
    await advance(60);
    expect((await codesOf(order))[1]?.returnable_until).toBeNull();
    const late = await act(order, 'returns', { codes: [second?.id] });
    expect(late.body).toMatchObject({ code: 'return_window_closed' });
    expect(await shop.verify()).toEqual([]);
  });

  test('is not touched for what is bought afterwards, and what happened keeps its time', async () => {
    const before = await place();
    await advance(30 * DAY);
    const { claimable_until: _until, ...same } = before;
    expect(await orderOf(before)).toMatchObject(same);
    const after = await place();
    const [code] = await codesOf(after);
    expect((await claim(after, [code?.id ?? ''])).status).toBe(201);
  });
});

test('a claimed code whose window is over is not written again', async () => {
  const order = await place();
  const [code] = await codesOf(order);
  const { body: filed } = await claim(order, [code?.id ?? '']);
  const aged = () =>
    shop.rows('SELECT aged_ms FROM claims.codes WHERE code_id = $1', [
      parseId('cod', code?.id ?? ''),
    ]);
  await advance(8 * DAY);
  const once = await aged();
  expect(once).toEqual([{ aged_ms: 8 * DAY * 1_000 }]);
  await advance(30 * DAY);
  expect(await aged()).toEqual(once);
  const now = await read<Claim>(`/claims/${filed.id}`);
  expect(now.codes[0]?.claimable_until).toBe((await codesOf(order, ''))[0]?.claimable_until);
});

test('the deadlines of an open claim come nearer', async () => {
  const order = await place();
  const [code] = await codesOf(order);
  const { body: filed } = await claim(order, [code?.id ?? '']);
  await advance(DAY);
  const now = await read<Claim>(`/claims/${filed.id}`);
  const moved = (one: string, other: string) => Date.parse(one) - Date.parse(other);
  expect(moved(filed.decision_due_at, now.decision_due_at)).toBe(DAY * 1_000);
  expect(moved(filed.answer_due_at, now.answer_due_at)).toBe(DAY * 1_000);
  expect(now.created_at).toBe(filed.created_at);
});

describe('nobody else notices', () => {
  /** All that a tenant can see of what waits and of what can be claimed. */
  async function sight(as: string, order: Order) {
    const { data } = await read<{ data: Order[] }>('/orders?limit=100', as);
    return JSON.stringify([data, await codesOf(order, '?masked=true', as)]);
  }

  test.each<[string, Mode]>([
    ['another partner in test mode', 'test'],
    ['live mode', 'live'],
  ])('%s', async (_, mode) => {
    const other =
      mode === 'live'
        ? { key: (await shop.key(partnerId)).text, partnerId }
        : await shop.buyer({ mode });
    await shop.deposit(other.partnerId, '500.00', mode);
    const bought = await place({}, other.key);
    await place({ payment: 'hold', hold_seconds: HOUR, quantity: 1 }, other.key);
    const before = await sight(other.key, bought);
    await place({ payment: 'hold', hold_seconds: HOUR });
    await advance(300 * DAY);
    await playNexts(shop.app);
    expect(await sight(other.key, bought)).toBe(before);
    expect(await shop.verify()).toEqual([]);
  });

  test('a live key is refused, and reads no test clock', async () => {
    const { text: live } = await shop.key(partnerId);
    for (const refused of [
      await advance(DAY, live),
      await shop.call('GET', '/test/clock', { key: live }),
    ]) {
      expect(refused).toMatchObject({ status: 403, body: { code: 'test_key_required' } });
    }
  });

  test.each([
    'orders.bring_ends_nearer($1, 1, now())',
    'claims.bring_deadlines_nearer($1, 1, now())',
    'webhooks.bring_retries_nearer($1, 1)',
  ])('the database refuses %s for a live tenant', async (call) => {
    const { tenantId } = await tenantOf(shop.app.database.reads, partnerId, 'live');
    const moved = shop.app.database.transaction((tx) => tx.query(`SELECT ${call}`, [tenantId]));
    await expect(moved).rejects.toThrow('no clock moves live');
  });

  test('the verb refuses a live tenant', async () => {
    const tenant = await tenantOf(shop.app.database.reads, partnerId, 'live');
    const by = { actor: 'operator:test', at: new Date() };
    const moved = shop.app.database.transaction((tx) => advanceTestClock(tx, tenant, 60, by));
    await expect(moved).rejects.toThrow();
  });
});

test('the audit names who advanced it, with the real time', async () => {
  await advance(300 * DAY);
  const { tenantId } = await tenantOf(shop.app.database.reads, partnerId, 'test');
  const [row] = await shop.rows<{ actor: string; at: Date; detail: string; subject: string }>(
    `SELECT actor, at, detail::text AS detail, subject FROM audit.entries
      WHERE action = 'test_clock.advanced' AND tenant_id = $1`,
    [tenantId],
  );
  expect(row).toMatchObject({ subject: formatId('prt', partnerId) });
  expect(row?.actor).toMatch(/^key:key_/);
  expect(Math.abs((row?.at.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
  expect(JSON.parse(row?.detail ?? '')).toEqual({ seconds: 300 * DAY });
  expect(parseId('prt', row?.subject ?? '')).toBe(partnerId);
});
