/**
 * Guards: in test mode a quantity chooses what happens to an order, through the code that serves every order: money, stock, events
 * and invariants hold, a retry gets the first order, and no live order ever has a script.
 */
import { type Balance, type EventList, type Order, testQuantities } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { expireOrders, playNexts } from '../../src/orders/index.ts';
import { openShop, type Shop } from '../../testkit/index.ts';

const SECOND_MS = 1_000;
let clock: DrivenClock;
let shop: Shop;
let key: string;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock });
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(async () => {
  ({ key } = await shop.buyer({ mode: 'test', invoiceLimit: 10_000_000 }));
});

const { delayed, failing, waiting, outOfStock, unpaid } = testQuantities;
type Refused = Order & { code?: string; available?: number | string; required?: string };
const place = (quantity: number, more: object = {}, idempotencyKey?: string) =>
  shop.call<Refused>('POST', '/orders', {
    key,
    body: { region: 'US', denomination: 10, quantity, ...more },
    ...(idempotencyKey && { idempotencyKey }),
  });
const read = async (id: string) => (await shop.call<Order>('GET', `/orders/${id}`, { key })).body;
const cancel = (id: string) => shop.call('POST', `/orders/${id}/cancel`, { key });
const money = async () => (await shop.call<Balance>('GET', '/balance', { key })).body;

/** The states that the events of an order report, in their order. */
async function statesOf(id: string): Promise<string[]> {
  const { body } = await shop.call<EventList>('GET', '/events?limit=100', { key });
  return body.data.flatMap((event) =>
    event.type === 'order.status_changed' && event.data.order.id === id
      ? [`${event.data.order.sequence} ${event.data.order.status}`]
      : [],
  );
}

async function pass(seconds: number): Promise<void> {
  clock.advance(seconds * SECOND_MS);
  await playNexts(shop.app);
}

describe('101', () => {
  test('is paid with its money on hold, and delivered after 5 seconds', async () => {
    const { status, body: order } = await place(delayed.quantity);
    expect(status).toBe(201);
    expect(order).toMatchObject({ mode: 'test', status: 'paid', sequence: 2, delivered_at: null });
    expect(await read(order.id)).toEqual(order);
    expect(await money()).toMatchObject({ available: '9040.50', held: '959.50' });
    const codes = () => shop.call('GET', `/orders/${order.id}/codes`, { key });
    expect((await codes()).body).toMatchObject({ code: 'order_not_delivered' });
    await pass(4);
    expect((await read(order.id)).status).toBe('paid');
    expect(await shop.verify()).toEqual([]);
    await pass(1);
    const delivered = await read(order.id);
    expect(delivered).toMatchObject({ status: 'delivered', sequence: 3, paid_at: order.paid_at });
    expect(delivered.delivered_at).not.toBe(order.paid_at);
    expect(await statesOf(order.id)).toEqual(['1 pending', '2 paid', '3 delivered']);
    expect((await codes()).body.data).toHaveLength(delayed.quantity);
    expect(await money()).toMatchObject({ balance: '9040.50', held: '0.00' });
    expect(await shop.verify()).toEqual([]);
  });

  test('cannot be cancelled once it is paid, and a retry gets the same order', async () => {
    const { body: order } = await place(delayed.quantity, {}, 'delayed-1');
    expect((await cancel(order.id)).body).toMatchObject({ code: 'invalid_state' });
    const again = await place(delayed.quantity, {}, 'delayed-1');
    expect(again.body).toEqual(order);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    await pass(5);
    expect((await place(delayed.quantity, {}, 'delayed-1')).body).toMatchObject({
      ...{ id: order.id, status: 'delivered' },
    });
  });

  test('with "fill": "wait" waits for its codes, and is filled after 5 seconds', async () => {
    const { body: order } = await place(delayed.quantity, { fill: 'wait', wait_seconds: 60 });
    expect(order).toMatchObject({ status: 'pending', sequence: 1 });
    expect(order.expires_at).not.toBeNull();
    await pass(5);
    expect(await statesOf(order.id)).toEqual(['1 pending', '2 paid', '3 delivered']);
    const { body: other } = await place(delayed.quantity, { fill: 'wait', wait_seconds: 60 });
    expect((await cancel(other.id)).status).toBe(200);
    await pass(5);
    expect(await read(other.id)).toMatchObject({ failure: { code: 'cancelled' } });
    expect(await shop.verify()).toEqual([]);
  });

  test('paid by a hold, it is an ordinary hold', async () => {
    const { body: order } = await place(delayed.quantity, { payment: 'hold' });
    expect(order.status).toBe('pending');
    const confirmed = await shop.call('POST', `/orders/${order.id}/confirm`, { key });
    expect(confirmed.body).toMatchObject({ status: 'delivered' });
  });
});

test('102 is paid, then fails after 5 seconds with its money back', async () => {
  const { body: order } = await place(failing.quantity);
  expect(order).toMatchObject({ status: 'paid' });
  expect((await money()).held).toBe('969.00');
  await pass(5);
  expect(await read(order.id)).toMatchObject({
    status: 'failed',
    failure: { code: 'upstream_failed' },
    sequence: 3,
  });
  expect(await statesOf(order.id)).toEqual(['1 pending', '2 paid', '3 failed']);
  expect(await money()).toMatchObject({ available: '10000.00', held: '0.00' });
  expect(await shop.verify()).toEqual([]);
});

test('103 stays pending until it is cancelled', async () => {
  const { body: order } = await place(waiting.quantity);
  expect(order).toMatchObject({ status: 'pending', expires_at: null });
  await pass(7 * 86_400);
  await expireOrders(shop.app);
  expect((await read(order.id)).status).toBe('pending');
  expect((await cancel(order.id)).body).toMatchObject({
    status: 'failed',
    failure: { code: 'cancelled' },
  });
  expect(await money()).toMatchObject({ available: '10000.00', held: '0.00' });
  expect(await shop.verify()).toEqual([]);
});

describe('104', () => {
  test('is out of stock, and its idempotency key stays free', async () => {
    const refused = await place(outOfStock.quantity, {}, 'none-1');
    expect(refused).toMatchObject({ status: 409, body: { code: 'out_of_stock', available: 0 } });
    expect((await place(1, {}, 'none-1')).status).toBe(201);
  });

  test('with "fill": "available" delivers what is there and costs only that', async () => {
    const { body: order } = await place(outOfStock.quantity, { fill: 'available' });
    expect(order).toMatchObject({
      ...{ status: 'delivered', quantity: 52, requested_quantity: 104, total: '494.00' },
    });
    expect(await money()).toMatchObject({ balance: '9506.00' });
  });

  test('with "fill": "wait" waits until its time is over', async () => {
    const { body: order } = await place(outOfStock.quantity, { fill: 'wait', wait_seconds: 60 });
    expect(order.status).toBe('pending');
    await pass(59);
    await expireOrders(shop.app);
    expect((await read(order.id)).status).toBe('pending');
    await pass(1);
    await expireOrders(shop.app);
    expect(await read(order.id)).toMatchObject({ failure: { code: 'out_of_stock' } });
    expect(await money()).toMatchObject({ available: '10000.00', held: '0.00' });
    expect(await shop.verify()).toEqual([]);
  });
});

test('105 is refused for want of money, whatever the balance is', async () => {
  expect(await place(unpaid.quantity)).toMatchObject({
    status: 402,
    body: { code: 'insufficient_balance', required: '997.50', available: '0.00' },
  });
  expect((await place(unpaid.quantity, { payment: 'hold' })).status).toBe(402);
  expect((await place(unpaid.quantity, { payment: 'invoice' })).body.status).toBe('pending');
});

test('what live orders are refused for comes first', async () => {
  const { body: first } = await place(1, { reference: 'PO-1' });
  expect((await place(outOfStock.quantity, { reference: 'PO-1' })).body).toMatchObject({
    ...{ code: 'reference_in_use', order_id: first.id },
  });
  expect((await place(unpaid.quantity, { denomination: 11 })).body.code).toBe('unknown_product');
  expect((await place(unpaid.quantity, { max_unit_price: '1.00' })).body.code).toBe(
    'price_changed',
  );
});

test('orders beside each other each have their own outcome', async () => {
  const quantities = [101, 1, 102, 103, 104, 105, 2, 101];
  await shop.call('POST', '/test/balance', { key, body: { balance: '100000.00' } });
  const placed = await Promise.all(quantities.map((quantity) => place(quantity)));
  expect(placed.map(({ body }) => body.code ?? body.status)).toEqual([
    ...['paid', 'delivered', 'paid', 'pending', 'out_of_stock', 'insufficient_balance'],
    ...['delivered', 'paid'],
  ]);
  await Promise.all([pass(5), playNexts(shop.app)]);
  expect(await shop.verify()).toEqual([]);
});

test.each(Object.values(testQuantities))('live, $quantity is a quantity', async ({ quantity }) => {
  await shop.stock({ denomination: 20, codes: quantity });
  const live = await shop.buyer({ balance: '10000.00' });
  const body = { region: 'US', denomination: 20, quantity };
  const order = await shop.call('POST', '/orders', { key: live.key, body });
  expect(order).toMatchObject({ status: 201, body: { mode: 'live', status: 'delivered' } });
});

test('the database refuses a script for a live order', async () => {
  const live = await shop.buyer({ balance: '100.00' });
  const [tenant] = await shop.rows<{ tenant_id: number }>(
    `SELECT tenant_id FROM partners.tenants WHERE partner_id = $1 AND mode = 'live'`,
    [live.partnerId],
  );
  const scripted = shop.app.database.transaction((tx) =>
    tx.query('SELECT orders.schedule_next($1, $2, $3, $4, $1, $3, NULL)', [
      ...[clock.now(), tenant?.tenant_id, '01890000-0000-7000-8000-000000000000', 'deliver'],
    ]),
  );
  await expect(scripted).rejects.toThrow('a live order has no script');
});
