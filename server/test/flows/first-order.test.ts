/**
 * Guards: the normal case. A partner's machine lists the inventory, places an order, and the reply
 * already says delivered: its codes can be read at once, as JSON and as CSV, the same each time, and
 * the money that left is exactly what the order says.
 */
import type { Balance, Inventory, Order, OrderCodeList } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openShop, type Shop, type TestLot } from '../../testkit/index.ts';

let shop: Shop;
let lot: TestLot;
let key: string;
beforeAll(async () => {
  shop = await openShop();
  lot = await shop.stock({ region: 'US', denomination: 50, codes: 10 });
  ({ key } = await shop.buyer({ balance: '1000.00' }));
});
afterAll(() => shop[Symbol.asyncDispose]());

test('from the inventory to the codes', async () => {
  // Stock that is shown is never older than a second.
  const product = await vi.waitFor(async () => {
    const { body } = await shop.call<Inventory>('GET', '/inventory?region=us', { key });
    const found = body.data.find((each) => each.denomination === 50);
    expect(found).toMatchObject({ available: 10, in_stock: true });
    return found;
  });
  expect(product).toMatchObject({
    sku: 'PSN-US-50',
    region: 'US',
    unit_price: '47.00',
    currency: 'USD',
    status: 'active',
  });

  const placed = await shop.call<Order>('POST', '/orders', {
    key,
    body: { region: 'US', denomination: 50, quantity: 3, metadata: { shelf: 'B7' } },
    idempotencyKey: 'first-order',
  });
  expect(placed.status).toBe(201);
  const order = placed.body;
  expect(placed.headers.get('location')).toBe(`/api/v1/orders/${order.id}`);
  expect(order).toMatchObject({
    mode: 'live',
    status: 'delivered',
    sku: 'PSN-US-50',
    quantity: 3,
    list_price: '47.00',
    unit_price: '47.00',
    total: '141.00',
    payment: 'balance',
    reference: null,
    metadata: { shelf: 'B7' },
    failure: null,
    refunded: '0.00',
    sequence: 3,
  });
  expect(order.delivered_at).toBe(order.created_at);
  const windowMs = Date.parse(order.claimable_until ?? '') - Date.parse(order.created_at);
  expect(windowMs).toBe(168 * 3_600_000);
  const [code] = lot.codes;
  expect(placed.text).not.toContain(code);

  const read = await shop.call<Order>('GET', `/orders/${order.id}`, { key });
  expect(read.text).toBe(placed.text);

  const codes = await shop.call<OrderCodeList>('GET', `/orders/${order.id}/codes`, { key });
  expect(codes.headers.get('cache-control')).toBe('no-store');
  expect(codes.body).toMatchObject({ order_id: order.id, has_more: false, next_cursor: null });
  expect(codes.body.data.map((each) => each.code)).toEqual(lot.codes.slice(0, 3));
  expect(codes.body.data[0]).toMatchObject({
    region: 'US',
    denomination: 50,
    face_currency: 'USD',
    status: 'delivered',
    delivered_at: order.delivered_at,
    claimable_until: order.claimable_until,
  });
  const again = await shop.call('GET', `/orders/${order.id}/codes`, { key });
  expect(again.text).toBe(codes.text);

  const csv = await shop.call('GET', `/orders/${order.id}/codes`, {
    key,
    headers: { accept: 'text/csv' },
  });
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(csv.headers.get('cache-control')).toBe('no-store');
  expect(csv.text.split('\r\n')).toEqual([
    'id,code,sealed,serial,region,denomination,face_currency,expires_at,status,replaces',
    ...codes.body.data.map((each) => `${each.id},${each.code},,,US,50,USD,,delivered,`),
    '',
  ]);

  const balance = await shop.call<Balance>('GET', '/balance', { key });
  expect(balance.body).toMatchObject({
    currency: 'USD',
    balance: '859.00',
    held: '0.00',
    credit_limit: '0.00',
    available: '859.00',
  });
  expect(await shop.verify()).toEqual([]);
});

test('the next order gets the next codes, and nobody gets more than there is', async () => {
  const order = (quantity: number) =>
    shop.call<Order>('POST', '/orders', {
      key,
      body: { region: 'US', denomination: 50, quantity },
    });
  const second = await order(4);
  const codes = await shop.call<OrderCodeList>('GET', `/orders/${second.body.id}/codes`, { key });
  expect(codes.body.data.map((each) => each.code)).toEqual(lot.codes.slice(3, 7));
  const tooMany = await order(4);
  expect(tooMany).toMatchObject({ status: 409, body: { code: 'out_of_stock', available: 3 } });
  expect((await order(3)).status).toBe(201);
  expect(await order(1)).toMatchObject({ status: 409, body: { available: 0 } });
  expect(await shop.verify()).toEqual([]);
});

test('money is checked before stock, and the refusal names what is missing', async () => {
  const { key: poor } = await shop.buyer({ balance: '46.99' });
  const refused = await shop.call('POST', '/orders', {
    key: poor,
    body: { region: 'US', denomination: 50, quantity: 1 },
  });
  expect(refused).toMatchObject({
    status: 402,
    body: {
      code: 'insufficient_balance',
      required: '47.00',
      available: '46.99',
      currency: 'USD',
    },
  });
});

test('what is written in a request may be spelled in several ways', async () => {
  await shop.stock({ region: 'GB', denomination: 50, codes: 4 });
  for (const [region, denomination] of [
    ['gb', 50],
    ['UK', '50'],
    ['Gb', '50.00'],
    ['uk', 50.0],
  ]) {
    const placed = await shop.call<Order>('POST', '/orders', {
      key,
      body: { region, denomination, quantity: 1 },
    });
    expect(placed).toMatchObject({ status: 201, body: { region: 'GB', denomination: 50 } });
  }
});
