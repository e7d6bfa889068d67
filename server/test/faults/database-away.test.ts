/**
 * Guards: without its database the service reports this with the contract's replies and headers, accepts no order that
 * it cannot store, and recovers by itself when the database is back.
 */
import type { Order } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  openPostgresProxy,
  openShop,
  type PostgresProxy,
  type Shop,
  type TestDatabase,
  testDatabase,
} from '../../testkit/index.ts';

const PATIENCE = { timeout: 30_000 };
const BODY = { region: 'US', denomination: 50, quantity: 1 };

let database: TestDatabase;
let proxy: PostgresProxy;
let shop: Shop;
let key: string;
beforeAll(async () => {
  database = await testDatabase();
  proxy = await openPostgresProxy(database.url);
  shop = await openShop({ databaseUrl: proxy.url });
  await shop.stock({ codes: 20 });
  ({ key } = await shop.buyer({ balance: '500.00' }));
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await proxy[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

test('the database stops and starts again', async () => {
  const { body: order } = await shop.call<Order>('POST', '/orders', { key, body: BODY });
  proxy.setAway(true);
  const calls = [
    ['GET', '/balance'],
    ['GET', '/orders'],
    ['GET', `/orders/${order.id}`],
    ['GET', `/orders/${order.id}/codes`],
    ['POST', '/orders'],
    ['POST', `/orders/${order.id}/cancel`],
  ] as const;
  // Both while keys are still cached and after the cache has expired.
  for (const isFresh of [true, false]) {
    if (!isFresh) {
      await vi.waitFor(() => expect(shop.app.versions.fresh).toBe(false), PATIENCE);
    }
    for (const [method, path] of calls) {
      const idempotencyKey = `${method}${path}`;
      const sent = {
        key,
        idempotencyKey,
        ...(path === '/orders' && method === 'POST' && { body: BODY }),
      };
      const answer = await shop.call(method, path, sent);
      expect([method, path, answer.status]).toEqual([method, path, 503]);
      expect(answer.body.retryable).toBe(true);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    }
  }
  expect((await fetch(`${shop.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${shop.url}/readyz`)).status).toBe(503);
  // A mistyped key needs no look-up to be refused.
  expect((await shop.call('GET', '/balance', { key: 'psnb2b_live_x' })).status).toBe(401);

  proxy.setAway(false);
  await vi.waitFor(async () => {
    expect((await fetch(`${shop.url}/readyz`)).status).toBe(200);
  }, PATIENCE);
  const retried = await shop.call<Order>('POST', '/orders', {
    key,
    idempotencyKey: 'POST/orders',
    body: BODY,
  });
  expect(retried.status).toBe(201);
  expect(retried.headers.has('idempotent-replayed')).toBe(false);
  const { body } = await shop.call('GET', '/balance', { key });
  expect(body.balance).toBe('406.00');
  expect(await shop.verify()).toEqual([]);
});
