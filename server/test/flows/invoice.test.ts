/**
 * Guards: an order on invoice holds its codes and waits. A deposit pays waiting orders in its own
 * commit, oldest first and whole orders only; unpaid after 24 hours, or cancelled, an order fails
 * and everything it held is for sale again.
 */
import type { Order, OrderCodeList } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { expireOrders } from '../../src/orders/index.ts';
import { recallLot } from '../../src/stock/index.ts';
import { openShop, type Shop } from '../../testkit/index.ts';

const HOUR = 3_600_000;

let clock: DrivenClock;
let shop: Shop;
let partnerId: string;
let key: string;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock });
  await shop.stock({ codes: 50 });
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(async () => {
  ({ partnerId, key } = await shop.buyer({ invoiceLimit: 100_000 }));
});

/** Each a millisecond later than the one before: within one, age decides nothing. */
function onInvoice(quantity: number, more: object = {}) {
  clock.advance(1);
  const body = { region: 'US', denomination: 50, quantity, payment: 'invoice', ...more };
  return shop.call<Order>('POST', '/orders', { key, body });
}

async function read(id: string): Promise<Order> {
  return (await shop.call<Order>('GET', `/orders/${id}`, { key })).body;
}

test('it waits with its codes held, and without money no code leaves', async () => {
  const before = await shop.available('PSN-US-50');
  const placed = await onInvoice(3);
  expect(placed).toMatchObject({
    status: 201,
    body: { status: 'pending', payment: 'invoice', paid_at: null, claimable_until: null },
  });
  expect(placed.body.sequence).toBe(1);
  expect(await shop.available('PSN-US-50')).toBe(before - 3);
  const codes = await shop.call('GET', `/orders/${placed.body.id}/codes`, { key });
  expect(codes).toMatchObject({ status: 409, body: { code: 'order_not_delivered' } });
  const balance = await shop.call('GET', '/balance', { key });
  expect(balance.body).toMatchObject({ balance: '0.00', held: '0.00' });
  expect(await shop.verify()).toEqual([]);
});

test('without a limit it is not allowed, and all open ones together stay within it', async () => {
  const { key: plain } = await shop.buyer({ balance: '500.00' });
  const body = { region: 'US', denomination: 50, quantity: 1, payment: 'invoice' };
  expect(await shop.call('POST', '/orders', { key: plain, body })).toMatchObject({
    status: 403,
    body: { code: 'payment_not_allowed' },
  });
  await shop.change(partnerId, { invoiceLimit: 14_100 });
  const first = await onInvoice(2);
  expect(first.status).toBe(201);
  expect(await onInvoice(2)).toMatchObject({ status: 409, body: { code: 'limit_reached' } });
  expect((await onInvoice(1)).status).toBe(201);
  expect(await onInvoice(1)).toMatchObject({ status: 409, body: { code: 'limit_reached' } });
  await shop.call('POST', `/orders/${first.body.id}/cancel`, { key });
  expect((await onInvoice(2)).status).toBe(201);
});

test('a deposit pays oldest first, whole orders only, in its own commit', async () => {
  const ids: string[] = [];
  for (const quantity of [2, 5, 1]) {
    ids.push((await onInvoice(quantity)).body.id);
    clock.advance(1_000);
  }
  const [first = '', second = '', third = ''] = ids;
  const small = await shop.deposit(partnerId, '93.99');
  expect(small).toMatchObject({ ordersPaid: [], balance: 9_399 });
  // One cent completes the first; what is left would cover the third, but the second is older.
  const cent = await shop.deposit(partnerId, '60.01');
  expect(cent.ordersPaid).toHaveLength(1);
  expect(cent.balance).toBe(6_000);
  const paid = await read(first);
  expect(paid).toMatchObject({ status: 'delivered', sequence: 3, total: '94.00' });
  expect(paid.paid_at).toBe(clock.now().toISOString());
  expect(Date.parse(paid.delivered_at ?? '')).toBeGreaterThan(Date.parse(paid.created_at));
  expect((await read(second)).status).toBe('pending');
  expect((await read(third)).status).toBe('pending');
  const all = await shop.deposit(partnerId, '1000.00');
  expect(all.ordersPaid).toHaveLength(2);
  expect(all.balance).toBe(106_000 - 5 * 4_700 - 4_700);
  const codes = await shop.call<OrderCodeList>('GET', `/orders/${second}/codes`, { key });
  expect(codes.body.data).toHaveLength(5);
  expect(await shop.verify()).toEqual([]);
});

test('an order already paid is not paid again by the next deposit', async () => {
  await onInvoice(1);
  expect((await shop.deposit(partnerId, '47.00')).ordersPaid).toHaveLength(1);
  const next = await shop.deposit(partnerId, '47.00');
  expect(next).toMatchObject({ ordersPaid: [], balance: 4_700 });
});

test('unpaid it ends after 24 hours, not a millisecond before', async () => {
  await shop.stock({ denomination: 10, codes: 5 });
  const { body } = await onInvoice(4, { denomination: 10 });
  clock.advance(24 * HOUR - 1);
  await expireOrders(shop.app);
  expect((await read(body.id)).status).toBe('pending');
  clock.advance(1);
  await expireOrders(shop.app);
  const ended = await read(body.id);
  expect(ended).toMatchObject({
    status: 'failed',
    failure: { code: 'payment_expired' },
    failed_at: clock.now().toISOString(),
    sequence: 2,
  });
  expect(await expireOrders(shop.app)).toBe(0);
  expect(await shop.available('PSN-US-10')).toBe(5);
  const codes = await shop.call('GET', `/orders/${body.id}/codes`, { key });
  expect(codes).toMatchObject({ status: 409, body: { code: 'order_failed' } });
  expect((await shop.deposit(partnerId, '500.00')).ordersPaid).toEqual([]);
  expect(await shop.verify()).toEqual([]);
});

test('its price is that of the day it was placed', async () => {
  const { body } = await onInvoice(1);
  await shop.ownPrice(partnerId, 'US,50,USD,99.00');
  expect((await shop.deposit(partnerId, '47.00')).balance).toBe(0);
  expect(await read(body.id)).toMatchObject({ status: 'delivered', unit_price: '47.00' });
});

test('released codes are sold again, each to one buyer only', async () => {
  const lot = await shop.stock({ region: 'GB', denomination: 50, codes: 6 });
  const { key: other } = await shop.buyer({ balance: '1000.00' });
  const gb = { region: 'GB' };
  const held = await onInvoice(4, gb);
  const body = { region: 'GB', denomination: 50, quantity: 3 };
  expect(await shop.call('POST', '/orders', { key: other, body })).toMatchObject({
    body: { code: 'out_of_stock', available: 2 },
  });
  await shop.call('POST', `/orders/${held.body.id}/cancel`, { key });
  const seen: unknown[] = [];
  for (const quantity of [3, 3]) {
    const { body: order } = await shop.call<Order>('POST', '/orders', {
      key: other,
      body: { ...body, quantity },
    });
    const codes = await shop.call<OrderCodeList>('GET', `/orders/${order.id}/codes`, {
      key: other,
    });
    seen.push(...codes.body.data.map((each) => each.code));
  }
  expect(seen.sort()).toEqual([...lot.codes].sort());
  expect(await shop.verify()).toEqual([]);
});

test('codes recalled while it waited are swapped; with no others it fails, its money untouched', async () => {
  const { lotId, codes: recalled } = await shop.stock({ denomination: 100, codes: 3 });
  const hundred = { denomination: 100 };
  const first = await onInvoice(2, hundred);
  const second = await onInvoice(1, hundred);
  await recallLot(shop.app, { lotId, actor: 'operator:test' });
  await shop.stock({ denomination: 100, codes: 2 });
  const { ordersPaid, balance } = await shop.deposit(partnerId, '300.00');
  expect(ordersPaid).toHaveLength(1);
  expect(balance).toBe(30_000 - 2 * 9_300);
  const codes = await shop.call<OrderCodeList>('GET', `/orders/${first.body.id}/codes`, { key });
  for (const { code } of codes.body.data) expect(recalled).not.toContain(code);
  expect(codes.body.data).toHaveLength(2);
  expect(await read(second.body.id)).toMatchObject({
    status: 'failed',
    failure: { code: 'out_of_stock' },
  });
  expect(await shop.verify()).toEqual([]);
});
