/**
 * Guards: a hold reserves codes, price and money until its buyer confirms or cancels it. Confirmed in time it is always
 * delivered, from exactly these; its end gives everything back, to the millisecond that was promised.
 */
import type { Order, OrderCodeList } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changePrices } from '../../src/acts/index.ts';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import { expireOrders } from '../../src/orders/index.ts';
import { recallLot } from '../../src/stock/index.ts';
import { createWorker } from '../../src/worker.ts';
import { openShop, type Shop } from '../../testkit/index.ts';

const SKU = 'PSN-US-50';
let clock: DrivenClock;
let shop: Shop;
let partnerId: string;
let key: string;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock });
  await shop.stock({ codes: 80 });
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(async () => {
  ({ partnerId, key } = await shop.buyer({ balance: '500.00' }));
});

function place(more: object = {}, as = key, headers = {}) {
  clock.advance(1);
  const body = { region: 'US', denomination: 50, quantity: 2, payment: 'hold', ...more };
  return shop.call<Order & { code?: string }>('POST', '/orders', { key: as, body, headers });
}
const held = async (more: object = {}) => (await place(more)).body;
const act = (id: string, verb: 'confirm' | 'cancel', as = key, headers = {}) =>
  shop.call<Order & { code?: string }>('POST', `/orders/${id}/${verb}`, { key: as, headers });
const money = async () => {
  const { balance, held: onHold, available } = (await shop.call('GET', '/balance', { key })).body;
  return { balance, held: onHold, available };
};

describe('a hold', () => {
  test('reserves codes and money, and says until when', async () => {
    const stock = await shop.available(SKU);
    const placed = await place({ hold_seconds: 172_800, reference: 'market-1' });
    const until = new Date(clock.now().getTime() + 172_800_000).toISOString();
    expect(placed).toMatchObject({
      status: 201,
      body: { status: 'pending', payment: 'hold', total: '94.00', expires_at: until, sequence: 1 },
    });
    expect(await shop.available(SKU)).toBe(stock - 2);
    expect(await money()).toEqual({ balance: '500.00', held: '94.00', available: '406.00' });
    const codes = await shop.call('GET', `/orders/${placed.body.id}/codes`, { key });
    expect(codes.body).toMatchObject({ code: 'order_not_delivered' });
    expect(await shop.verify()).toEqual([]);
  });

  test('lasts 15 minutes where nothing is said, or as long as is agreed if that is less', async () => {
    const first = await held();
    expect(Date.parse(first.expires_at ?? '') - Date.parse(first.created_at)).toBe(900_000);
    await shop.change(partnerId, { holdSecondsMax: 120 });
    const second = await held();
    expect(Date.parse(second.expires_at ?? '') - Date.parse(second.created_at)).toBe(120_000);
  });

  test('is delivered at the price and with the codes of its placement, whatever happens meanwhile', async () => {
    const order = await held();
    const { database } = shop.app;
    const setPrice = async (list_price: string) => {
      const values = { region: 'US', denomination: '50', currency: 'USD', list_price, partner: '' };
      const setting = { at: clock.now(), actor: 'operator:test', rows: [{ line: 1, values }] };
      await database.transaction((tx) =>
        changePrices(tx, shop.app, { ...setting, partnerCurrencies: new Map(), jumps: [] }),
      );
      // As every route that sets prices does: this node sells at the new price from here on.
      await shop.app.versions.poll();
    };
    await setPrice('99.00');
    const done = await act(order.id, 'confirm');
    await setPrice('47.00');
    expect(done).toMatchObject({
      status: 200,
      body: { status: 'delivered', total: '94.00', expires_at: null, failure: null, sequence: 3 },
    });
    expect(await money()).toEqual({ balance: '406.00', held: '0.00', available: '406.00' });
    const codes = await shop.call<OrderCodeList>('GET', `/orders/${order.id}/codes`, { key });
    expect(codes.body.data).toHaveLength(2);
    const events = (await shop.call('GET', '/events', { key })).body.data as {
      data: { order: Order; previous_status: string | null };
    }[];
    expect(events.map(({ data }) => [data.previous_status, data.order.status])).toEqual([
      [null, 'pending'],
      ['pending', 'paid'],
      ['paid', 'delivered'],
    ]);
    expect(await shop.verify()).toEqual([]);
  });

  test('that is confirmed again, with a key or without, is answered as it is and paid once', async () => {
    const order = await held();
    const headers = { 'idempotency-key': 'confirm-1' };
    const first = await act(order.id, 'confirm', key, headers);
    const again = await act(order.id, 'confirm', key, headers);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    clock.advance(30 * 86_400_000);
    expect((await act(order.id, 'confirm')).body).toEqual(first.body);
    expect((await money()).balance).toBe('406.00');
    const audit = await shop.rows(
      `SELECT actor FROM audit.entries WHERE action = 'order.confirmed' AND subject = $1`,
      [order.id],
    );
    expect(audit).toHaveLength(1);
  });

  test('that is cancelled gives everything back and cannot be confirmed', async () => {
    const stock = await shop.available(SKU);
    const order = await held();
    expect((await act(order.id, 'cancel')).body).toMatchObject({
      ...{ status: 'failed', failure: { code: 'cancelled' }, expires_at: null },
    });
    expect(await shop.available(SKU)).toBe(stock);
    expect(await money()).toEqual({ balance: '500.00', held: '0.00', available: '500.00' });
    expect(await act(order.id, 'confirm')).toMatchObject({
      ...{ status: 409, body: { code: 'invalid_state', current_status: 'failed' } },
    });
  });
});

describe('its end', () => {
  test('is the first millisecond at which it cannot be confirmed, before and after it was cleared away', async () => {
    await expireOrders(shop.app);
    const [early, late] = [await held({ hold_seconds: 60 }), await held({ hold_seconds: 60 })];
    const end = Date.parse(early.expires_at ?? '');
    clock.advance(end - 1 - clock.now().getTime());
    expect((await act(early.id, 'confirm')).body.status).toBe('delivered');
    clock.advance(Date.parse(late.expires_at ?? '') - clock.now().getTime());
    const refused = { status: 409, body: { code: 'hold_expired', expired_at: late.expires_at } };
    expect(await act(late.id, 'confirm')).toMatchObject(refused);
    expect(await expireOrders(shop.app)).toBe(1);
    expect(await act(late.id, 'confirm')).toMatchObject(refused);
    const { body } = await shop.call<Order>('GET', `/orders/${late.id}`, { key });
    expect(body).toMatchObject({ status: 'failed', failure: { code: 'hold_expired' } });
    expect(await money()).toEqual({ balance: '406.00', held: '0.00', available: '406.00' });
    expect(await shop.verify()).toEqual([]);
  });

  test('of more holds than one round takes', async () => {
    const { key: many } = await shop.buyer({ balance: '9400.00' });
    await shop.stock({ codes: 120 });
    const placed = await Promise.all(
      Array.from({ length: 110 }, () => place({ quantity: 1, hold_seconds: 60 }, many)),
    );
    expect(new Set(placed.map(({ status }) => status))).toEqual(new Set([201]));
    clock.advance(120_000);
    expect(await expireOrders(shop.app)).toBe(110);
    expect(await shop.verify()).toEqual([]);
  });
});

describe('codes that spoil while it waits', () => {
  test('are replaced, and where there are no others it fails with its money back', async () => {
    const { lotId } = await shop.stock({ denomination: 20, codes: 3 });
    const body = { denomination: 20, quantity: 3 };
    const [swapped, lost] = [await held(body), await held({ denomination: 100, quantity: 1 })];
    expect(lost).toMatchObject({ code: 'out_of_stock' });
    await recallLot(shop.app, { lotId, actor: 'operator:test' });
    await shop.stock({ denomination: 20, codes: 3 });
    expect((await act(swapped.id, 'confirm')).body.status).toBe('delivered');
    const other = await shop.stock({ denomination: 20, codes: 1 });
    const last = await held({ denomination: 20, quantity: 1 });
    await recallLot(shop.app, { lotId: other.lotId, actor: 'operator:test' });
    const before = await money();
    const headers = { 'idempotency-key': 'confirm-lost' };
    for (const _ of [1, 2]) {
      expect(await act(last.id, 'confirm', key, headers)).toMatchObject({
        ...{ status: 409, body: { code: 'order_failed' } },
      });
    }
    expect((await money()).held).toBe('0.00');
    expect((await money()).balance).toBe(before.balance);
    expect(await shop.verify()).toEqual([]);
  });

  test('a confirmation that failed says so, although nobody can fill the queue just then', async () => {
    const { lotId } = await shop.stock({ denomination: 20, codes: 1 });
    const { id } = await held({ denomination: 20, quantity: 1 });
    await recallLot(shop.app, { lotId, actor: 'operator:test' });
    await shop.rows('ALTER FUNCTION orders.lock_queue RENAME TO lock_queue_away');
    try {
      expect(await act(id, 'confirm')).toMatchObject({
        ...{ status: 409, body: { code: 'order_failed' } },
      });
    } finally {
      await shop.rows('ALTER FUNCTION orders.lock_queue_away RENAME TO lock_queue');
    }
    expect(await shop.verify()).toEqual([]);
  });
});

describe('what is refused', () => {
  test.each([
    [{ hold_seconds: 59 }, 'minimum'],
    [{ hold_seconds: 259_201 }, 'maximum'],
    [{ hold_seconds: 60.5 }, 'type'],
    [{ hold_seconds: '900' }, 'type'],
    [{ hold_seconds: 900, payment: 'balance' }, 'unknown_member'],
    [{ hold_seconds: 900, payment: 'invoice' }, 'unknown_member'],
    [{ hold_seconds: 900, payment: undefined }, 'unknown_member'],
  ])('%j', async (more, code) => {
    const { status, body } = await place(more);
    expect({ status, errors: (body as { errors?: object[] }).errors }).toMatchObject({
      status: 422,
      errors: [{ pointer: '/hold_seconds', code }],
    });
  });

  test('more holds at once than are agreed, longer ones, and any where none are', async () => {
    await shop.change(partnerId, { holdsOpenMax: 2, holdSecondsMax: 3600 });
    const first = await held();
    await held();
    expect(await place()).toMatchObject({
      ...{ status: 409, body: { code: 'limit_reached', limit: 2, used: 2 } },
    });
    await act(first.id, 'confirm');
    expect((await place()).status).toBe(201);
    const long = await place({ hold_seconds: 3601 });
    expect(long.body).toMatchObject({ errors: [{ pointer: '/hold_seconds', code: 'maximum' }] });
    await shop.change(partnerId, { holdSecondsMax: 0 });
    expect(await place()).toMatchObject({ status: 403, body: { code: 'payment_not_allowed' } });
  });

  test('a hold above what nobody has to approve, in pieces or beside other orders', async () => {
    await shop.change(partnerId, { approvalLimit: 200_00 });
    const one = await held();
    expect((await place({ payment: 'balance' })).body.status).toBe('delivered');
    expect(await place()).toMatchObject({
      ...{ status: 409, body: { code: 'limit_reached', limit: '200.00', used: '188.00' } },
    });
    expect((await act(one.id, 'confirm')).body.status).toBe('delivered');
    expect((await place()).body).toMatchObject({ code: 'limit_reached' });
    expect((await place({ payment: 'balance' })).body.status).toBe('pending');
  });

  test('confirming what is no hold, another business’ hold, or what is not there', async () => {
    const bought = (await place({ payment: 'balance' })).body;
    const stranger = await shop.buyer({ balance: '100.00' });
    const foreign = (await place({}, stranger.key)).body;
    expect((await act(bought.id, 'confirm')).body).toMatchObject({ code: 'invalid_state' });
    expect((await act(foreign.id, 'confirm')).body).toMatchObject({ code: 'not_found' });
    expect((await act('ord_none', 'confirm')).body).toMatchObject({ code: 'not_found' });
  });

  test('confirming with the test key, under another request’s idempotency key, or while suspended', async () => {
    const [first, second] = [await held(), await held()];
    const { text: testKey } = await shop.key(partnerId, { mode: 'test' });
    expect((await act(first.id, 'confirm', testKey)).body).toMatchObject({ code: 'not_found' });
    const headers = { 'idempotency-key': 'one-for-two' };
    expect((await act(first.id, 'confirm', key, headers)).status).toBe(200);
    const reused = await act(second.id, 'confirm', key, headers);
    expect(reused.body).toMatchObject({ code: 'idempotency_key_reused' });
    expect((await act(second.id, 'cancel', key, headers)).body).toMatchObject({
      code: 'idempotency_key_reused',
    });
    await shop.change(partnerId, { suspended: 'a stolen key' });
    expect((await act(second.id, 'confirm')).body).toMatchObject({ code: 'partner_suspended' });
    clock.advance(901_000);
    await expireOrders(shop.app);
    await shop.change(partnerId, { suspended: null });
    expect((await act(second.id, 'confirm')).body).toMatchObject({ code: 'hold_expired' });
    expect(await money()).toEqual({ balance: '406.00', held: '0.00', available: '406.00' });
    expect(await shop.verify()).toEqual([]);
  });

  test('a hold without its money or its codes', async () => {
    expect((await place({ quantity: 11 })).body).toMatchObject({ code: 'insufficient_balance' });
    expect((await place({ denomination: 100 })).body).toMatchObject({ code: 'out_of_stock' });
  });
});

test('the check finds a hold that was delivered after its end, and one that ended too soon', async () => {
  const [bought, ended] = [await held({ hold_seconds: 60 }), await held({ hold_seconds: 60 })];
  await act(bought.id, 'confirm');
  clock.advance(61_000);
  await expireOrders(shop.app);
  const move = (id: string, by: string) =>
    shop.rows(
      `UPDATE orders.orders SET expires_at = expires_at + $2::interval WHERE order_id = $1`,
      [parseId('ord', id), by],
    );
  const brokenOf = async () => (await shop.verify()).map((each) => each.split(':')[0]);
  expect(await brokenOf()).toEqual([]);
  await move(bought.id, '-1 hour');
  expect(await brokenOf()).toContain('O5');
  await move(bought.id, '1 hour');
  await move(ended.id, '1 hour');
  expect(await brokenOf()).toContain('O5');
  await move(ended.id, '-1 hour');
  expect(await brokenOf()).toEqual([]);
});

test('how holds ended is counted, so that the share of those that expire can be watched', async () => {
  await using worker = createWorker(shop.app);
  const [bought, ended] = [await held(), await held({ hold_seconds: 60 })];
  await act(bought.id, 'confirm');
  clock.advance(61_000);
  await worker.drain();
  const counted = await shop.app.metrics.text();
  for (const outcome of ['confirmed', 'hold_expired']) {
    expect(counted).toMatch(new RegExp(`psnb2b_holds_ended_day\\{outcome="${outcome}"\\} [1-9]`));
  }
  expect((await act(ended.id, 'confirm')).body.code).toBe('hold_expired');
});
