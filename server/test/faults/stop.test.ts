/**
 * Guards: a server that is asked to stop loses nothing and ends. It reports that it is not ready, refuses new requests
 * with the contract's reply, completes those it has begun, answers half-sent ones, and ends; whatever takes longer than
 * STOP_TIMEOUT_MS is cut off and completed by its retry.
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Order } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import {
  type Barrier,
  callApi,
  openShop,
  placeBarrier,
  type Shop,
  startServer,
  testDatabase,
} from '../../testkit/index.ts';

const PATIENCE = { timeout: 60_000, interval: 50 };
const BODY = { region: 'US', denomination: 50, quantity: 1 };

let stack: AsyncDisposableStack;
let databaseUrl: string;
let dataDir: string;
let shop: Shop;
let barrier: Barrier;
let key: string;
beforeAll(async () => {
  stack = new AsyncDisposableStack();
  databaseUrl = stack.use(await testDatabase()).url;
  dataDir = await mkdtemp(join(tmpdir(), 'psnb2b-stop-'));
  stack.defer(() => rm(dataDir, { recursive: true }));
  shop = stack.use(await openShop({ databaseUrl, dataDir }));
  await shop.stock({ codes: 50 });
  // An order waits in the middle of its transaction until the barrier is opened.
  barrier = await placeBarrier(shop, 'orders.orders');
});
afterAll(() => stack[Symbol.asyncDispose]());
beforeEach(async () => {
  ({ key } = await shop.buyer({ balance: '4700.00' }));
});

const start = (env: NodeJS.ProcessEnv = {}) =>
  startServer(dataDir, { DATABASE_URL: databaseUrl, DATABASE_TIMEOUT_MS: '60000', ...env });

/** Places an order and waits until it has reached the barrier. */
async function begin(url: string, idempotencyKey: string) {
  const placing = callApi<Order>(url, 'POST', '/orders', { key, idempotencyKey, body: BODY });
  const settled = placing.catch(() => null);
  await vi.waitFor(async () => {
    expect(await barrier.waiting()).toBe(1);
  }, PATIENCE);
  // Not the promise itself, because then the caller would wait for it.
  return { settled };
}

/** Sends a part of a request and returns what arrives until the other side closes. */
async function half(url: string, text: string): Promise<{ socket: Socket; all: Promise<string> }> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  let received = '';
  socket.on('data', (bytes) => {
    received += String(bytes);
  });
  socket.on('error', () => {});
  socket.write(text);
  return { socket, all: once(socket, 'close').then(() => received) };
}

const HALF_A_BODY = (bearer: string) =>
  `POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${bearer}\r\n` +
  'Content-Type: application/json\r\nContent-Length: 500\r\nExpect: 100-continue\r\n\r\n{"region"';

test('completes what it has begun, refuses the rest, and does not wait for a half-sent request', async () => {
  await using server = await start();
  await barrier.setOpen(false);
  const { settled } = await begin(server.url, 'under-way');
  const body = await half(server.url, HALF_A_BODY(key));
  const head = await half(server.url, 'GET /api/v1/balance HTTP/1.1\r\nHost:');
  const [continued] = await once(body.socket, 'data');
  expect(String(continued)).toMatch(/^HTTP\/1.1 100 /);

  const stopped = server.stop();
  await vi.waitFor(async () => {
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'stopping' }]);
  }, PATIENCE);
  const refused = await callApi(server.url, 'POST', '/orders', { key, body: BODY });
  expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable', retryable: true } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(refused.headers.get('connection')).toBe('close');

  await barrier.setOpen(true);
  const placed = await settled;
  expect(placed?.status).toBe(201);
  const reply = (await body.all).split('\r\n\r\n').slice(1).join('\r\n\r\n');
  expect(reply).toMatch(/^HTTP\/1.1 503 /);
  expect(reply).toMatch(/content-type: application\/problem\+json/i);
  expect(reply).toMatch(/retry-after: [1-9]/i);
  expect(reply).toMatch(/"code":"unavailable"/);
  expect(await head.all).not.toMatch(/ 200 /);
  expect(await stopped).toBe(0);
  const kept = await shop.call<Order>('GET', `/orders/${placed?.body.id}`, { key });
  expect(kept.body.status).toBe('delivered');
  expect(await shop.verify()).toEqual([]);
});

test('after STOP_TIMEOUT_MS the rest is cut off, and its retry completes it', async () => {
  const server = await start({ STOP_TIMEOUT_MS: '500' });
  await barrier.setOpen(false);
  const { settled } = await begin(server.url, 'cut');
  expect(await server.stop()).toBe(0);
  expect([undefined, 503]).toContain((await settled)?.status);
  await barrier.setOpen(true);
  const options = { key, idempotencyKey: 'cut', body: BODY };
  await vi.waitFor(async () => {
    expect((await shop.call('POST', '/orders', options)).status).toBe(201);
  }, PATIENCE);
  const { body } = await shop.call('GET', '/balance', { key });
  expect(body.balance).toBe('4653.00');
  expect(await shop.verify()).toEqual([]);
});
