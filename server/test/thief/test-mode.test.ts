/**
 * Guards: what test mode makes is worth nothing in live mode. Every call of test mode refuses a live key, and no id, code, money or
 * event of test mode is accepted or shown by a live call.
 */
import { type Operation, type Order, type OrderCodeList, operations } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testkit/index.ts';

let shop: Shop;
let testing: string;
let live: string;
beforeAll(async () => {
  shop = await openShop();
  await shop.stock({ codes: 5 });
  const { partnerId, key } = await shop.buyer({ mode: 'test' });
  testing = key;
  live = (await shop.key(partnerId, { scopes: ['read', 'orders', 'codes', 'claims', 'webhooks'] }))
    .text;
});
afterAll(() => shop[Symbol.asyncDispose]());

const ofTestMode = Object.values<Operation>(operations).filter(({ tag }) => tag === 'Test mode');

test('there are calls of test mode, and all are under /test/', () => {
  expect(ofTestMode.length).toBeGreaterThanOrEqual(5);
  const under = Object.values<Operation>(operations).filter(({ path }) =>
    path.startsWith('/test/'),
  );
  expect(under).toEqual(ofTestMode);
});

test.each(ofTestMode)('$id refuses a live key', async ({ method, path, examples }) => {
  const [example] = Object.values(examples);
  const refused = await shop.call(method, path, {
    key: live,
    ...(example && { body: example.value as object }),
  });
  expect(refused).toMatchObject({ status: 403, body: { code: 'test_key_required' } });
});

test('no id or code of a test order is accepted by a live key', async () => {
  const body = { region: 'US', denomination: 50, quantity: 2 };
  const { body: order } = await shop.call<Order>('POST', '/orders', { key: testing, body });
  const path = `/orders/${order.id}/codes`;
  const { body: codes } = await shop.call<OrderCodeList>('GET', path, { key: testing });
  const [first, second] = codes.data;
  const claim = {
    order_id: order.id,
    codes: [first?.id],
    reason: 'invalid',
    description: 'refund',
  };
  const tries: [string, string, object?][] = [
    ['GET', `/orders/${order.id}`],
    ['GET', path],
    ['GET', `/orders/${order.id}/reveals`],
    ['POST', `/orders/${order.id}/cancel`],
    ['POST', `/orders/${order.id}/confirm`],
    ['POST', `/orders/${order.id}/returns`, { codes: [second?.id] }],
    ['POST', '/claims', claim],
    ['POST', '/codes/lookup', { code_id: first?.id }],
    ['POST', '/codes/lookup', { code: first?.code }],
  ];
  for (const [method, to, sent] of tries) {
    const refused = await shop.call(method, to, { key: live, ...(sent && { body: sent }) });
    expect([refused.status, to, sent]).toEqual([404, to, sent]);
  }
});

test('test money buys nothing live, and a test code is not taken into live stock', async () => {
  await shop.call('POST', '/test/balance', { key: testing, body: { balance: '999999.00' } });
  const body = { region: 'US', denomination: 50, quantity: 1 };
  expect((await shop.call('POST', '/orders', { key: live, body })).status).toBe(402);
  const { body: order } = await shop.call<Order>('POST', '/orders', { key: testing, body });
  const { body: codes } = await shop.call<OrderCodeList>('GET', `/orders/${order.id}/codes`, {
    key: testing,
  });
  const [code] = codes.data;
  const before = await shop.available('PSN-US-50');
  await shop.stock({ codes: [code?.code ?? ''] }).catch(() => {});
  expect(await shop.available('PSN-US-50')).toBe(before);
});
