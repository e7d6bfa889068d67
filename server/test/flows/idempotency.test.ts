/**
 * Guards: a retry never buys twice. The same key with the same request is answered by what the
 * first one made, as it is now, whatever has become of key, price, product, money or limit since;
 * with another request it is refused; and only success uses a key up.
 */
import type { Order } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { revokeKey, rotateKey } from '../../src/partners/index.ts';
import { openShop, type Shop } from '../../testkit/index.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await shop.stock({ codes: 100 });
  await shop.stock({ denomination: 20, codes: 20 });
});
afterAll(() => shop[Symbol.asyncDispose]());

const BODY = { region: 'US', denomination: 50, quantity: 2 };

function place(key: string, idempotencyKey: string, body: object | string = BODY) {
  const sent = typeof body === 'string' ? { raw: body } : { body };
  return shop.call<Order>('POST', '/orders', { key, idempotencyKey, ...sent });
}

async function spent(key: string): Promise<string> {
  return String((await shop.call('GET', '/balance', { key })).body.balance);
}

test('a replay is the first order, bit for bit, and moves nothing', async () => {
  const { key } = await shop.buyer({ balance: '500.00' });
  const first = await place(key, 'same');
  expect(first.status).toBe(201);
  expect(first.headers.has('idempotent-replayed')).toBe(false);
  const second = await place(key, 'same');
  expect(second.status).toBe(201);
  expect(second.headers.get('idempotent-replayed')).toBe('true');
  expect(second.headers.get('location')).toBe(first.headers.get('location'));
  expect(second.text).toBe(first.text);
  expect(await spent(key)).toBe('406.00');
});

test.each([
  ['members in another order', '{"quantity":2,"denomination":50,"region":"US"}'],
  ['white space', '{ "region" : "US",\n\t"denomination" : 50, "quantity" : 2 }'],
  ['another spelling of a number', '{"region":"US","denomination":5e1,"quantity":2.0}'],
  ['escapes in text', '{"region":"\\u0055S","denomination":50,"quantity":2}'],
])('%s is the same request', async (_name, raw) => {
  const { key } = await shop.buyer({ balance: '500.00' });
  const first = await place(key, 'spelled');
  const second = await place(key, 'spelled', raw);
  expect(second.headers.get('idempotent-replayed')).toBe('true');
  expect(second.body.id).toBe(first.body.id);
});

test.each([
  ['quantity', { ...BODY, quantity: 3 }],
  ['product', { ...BODY, denomination: 20 }],
  ['an added member', { ...BODY, reference: 'PO-1' }],
  ['the type of a value', { ...BODY, denomination: '50' }],
])('another %s is another request', async (_name, body) => {
  const { key } = await shop.buyer({ balance: '500.00' });
  await place(key, 'other');
  const refused = await place(key, 'other', body);
  expect(refused).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  expect(await spent(key)).toBe('406.00');
});

test('another call with the same key is another request', async () => {
  const { key } = await shop.buyer({ balance: '500.00', invoiceLimit: 100_000 });
  const pending = await place(key, 'one', { ...BODY, payment: 'invoice' });
  const cancel = () =>
    shop.call<Order>('POST', `/orders/${pending.body.id}/cancel`, { key, idempotencyKey: 'one' });
  expect(await cancel()).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  const read = await shop.call<Order>('GET', `/orders/${pending.body.id}`, { key });
  expect(read.body.status).toBe('pending');
});

test('neither price, product, stock, money nor limit matters to a replay', async () => {
  const partnerId = await shop.partner();
  const first = await shop.deposit(partnerId, '38.00');
  expect(first.balance).toBe(3_800);
  const { text: key } = await shop.key(partnerId, { ordersPerMinute: 2 });
  const body = { region: 'US', denomination: 20, quantity: 2 };
  const placed = await place(key, 'kept', { ...body, max_unit_price: '19.00' });
  expect(placed.status).toBe(201);

  await shop.ownPrice(partnerId, 'US,20,USD,25.00');
  await shop.productStatus('PSN-US-20', 'paused');
  expect(await place(key, 'fresh', body)).toMatchObject({ body: { code: 'product_paused' } });
  expect(await place(key, 'fresh', body)).toMatchObject({ body: { code: 'rate_limited' } });
  for (let time = 0; time < 3; time += 1) {
    const replay = await place(key, 'kept', { ...body, max_unit_price: '19.00' });
    expect(replay.status).toBe(201);
    expect(replay.headers.get('idempotent-replayed')).toBe('true');
    expect(replay.body).toEqual(placed.body);
  }
  await shop.productStatus('PSN-US-20', 'active');
});

test('a replay shows the order as it is now', async () => {
  const { key } = await shop.buyer({ balance: '500.00', invoiceLimit: 100_000 });
  const body = { ...BODY, payment: 'invoice' };
  const pending = await place(key, 'now', body);
  expect(pending.body.status).toBe('pending');
  await shop.call('POST', `/orders/${pending.body.id}/cancel`, { key });
  const replay = await place(key, 'now', body);
  expect(replay.status).toBe(201);
  expect(replay.body).toMatchObject({ id: pending.body.id, status: 'failed', sequence: 2 });
});

test('the key belongs to partner and mode: a rotated key replays, others know nothing of it', async () => {
  const partnerId = await shop.partner();
  await shop.deposit(partnerId, '500.00');
  await shop.deposit(partnerId, '500.00', 'test');
  const old = await shop.key(partnerId);
  const first = await place(old.text, 'rotated');
  const by = { actor: 'operator:test', at: shop.clock.now() };
  const { text: heir } = await shop.app.database.transaction(async (tx) => {
    const rotated = await rotateKey(tx, shop.app, old.keyId, 60_000, by);
    await revokeKey(tx, shop.app, old.keyId, 'lost', by);
    return rotated;
  });
  await shop.settle();
  expect((await place(old.text, 'rotated')).status).toBe(401);
  const replay = await place(heir, 'rotated');
  expect(replay.headers.get('idempotent-replayed')).toBe('true');
  expect(replay.text).toBe(first.text);

  const test = await shop.key(partnerId, { mode: 'test' });
  const { key: stranger } = await shop.buyer({ balance: '500.00' });
  for (const key of [test.text, stranger]) {
    const own = await place(key, 'rotated');
    expect(own.status).toBe(201);
    expect(own.headers.has('idempotent-replayed')).toBe(false);
    expect(own.body.id).not.toBe(first.body.id);
  }
});

test('only success uses a key up', async () => {
  const partnerId = await shop.partner();
  const { text: key } = await shop.key(partnerId);
  expect((await place(key, 'later')).status).toBe(402);
  await shop.deposit(partnerId, '94.00');
  const bad = await place(key, 'later', { ...BODY, quantity: 0 });
  expect(bad.status).toBe(422);
  const placed = await place(key, 'later');
  expect(placed.status).toBe(201);
  expect(placed.headers.has('idempotent-replayed')).toBe(false);
});

test('cancelling twice with one key is one cancellation; without a key it is refused', async () => {
  const { key } = await shop.buyer({ invoiceLimit: 100_000 });
  const { body } = await place(key, 'to-cancel', { ...BODY, payment: 'invoice' });
  const cancel = (idempotencyKey?: string) =>
    shop.call<Order>('POST', `/orders/${body.id}/cancel`, {
      key,
      ...(idempotencyKey && { idempotencyKey }),
    });
  const first = await cancel('the-end');
  expect(first).toMatchObject({ status: 200, body: { status: 'failed' } });
  const second = await cancel('the-end');
  expect(second.status).toBe(200);
  expect(second.headers.get('idempotent-replayed')).toBe('true');
  expect(second.text).toBe(first.text);
  expect(await cancel()).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
});

test('after all of it every invariant holds', async () => {
  expect(await shop.verify()).toEqual([]);
});
