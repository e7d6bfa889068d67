/**
 * Guards: rate limits as a caller meets them. A key's default limits, what counts against them, whose limit a flood
 * uses up; and the contract's headers on every reply under /api/v1, whatever its status (the test kit refuses any reply
 * without them).
 */

import type { Order } from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CallOptions, openShop, type Shop } from '../../testkit/index.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await shop.stock({ codes: 100 });
});
afterAll(() => shop[Symbol.asyncDispose]());

const ORDER = { region: 'US', denomination: 50, quantity: 1 };

/** A key with the default limits. */
async function plainKey(partnerId: string): Promise<string> {
  const { text } = await shop.key(partnerId, { requestsPerMinute: 60, ordersPerMinute: 10 });
  return text;
}

async function remaining(method: string, path: string, options: CallOptions): Promise<number> {
  const { headers } = await shop.call(method, path, options);
  return Number(headers.get('x-ratelimit-remaining'));
}

describe('a key', () => {
  test('has sixty requests a minute, and its refusal names the retry time', async () => {
    const key = await plainKey(await shop.partner());
    for (let left = 59; left >= 0; left -= 1) {
      const answer = await shop.call('GET', '/balance', { key });
      expect(answer.status).toBe(200);
      expect(Number(answer.headers.get('x-ratelimit-remaining'))).toBe(left);
      expect(answer.headers.get('x-ratelimit-limit')).toBe('60');
    }
    const refused = await shop.call('GET', '/balance', { key });
    expect(refused).toMatchObject({
      status: 429,
      body: { code: 'rate_limited', policy: 'requests', retryable: true },
    });
    const wait = Number(refused.headers.get('retry-after'));
    expect(refused.body.retry_after).toBe(wait);
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(60);
    const reset = Number(refused.headers.get('x-ratelimit-reset')) * 1000 - Date.now();
    expect(reset).toBeGreaterThan(0);
    expect(reset).toBeLessThanOrEqual(61_000);
    expect(refused.headers.get('ratelimit-policy')).toBe('"requests";q=60;w=60');
  });

  test('has ten orders a minute in addition, and the headers show the tighter limit', async () => {
    const { partnerId } = await shop.buyer({ balance: '1000.00' });
    const key = await plainKey(partnerId);
    for (let left = 9; left >= 0; left -= 1) {
      const placed = await shop.call('POST', '/orders', { key, body: ORDER });
      expect(placed.status).toBe(201);
      expect(Number(placed.headers.get('x-ratelimit-remaining'))).toBe(left);
      expect(placed.headers.get('x-ratelimit-limit')).toBe('10');
      expect(placed.headers.get('ratelimit-policy')).toMatch(/"requests";q=60.*"orders";q=10/);
    }
    const refused = await shop.call('POST', '/orders', { key, body: ORDER });
    expect(refused).toMatchObject({ status: 429, body: { policy: 'orders' } });
    // The refusal was free: fifty requests are left, less this one.
    expect(await remaining('GET', '/balance', { key })).toBe(49);
  });

  test('counts an order once its shape is valid, and no replay', async () => {
    const { partnerId } = await shop.buyer({ balance: '100.00' });
    const key = await plainKey(partnerId);
    const post = (body: object, idempotencyKey?: string) =>
      remaining('POST', '/orders', { key, body, ...(idempotencyKey && { idempotencyKey }) });
    expect(await post(ORDER, 'a')).toBe(9);
    expect(await post(ORDER, 'a')).toBe(9);
    expect(await post({ ...ORDER, quantity: 2 }, 'a')).toBe(9);
    expect(await post({ ...ORDER, quantity: 0 })).toBe(9);
    expect(await post({ ...ORDER, denomination: 49 })).toBe(8);
    expect(await post({ ...ORDER, quantity: 400 })).toBe(7);
    expect(await post({ ...ORDER, quantity: 501 })).toBe(6);
    expect(await remaining('GET', '/balance', { key })).toBe(52);
  });

  test('shares a cap with its partner’s other keys, three times the largest limit', async () => {
    const partnerId = await shop.partner();
    const keys: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      keys.push((await shop.key(partnerId, { requestsPerMinute: 4, ordersPerMinute: 4 })).text);
    }
    const statuses: number[] = [];
    for (const key of keys) {
      for (let n = 0; n < 4; n += 1) {
        statuses.push((await shop.call('GET', '/balance', { key })).status);
      }
    }
    expect(statuses).toEqual([...Array(12).fill(200), ...Array(8).fill(429)]);
    await shop.change(partnerId, { requestsPerMinute: 15 });
    const [, , , fourth] = keys;
    const more: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      more.push((await shop.call('GET', '/balance', { key: fourth ?? '' })).status);
    }
    expect(more).toEqual([200, 200, 200, 429]);
  });

  test('can get another limit, which applies at once', async () => {
    const { text: key } = await shop.key(await shop.partner(), { requestsPerMinute: 1_000 });
    const { headers } = await shop.call('GET', '/balance', { key });
    expect(headers.get('x-ratelimit-limit')).toBe('1000');
  });
});

describe('without a valid key', () => {
  test('has thirty requests a minute per address, which do not count against a key on the same address', async () => {
    const { key } = await shop.buyer();
    const from = '198.51.100.7';
    expect((await shop.call('GET', '/balance', { key, from })).status).toBe(200);
    for (let left = 29; left >= 0; left -= 1) {
      const wrong = { key: `psnb2b_live_${'0'.repeat(49)}`, from };
      expect(await remaining('GET', '/balance', left % 2 ? { from } : wrong)).toBe(left);
    }
    const refused = await shop.call('GET', '/balance', { from });
    expect(refused).toMatchObject({ status: 429, body: { policy: 'address' } });
    expect((await shop.call('GET', '/openapi.json', { from })).status).toBe(429);
    expect((await shop.call('GET', '/balance', { key, from })).status).toBe(200);
    expect((await shop.call('GET', '/balance', { from: '198.51.100.8' })).status).toBe(401);
  });

  test('counts an IPv6 network of 64 bits as one address', async () => {
    expect(await remaining('GET', '/balance', { from: '2001:db8:1:2::1' })).toBe(29);
    expect(await remaining('GET', '/balance', { from: '2001:db8:1:2:ffff::9' })).toBe(28);
    expect(await remaining('GET', '/balance', { from: '2001:db8:1:3::1' })).toBe(29);
  });

  test('counts reports of leaked keys like other requests', async () => {
    const from = '198.51.100.9';
    const body = { key: `psnb2b_live_${'0'.repeat(49)}` };
    for (let n = 0; n < 30; n += 1) await shop.call('POST', '/key-reports', { body, from });
    expect((await shop.call('POST', '/key-reports', { body, from })).status).toBe(429);
  });
});

test('every reply except a 429 costs one request', async () => {
  const { key } = await shop.buyer({ balance: '1000.00' });
  const { body: order } = await shop.call<Order>('POST', '/orders', { key, body: ORDER });
  const { text: narrow } = await shop.key(await shop.partner(), {
    scopes: ['codes'],
    requestsPerMinute: 100,
  });
  const { text: wide } = await shop.key(await shop.partner(), { requestsPerMinute: 100 });
  // The order above changes the US stock; nobody buys Japan's meanwhile.
  const inventory = await shop.call('GET', '/inventory?region=JP', { key: wide });
  const etag = inventory.headers.get('etag') ?? '';
  let left = 99;
  for (const [method, path, options, status] of [
    ['GET', '/balance', {}, 200],
    ['GET', '/inventory?region=JP', { headers: { 'if-none-match': etag } }, 304],
    ['GET', '/no-such-call', {}, 404],
    ['GET', `/orders/${order.id}`, {}, 404],
    ['PUT', '/orders', {}, 405],
    ['DELETE', '/balance', {}, 405],
    ['POST', '/orders', { raw: '{', body: null }, 400],
    ['POST', '/orders', { raw: 'x', headers: { 'content-type': 'text/plain' } }, 415],
    ['POST', '/orders', { raw: ' '.repeat(65_537) }, 413],
    ['POST', '/orders', { body: {} }, 422],
    ['GET', '/openapi.json', {}, 200],
  ] as const) {
    const answer = await shop.call(method, path, { key: wide, ...options });
    left -= 1;
    expect([method, path, answer.status]).toEqual([method, path, status]);
    expect([path, answer.headers.get('x-ratelimit-remaining')]).toEqual([path, String(left)]);
  }
  expect(await remaining('GET', '/balance', { key: narrow })).toBe(99);
  expect(await remaining('GET', '/balance', { key: narrow })).toBe(98);
});

test('an internal error carries the headers too, and reveals only its request id', async () => {
  await using broken = await openShop();
  const { key } = await broken.buyer();
  await broken.owner.transaction((tx) => tx.query('ALTER TABLE ledger.accounts RENAME TO nowhere'));
  const failed = await broken.call('GET', '/balance', { key });
  expect(failed).toMatchObject({ status: 500, body: { code: 'internal', retryable: true } });
  expect(Number(failed.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(failed.headers.get('x-ratelimit-limit')).toBe('1000000');
  const logged = broken.nodes[0].logs.filter((line) =>
    line.includes(failed.headers.get('x-request-id') ?? ''),
  );
  expect(logged).toHaveLength(1);
  expect(logged[0]).toContain('ledger.accounts');
});
