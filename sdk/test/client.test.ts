/**
 * Guards: a program on the SDK does what a partner does, against the real server: stock, order, codes, returns, holds, claims, webhook
 * endpoints, events and receipts; and it sees every refusal by its code, with the members of that code.
 */

import { openShop, type Shop } from '@psnb2b/server/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiError, type Order, Psnb2b, TimeoutError } from '../src/index.ts';

let shop: Shop;
let partnerId: string;
let client: Psnb2b;
beforeAll(async () => {
  shop = await openShop({ env: { ALLOW_PRIVATE_WEBHOOKS: 'true' } });
  await shop.stock({ codes: 40 });
  ({ partnerId } = await shop.buyer({ balance: '2000.00' }));
  const scopes = ['read', 'orders', 'codes', 'claims', 'webhooks'];
  client = clientOf((await shop.key(partnerId, { scopes })).text);
});
afterAll(() => shop[Symbol.asyncDispose]());

function clientOf(apiKey: string): Psnb2b {
  return new Psnb2b({ apiKey, baseUrl: shop.url, maxRetries: 1 });
}

const CARD = { region: 'US', denomination: 50, quantity: 1 };

async function refusal(call: PromiseLike<unknown>): Promise<ApiError> {
  const error = await Promise.resolve(call).then(
    () => null,
    (reason) => reason,
  );
  if (error instanceof ApiError) return error;
  throw new Error('the call was not refused', { cause: error });
}

test('from stock to codes, and their receipts', async () => {
  const { data } = await client.inventory.list({ region: ['US'], in_stock: true });
  expect(data).toMatchObject([{ sku: 'PSN-US-50', in_stock: true }]);
  const before = Number((await client.balance.get()).available);
  const order = await client.orders.createAndWait({ ...CARD, quantity: 2, reference: 'PO-1' });
  expect(order).toMatchObject({ status: 'delivered', quantity: 2 });
  expect(Number((await client.balance.get()).available)).toBe(before - Number(order.total));
  const codes = await client.codes.download(order.id);
  expect(new Set(codes.map(({ code }) => code)).size).toBe(2);
  expect(await client.codes.csv(order.id, { raw: true })).toContain(codes[0]?.code);
  expect((await client.codes.listMasked(order.id)).data[0]?.code).toBeNull();
  const reveals = await client.codes.reveals(order.id).all();
  expect(reveals).toHaveLength(2);
  const receipt = await client.verifyReceipt(reveals[1]?.receipt ?? '');
  expect(receipt.codes.map(({ id }) => id)).toEqual(codes.map(({ id }) => id));
  expect(await client.orders.byReference('PO-1')).toMatchObject({ id: order.id });
  expect(await client.orders.byReference('PO-none')).toBeNull();
});

test('one key, one effect; the second reply is marked as a replay', async () => {
  const replayed: boolean[] = [];
  const options = {
    idempotencyKey: 'same-1',
    onReply: (reply: { replayed: boolean }) => replayed.push(reply.replayed),
  };
  const first = await client.orders.create(CARD, options);
  const second = await client.orders.create(CARD, options);
  expect(second.id).toBe(first.id);
  expect(replayed).toEqual([false, true]);
});

test('a hold is confirmed or cancelled, and what was not read is returned', async () => {
  const held = await client.holds.create({ ...CARD, hold_seconds: 600 });
  expect(held).toMatchObject({ status: 'pending', payment: 'hold' });
  const delivered = await client.holds.confirm(held.id);
  expect(delivered.status).toBe('delivered');
  const [code] = (await client.codes.listMasked(held.id)).data;
  const returned = await client.orders.returnCodes(held.id, [code?.id ?? '']);
  expect(returned.refunded).toBe(delivered.total);
  const other = await client.holds.create(CARD);
  expect((await client.holds.cancel(other.id)).failure?.code).toBe('cancelled');
  await expect(
    client.orders.createAndWait({ ...CARD, payment: 'hold' as 'balance' }),
  ).rejects.toThrow('holds.create');
});

test('an order that waits too long for its codes is a time-out that names it', async () => {
  const wish = { region: 'US', denomination: 100, quantity: 1, fill: 'wait' as const };
  const idempotencyKey = 'waits-1';
  const waiting = client.orders.createAndWait(wish, { idempotencyKey, waitMs: 50, pollMs: 10 });
  await expect(waiting).rejects.toThrow(TimeoutError);
  await expect(waiting).rejects.toThrow(/ord_\w+ is still pending/);
  await expect(waiting).rejects.toMatchObject({ idempotencyKey });
  await shop.stock({ denomination: 100, codes: 1 });
  const order = await client.orders.create(wish, { idempotencyKey });
  await client.orders.cancel(order.id).catch(() => {});
  expect(await client.orders.wait(await client.orders.get(order.id))).toMatchObject({
    id: order.id,
  });
});

test('refusals have their code and its members', async () => {
  const gone = await refusal(client.orders.create({ region: 'GB', denomination: 50, quantity: 3 }));
  expect(gone).toMatchObject({ code: 'out_of_stock', status: 409, retryable: false, attempts: 1 });
  expect(gone.is('out_of_stock') && gone.problem.available).toBe(0);
  const poor = await refusal(client.orders.create({ ...CARD, quantity: 500 }));
  expect(['insufficient_balance', 'out_of_stock']).toContain(poor.code);
  const wrong = await refusal(client.orders.create({ ...CARD, quantity: 0 }));
  expect(wrong.code).toBe('validation_failed');
  expect(wrong.message).toContain('/quantity');
  const price = await refusal(client.orders.create({ ...CARD, max_unit_price: '0.01' }));
  expect(price.is('price_changed') && price.problem.unit_price).toBe('47.00');
  expect((await refusal(client.orders.get('ord_01m84j5stvek8taznva0d678kp'))).code).toBe(
    'not_found',
  );
  const nobody = clientOf('psnb2b_live_0000000000000000000000000000000000000000000000000');
  const denied = await refusal(nobody.balance.get());
  expect(denied).toMatchObject({ code: 'unauthorized', requestId: expect.stringMatching(/^req_/) });
  expect(String(denied)).not.toContain('psnb2b_live_');
  expect((await refusal(client.test.setBalance('1.00'))).code).toBe('test_key_required');
});

test('a list goes through all of its pages', async () => {
  const ids: string[] = [];
  for await (const order of client.orders.list({ limit: 2 })) ids.push(order.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(3);
  const page = await client.orders.list({ limit: 2 });
  expect(page.data).toHaveLength(2);
  await expect(client.orders.list({ limit: 2 }).all(3)).rejects.toThrow('more than 3');
  const sum = (await client.transactions.list().all()).reduce(
    (all, { amount }) => all + Number(amount),
    0,
  );
  expect(sum.toFixed(2)).toBe((await client.balance.get()).balance);
  expect(await client.deposits.list().all()).toMatchObject([{ amount: '2000.00' }]);
});

test('a claim with a message and evidence, withdrawn', async () => {
  const order = await client.orders.create(CARD);
  const [code] = await client.codes.download(order.id);
  const claim = await client.claims.create({
    order_id: order.id,
    codes: [code?.id ?? ''],
    reason: 'invalid',
    description: 'The store says that the code is not valid.',
  });
  await client.claims.addMessage(claim.id, 'Any news?');
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const evidence = await client.claims.addEvidence(claim.id, {
    name: 'error.png',
    content: new Uint8Array(png),
    item: 'error_screenshot',
  });
  expect(evidence).toMatchObject({ item: 'error_screenshot', file: { media_type: 'image/png' } });
  expect(await client.claims.evidence(claim.id).all()).toHaveLength(1);
  expect((await client.claims.messages(claim.id)).data[0]).toMatchObject({ text: 'Any news?' });
  expect((await client.claims.list({ order_id: order.id })).data[0]?.id).toBe(claim.id);
  const found = await client.codes.lookUp({ code_id: code?.id ?? '' });
  expect(found).toMatchObject({ order_id: order.id, claim_id: claim.id });
  expect((await client.claims.withdraw(claim.id)).status).toBe('withdrawn');
});

test('webhook endpoints, their deliveries and their end', async () => {
  const endpoint = await client.webhookEndpoints.create({ url: 'http://127.0.0.1:9/hook' });
  expect(endpoint.secret).toMatch(/^whsec_/);
  expect((await client.webhookEndpoints.rotate(endpoint.id)).secret).not.toBe(endpoint.secret);
  const event = await client.webhookEndpoints.test(endpoint.id);
  expect(event.type).toBe('webhook.test');
  expect((await client.webhookEndpoints.deliveries(endpoint.id)).data[0]?.event_id).toBe(event.id);
  expect((await client.events.redeliver(event.id, endpoint.id)).endpoint_ids).toEqual([
    endpoint.id,
  ]);
  const replay = await client.webhookEndpoints.replay(endpoint.id, { after: event.sequence - 1 });
  expect(replay.events).toBe(1);
  const changed = await client.webhookEndpoints.update(endpoint.id, { status: 'disabled' });
  expect(changed.status).toBe('disabled');
  await client.webhookEndpoints.delete(endpoint.id);
  expect((await refusal(client.webhookEndpoints.get(endpoint.id))).code).toBe('not_found');
});

test('the key, its limits and the document; a product only if it changed', async () => {
  expect(await client.me()).toMatchObject({
    mode: 'live',
    scopes: expect.arrayContaining(['codes']),
  });
  expect(await client.openapi()).toMatchObject({ openapi: '3.1.0' });
  // What the tests before have bought is shown.
  await shop.settle();
  const first = await client.inventory.getIfChanged('PSN-US-50', null);
  expect(first.value).toMatchObject({ sku: 'PSN-US-50' });
  expect((await client.inventory.getIfChanged('PSN-US-50', first.etag)).value).toBeNull();
  await client.orders.create(CARD);
  await shop.settle();
  const again = await client.inventory.getIfChanged('PSN-US-50', first.etag);
  expect(again.value?.available).toBe(Number(first.value?.available) - 1);
});

test('test money', async () => {
  const test = clientOf((await shop.key(partnerId, { mode: 'test' })).text);
  expect((await test.test.setBalance('77.00')).available).toBe('77.00');
  const order: Order = await test.orders.createAndWait(CARD);
  expect((await test.codes.download(order.id))[0]?.code).toMatch(/^TEST-/);
});

test('the server’s clock', async () => {
  await client.balance.get();
  expect(Math.abs(client.now() - Date.now())).toBeLessThan(2_000);
  expect(await shop.verify()).toEqual([]);
});
