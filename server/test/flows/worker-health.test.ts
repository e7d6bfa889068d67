/**
 * Guards: whoever watches a worker learns that it does nothing any more: a loop hangs, or no loop reaches the database. Its metrics are
 * as protected as those beside the API.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { expect, test, vi } from 'vitest';
import { createHealthServer } from '../../src/web/index.ts';
import { createDeliverer, createWorker } from '../../src/worker.ts';
import {
  drivenClock,
  openShop,
  placeBarrier,
  startWorker,
  testDatabase,
} from '../../testkit/index.ts';

const PATIENCE = { timeout: 30_000, interval: 50 };
const MINUTE_MS = 60_000;
const TOKEN = 'a-token-of-sixteen-or-more';

/** A worker that runs, and its health, in a shop whose clock the test drives. */
async function openWorker() {
  await using stack = new AsyncDisposableStack();
  const clock = drivenClock();
  const shop = stack.use(await openShop({ clock }));
  const jobs = stack.use(createWorker(shop.app));
  const deliverer = stack.use(createDeliverer(shop.app));
  jobs.start();
  deliverer.start();
  const health: FastifyInstance = createHealthServer(shop.app, { jobs, deliverer });
  stack.defer(() => health.close());
  const owned = stack.move();
  return {
    ...{ shop, clock },
    healthz: async () => {
      const reply = await health.inject('/healthz');
      return [reply.statusCode, reply.json()];
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

const OK = [200, { status: 'ok' }];

test('a loop that hangs is named, and forgotten once it moves again', async () => {
  await using worker = await openWorker();
  const { shop, clock, healthz } = worker;
  const barrier = await placeBarrier(shop, 'audit.chain');
  await barrier.setOpen(false);
  await shop.partner();
  await vi.waitFor(async () => expect(await barrier.waiting()).toBeGreaterThan(0), PATIENCE);
  expect(await healthz()).toEqual(OK);
  clock.advance(11 * MINUTE_MS);
  // All other loops have moved since.
  await vi.waitFor(async () => {
    expect(await healthz()).toEqual([503, { status: 'stuck', loops: ['chain-audit'] }]);
  }, PATIENCE);
  await barrier.setOpen(true);
  await vi.waitFor(async () => expect(await healthz()).toEqual(OK), PATIENCE);
});

test('a worker that reaches no database for long is unhealthy, and not at once', async () => {
  await using worker = await openWorker();
  const { shop, clock, healthz } = worker;
  await vi.waitFor(async () => expect(await healthz()).toEqual(OK), PATIENCE);
  shop.app.patient.cut();
  clock.advance(4 * MINUTE_MS);
  expect(await healthz()).toEqual(OK);
  clock.advance(2 * MINUTE_MS);
  await vi.waitFor(async () => {
    expect(await healthz()).toEqual([503, { status: 'stuck', loops: ['database'] }]);
  }, PATIENCE);
});

test('a worker alone answers on its own port, which shows metrics only with the token', async () => {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await testDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), 'psnb2b-health-'));
  stack.defer(() => rm(dataDir, { recursive: true }));
  const env = { DATABASE_URL: database.url, HEALTH_PORT: '0', METRICS_TOKEN: TOKEN };
  const worker = stack.use(startWorker(dataDir, env));
  await worker.logged(/health and metrics answer on http:\S+\d/);
  const url = /health and metrics answer on (http:\/\/[\d.:]+)/.exec(worker.logs())?.[1];
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const reply = await fetch(`${url}${path}`, { headers });
    return [reply.status, await reply.text()];
  };
  expect(await get('/healthz')).toEqual([200, '{"status":"ok"}']);
  expect(await get('/readyz')).toEqual([200, '{"status":"ready"}']);
  expect((await get('/metrics'))[0]).toBe(404);
  expect((await get('/metrics', { authorization: `Bearer ${TOKEN}x` }))[0]).toBe(404);
  const [status, text] = await get('/metrics', { authorization: `Bearer ${TOKEN}` });
  expect(status).toBe(200);
  expect(text).toContain('psnb2b_event_loop_delay_seconds{quantile="1"}');
  expect((await get('/api/v1/balance'))[0]).toBe(404);
  // It has no certificate to read again, and stays.
  worker.signal('SIGHUP');
  await worker.logged(/SIGHUP was ignored/);
  expect(await get('/healthz')).toEqual([200, '{"status":"ok"}']);
  expect(await worker.stop()).toBe(0);
});
