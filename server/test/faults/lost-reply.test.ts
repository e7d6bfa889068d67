/**
 * Guards: a reply that is lost after COMMIT never costs twice. Wherever the connection breaks, between client and
 * server or between server and database, the retry with the same key ends in exactly one order.
 */
import type { Order } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type Cut,
  callApi,
  openPostgresProxy,
  openShop,
  openTcpProxy,
  type PostgresProxy,
  type Shop,
  type TestDatabase,
  testDatabase,
} from '../../testkit/index.ts';

let database: TestDatabase;
let proxy: PostgresProxy;
let shop: Shop;
let key: string;
beforeAll(async () => {
  database = await testDatabase();
  proxy = await openPostgresProxy(database.url);
  shop = await openShop({ databaseUrl: proxy.url });
  await shop.stock({ codes: 300 });
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await proxy[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  ({ key } = await shop.buyer({ balance: '4700.00' }));
});

const BODY = { region: 'US', denomination: 50, quantity: 2 };

function place(idempotencyKey: string, more: object = {}) {
  return shop.call<Order>('POST', '/orders', { key, idempotencyKey, body: { ...BODY, ...more } });
}

async function spent(): Promise<number> {
  return 4700 - Number((await shop.call('GET', '/balance', { key })).body.balance);
}

async function withCut<Result>(cut: Cut, work: () => Promise<Result>): Promise<Result> {
  proxy.breakCalls(cut);
  try {
    return await work();
  } finally {
    proxy.breakCalls(null);
  }
}

const UNKNOWN = { status: 503, body: { code: 'outcome_unknown', retryable: true } };

test('cut after COMMIT: the outcome is reported as unknown, and the retry is a replay', async () => {
  for (let turn = 0; turn < 10; turn += 1) {
    const before = proxy.cuts;
    const lost = await withCut('after-commit', () => place(`after-${turn}`));
    expect(lost).toMatchObject(UNKNOWN);
    expect(Number(lost.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(proxy.cuts).toBe(before + 1);
    const retried = await place(`after-${turn}`);
    expect(retried.status).toBe(201);
    expect(retried.headers.get('idempotent-replayed')).toBe('true');
    expect(retried.body.status).toBe('delivered');
  }
  expect(await spent()).toBe(10 * 94);
  expect(await shop.verify()).toEqual([]);
});

test('cut before the call arrives: the retry is the first order', async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    const lost = await withCut('before-call', () => place(`before-${turn}`));
    expect(lost).toMatchObject(UNKNOWN);
    const retried = await place(`before-${turn}`);
    expect(retried.status).toBe(201);
    expect(retried.headers.has('idempotent-replayed')).toBe(false);
  }
  expect(await spent()).toBe(5 * 94);
  expect(await shop.verify()).toEqual([]);
});

test('many at once: each order of a lost batch is completed by its own retry', async () => {
  const names = Array.from({ length: 20 }, (_, turn) => `batch-${turn}`);
  const lost = await withCut('after-commit', () => Promise.all(names.map((name) => place(name))));
  for (const answer of lost) expect(answer).toMatchObject(UNKNOWN);
  // A batch that was sent behind the lost one may not have been placed: its orders are then placed by their retries, and only they.
  const placed = (await spent()) / 94;
  expect(placed).toBeGreaterThan(0);
  const retried = await Promise.all(names.map((name) => place(name)));
  expect(retried.map(({ status }) => status)).toEqual(Array(20).fill(201));
  const replayed = retried.filter(({ headers }) => headers.get('idempotent-replayed') === 'true');
  expect(replayed.length).toBe(placed);
  expect(new Set(retried.map(({ body }) => body.id)).size).toBe(20);
  expect(await spent()).toBe(20 * 94);
  expect(await shop.verify()).toEqual([]);
});

test('without a key the reference finds the order', async () => {
  const body = { ...BODY, reference: 'PO-lost' };
  const lost = await withCut('after-commit', () =>
    shop.call<Order>('POST', '/orders', { key, body }),
  );
  expect(lost).toMatchObject(UNKNOWN);
  const retried = await shop.call('POST', '/orders', { key, body });
  expect(retried).toMatchObject({ status: 409, body: { code: 'reference_in_use' } });
  const found = await shop.call<Order>('GET', `/orders/${retried.body.order_id}`, { key });
  expect(found.body).toMatchObject({ status: 'delivered', reference: 'PO-lost' });
  expect(await spent()).toBe(94);
});

test('cut between client and server: the order was placed, the retry is a replay', async () => {
  let replies = 0;
  const port = Number(new URL(shop.url).port);
  // The reply exists only after the commit, so the connection is cut at its first bytes.
  await using caller = await openTcpProxy(port, () => ({
    fromClient: () => 'pass',
    fromServer: () => {
      replies += 1;
      return 'cut';
    },
  }));
  for (let turn = 0; turn < 10; turn += 1) {
    const sent = { key, idempotencyKey: `caller-${turn}`, body: BODY };
    const lost = callApi(`http://127.0.0.1:${caller.port}`, 'POST', '/orders', sent);
    await expect(lost).rejects.toThrow('fetch failed');
    expect(replies).toBe(turn + 1);
    const retried = await place(`caller-${turn}`);
    expect([retried.status, retried.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
  }
  expect(await spent()).toBe(10 * 94);
  expect(await shop.verify()).toEqual([]);
});
