/**
 * Guards: what decides about an order, and in which order. A reference is unique for ever, a price
 * guard is never passed, an order keeps what it was sold as, and of several reasons against an
 * order the caller gets the contract's first one.
 */
import type { Order } from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testkit/index.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await shop.stock({ codes: 100 });
  await shop.stock({ denomination: 20, codes: 5 });
});
afterAll(() => shop[Symbol.asyncDispose]());

const BODY = { region: 'US', denomination: 50, quantity: 1 };

function place(key: string, body: object, idempotencyKey?: string) {
  const sent = { key, body, ...(idempotencyKey && { idempotencyKey }) };
  return shop.call<Order>('POST', '/orders', sent);
}

describe('a reference', () => {
  test('names one order for ever, also a failed one', async () => {
    const { key } = await shop.buyer({ balance: '500.00', invoiceLimit: 100_000 });
    const first = await place(key, { ...BODY, reference: 'PO-1042', payment: 'invoice' });
    expect(first.body.reference).toBe('PO-1042');
    const again = { status: 409, body: { code: 'reference_in_use', order_id: first.body.id } };
    expect(await place(key, { ...BODY, reference: 'PO-1042' })).toMatchObject(again);
    await shop.call('POST', `/orders/${first.body.id}/cancel`, { key });
    expect(await place(key, { ...BODY, reference: 'PO-1042' })).toMatchObject(again);
    const other = await place(key, { ...BODY, reference: 'PO-1043' });
    expect(other.status).toBe(201);
  });

  test('settles a retry without a key: the refusal points to the first order', async () => {
    const { key } = await shop.buyer({ balance: '500.00' });
    const first = await place(key, { ...BODY, reference: 'lost' });
    const retry = await place(key, { ...BODY, reference: 'lost' }, 'a-key-this-time');
    expect(retry.body).toMatchObject({ order_id: first.body.id });
    expect((await shop.call('GET', '/balance', { key })).body.balance).toBe('453.00');
  });

  test('belongs to partner and mode', async () => {
    const partnerId = await shop.partner();
    await shop.deposit(partnerId, '100.00');
    await shop.deposit(partnerId, '100.00', 'test');
    const { key: other } = await shop.buyer({ balance: '100.00' });
    const live = await shop.key(partnerId);
    const test = await shop.key(partnerId, { mode: 'test' });
    for (const key of [live.text, test.text, other]) {
      expect((await place(key, { ...BODY, reference: 'shared' })).status).toBe(201);
    }
  });

  test('is free again when its order was refused', async () => {
    const partnerId = await shop.partner();
    const { text: key } = await shop.key(partnerId);
    expect((await place(key, { ...BODY, reference: 'poor' })).status).toBe(402);
    await shop.deposit(partnerId, '47.00');
    expect((await place(key, { ...BODY, reference: 'poor' })).status).toBe(201);
  });
});

describe('the price guard', () => {
  test.each([
    ['46.99', 409],
    ['47', 201],
    ['47.00', 201],
    ['47.01', 201],
    ['0', 409],
    ['999999999999', 201],
  ])('of %s gives %i at a price of 47.00', async (guard, status) => {
    const { key } = await shop.buyer({ balance: '50.00' });
    const placed = await place(key, { ...BODY, max_unit_price: guard });
    expect(placed.status).toBe(status);
    if (status === 409) {
      expect(placed.body).toMatchObject({ code: 'price_changed', unit_price: '47.00' });
    }
  });

  test('must fit the currency', async () => {
    const { key } = await shop.buyer({ balance: '50.00' });
    expect(await place(key, { ...BODY, max_unit_price: '47.001' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/max_unit_price', code: 'precision' }] },
    });
  });
});

test('an own price replaces list and tier, and an order keeps what it was sold as', async () => {
  const partnerId = await shop.partner();
  await shop.deposit(partnerId, '500.00');
  const { text: key } = await shop.key(partnerId);
  await shop.ownPrice(partnerId, 'US,50,USD,40.01');
  const placed = await place(key, { ...BODY, quantity: 3, max_unit_price: '40.01' });
  expect(placed.body).toMatchObject({
    list_price: '47.00',
    unit_price: '40.01',
    discount_bps: 0,
    total: '120.03',
  });
  await shop.ownPrice(partnerId, 'US,50,USD,');
  await shop.productStatus('PSN-US-50', 'retired');
  const read = await shop.call<Order>('GET', `/orders/${placed.body.id}`, { key });
  expect(read.text).toBe(placed.text);
  const codes = await shop.call('GET', `/orders/${placed.body.id}/codes`, { key });
  expect(codes.status).toBe(200);
  await shop.productStatus('PSN-US-50', 'active');
  expect((await place(key, BODY)).body.unit_price).toBe('47.00');
});

test('of several reasons the first one of the contract is reported', async () => {
  const partnerId = await shop.partner();
  const { text: key } = await shop.key(partnerId, { dailySpend: 1_000, ordersPerMinute: 10 });
  const taken = await place((await shop.key(partnerId)).text, BODY);
  expect(taken.status).toBe(402);
  await shop.deposit(partnerId, '47.00');
  const { body: first } = await place((await shop.key(partnerId)).text, {
    ...BODY,
    reference: 'first',
  });
  // Everything is wrong with it, and each step rights the reason told before.
  const worst = {
    region: 'FR',
    denomination: 49,
    quantity: 501,
    reference: 'first',
    max_unit_price: '1.00',
    payment: 'invoice',
  };
  expect((await place(key, worst)).body).toMatchObject({
    code: 'reference_in_use',
    order_id: first.id,
  });
  const second = { ...worst, reference: 'second' };
  expect((await place(key, second)).body).toMatchObject({ code: 'unknown_product' });
  const known = { ...second, region: 'US', denomination: 50 };
  await shop.productStatus('PSN-US-50', 'paused');
  expect((await place(key, known)).body).toMatchObject({ code: 'product_paused' });
  await shop.productStatus('PSN-US-50', 'active');
  expect((await place(key, known)).body).toMatchObject({
    code: 'validation_failed',
    errors: [{ pointer: '/quantity', code: 'maximum' }],
  });
  const fewer = { ...known, quantity: 500 };
  expect((await place(key, fewer)).body).toMatchObject({ code: 'price_changed' });
  const dear = { ...fewer, max_unit_price: '47.00' };
  expect((await place(key, dear)).body).toMatchObject({ code: 'payment_not_allowed' });
  const paid = { ...dear, payment: 'balance' };
  expect((await place(key, paid)).body).toMatchObject({ code: 'key_cap_reached' });
  const uncapped = (await shop.key(partnerId)).text;
  expect((await place(uncapped, paid)).body).toMatchObject({ code: 'insufficient_balance' });
  await shop.deposit(partnerId, '23500.00');
  expect((await place(uncapped, paid)).body).toMatchObject({ code: 'out_of_stock' });
  expect(await shop.verify()).toEqual([]);
});

test('a credit limit is spendable, and not a cent more', async () => {
  const { partnerId, key } = await shop.buyer({ balance: '10.00' });
  await shop.creditLimit(partnerId, '37.00');
  const balance = await shop.call('GET', '/balance', { key });
  expect(balance.body).toMatchObject({
    balance: '10.00',
    credit_limit: '37.00',
    available: '47.00',
  });
  expect((await place(key, BODY)).status).toBe(201);
  expect((await shop.call('GET', '/balance', { key })).body).toMatchObject({
    balance: '-37.00',
    available: '0.00',
  });
  expect((await place(key, { ...BODY, denomination: 20 })).body).toMatchObject({
    code: 'insufficient_balance',
    available: '0.00',
  });
  expect(await shop.verify()).toEqual([]);
});

test('a tier discounts list prices of everybody without an own price', async () => {
  await shop.tiers('name,currency,volume_30d,discount_bps\nStart,USD,0,0\nBig,USD,94.00,150\n');
  const { partnerId, key } = await shop.buyer({ balance: '500.00' });
  await shop.recomputeTiers();
  expect((await place(key, { ...BODY, quantity: 2 })).body).toMatchObject({
    tier: 'Start',
    discount_bps: 0,
    unit_price: '47.00',
  });
  await shop.recomputeTiers();
  expect((await shop.call('GET', '/balance', { key })).body.tier).toEqual({
    name: 'Big',
    discount_bps: 150,
    volume_30d: '94.00',
    next: null,
  });
  // 47.00 × 0.985 = 46.295, rounded half up.
  expect((await place(key, BODY)).body).toMatchObject({
    tier: 'Big',
    discount_bps: 150,
    list_price: '47.00',
    unit_price: '46.30',
  });
  await shop.ownPrice(partnerId, 'US,50,USD,47.00');
  expect((await place(key, BODY)).body).toMatchObject({ discount_bps: 0, unit_price: '47.00' });
});
