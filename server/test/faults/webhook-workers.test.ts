/**
 * Guards: a webhook worker that dies, freezes or is asked to end loses nothing. What it had POSTed but not recorded is
 * sent again within 60 s under the same id, another worker sends what it had not begun, and two workers on one database
 * send each event once.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { Deliverer } from '../../src/webhooks/index.ts';
import {
  answer,
  holding,
  openReceiver,
  openShop,
  type Received,
  type Shop,
  startWorker,
  testDatabase,
  type WebhookReceiver,
} from '../../testkit/index.ts';
import { DEVELOPMENT, deliveriesOf, order, register, webhookBuyer } from '../webhooks/rig.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const SECOND = 1_000;
const LEASE = 30 * SECOND;
const PATIENCE = { timeout: 120_000, interval: 50 };

let shop: Shop;
let receiver: WebhookReceiver;
let dataDir: string;
let env: NodeJS.ProcessEnv;
let stack: AsyncDisposableStack;
beforeAll(async () => {
  stack = new AsyncDisposableStack();
  const { url } = stack.use(await testDatabase());
  dataDir = await mkdtemp(join(tmpdir(), 'psnb2b-workers-'));
  stack.defer(() => rm(dataDir, { recursive: true }));
  shop = stack.use(await openShop({ databaseUrl: url, dataDir, env: DEVELOPMENT }));
  env = { DATABASE_URL: url, ...DEVELOPMENT };
  await shop.stock({ codes: 500 });
});
afterAll(() => stack.disposeAsync());
beforeEach(async () => {
  receiver = await openReceiver();
});
afterEach(async () => {
  await receiver[Symbol.asyncDispose]();
  expect(await shop.verify()).toEqual([]);
});

const work = () => startWorker(dataDir, env);

async function subject() {
  const { key } = await webhookBuyer(shop);
  return { key, id: (await register(shop, key, receiver.url)).id };
}

/** Ends leases as if time had passed: they end by the database's clock. */
async function passForLeases(ms: number): Promise<void> {
  await shop.rows('UPDATE webhooks.cursors SET leased_until = leased_until - $1::interval', [
    `${ms} ms`,
  ]);
}

/** A worker of this process whose clock is ahead by so much. */
async function inherit(aheadMs: number): Promise<void> {
  await passForLeases(aheadMs);
  const clock = { ...shop.app.clock, now: () => new Date(Date.now() + aheadMs) };
  await using heir = new Deliverer({ ...shop.app, clock });
  await heir.drain();
}

const sequences = (received: readonly Received[]) =>
  received.map(({ event }) => event.sequence).toSorted((a, b) => a - b);

/** Waits until everything has been delivered and recorded. */
const settled = (key: string, id: string, count: number) =>
  vi.waitFor(async () => {
    const found = await deliveriesOf(shop, key, id, '?status=delivered&limit=100');
    expect(found).toHaveLength(count);
  }, PATIENCE);

test('killed between the POST and its record: sent again under the same id', async () => {
  await using worker = work();
  const { behaviour } = holding();
  receiver.behaviour = behaviour;
  const { key, id } = await subject();
  for (let count = 0; count < 6; count += 1) await order(shop, key);
  // As many attempts as run at once: all of them have arrived completely.
  await receiver.waitFor(4);
  await worker.kill();
  const cut = receiver.received.splice(0);
  expect(cut).toHaveLength(4);

  receiver.behaviour = answer(200);
  await inherit(0);
  expect(receiver.received).toEqual([]);
  await inherit(LEASE + SECOND);
  expect(sequences(receiver.received)).toEqual(Array.from({ length: 18 }, (_, n) => n + 1));
  for (const { headers, body } of cut) {
    const again = receiver.received.find((each) => each.body === body);
    expect(again?.headers['webhook-id']).toBe(headers['webhook-id']);
    expect(again?.headers['x-psnb2b-delivery']).not.toBe(headers['x-psnb2b-delivery']);
  }
  await settled(key, id, 18);
});

test('asked to end: waits for running attempts, records them, and releases its endpoints', async () => {
  await using worker = work();
  const { behaviour, release } = holding();
  receiver.behaviour = behaviour;
  const { key, id } = await subject();
  await order(shop, key);
  await receiver.waitFor(1);
  const stopped = worker.stop();
  await worker.logged(/"stopping"/);
  release();
  expect(await stopped).toBe(0);
  expect(await deliveriesOf(shop, key, id)).toMatchObject([{ sequence: 1, status: 'delivered' }]);
  const leases = await shop.rows('SELECT FROM webhooks.cursors WHERE worker IS NOT NULL');
  expect(leases).toEqual([]);
  receiver.behaviour = answer(200);
  await inherit(0);
  expect(sequences(receiver.received)).toEqual([1, 2, 3]);
});

test('two processes on one database: each event once', async () => {
  await using first = work();
  await using second = work();
  await Promise.all([first.logged(/ALLOW_PRIVATE/), second.logged(/ALLOW_PRIVATE/)]);
  const subjects = await Promise.all(Array.from({ length: 6 }, subject));
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(subjects.map(({ key }) => order(shop, key)));
  }
  for (const { key, id } of subjects) await settled(key, id, 15);
  const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
  expect(ids).toHaveLength(6 * 15);
  expect(new Set(ids).size).toBe(6 * 15);
  expect(await Promise.all([first.stop(), second.stop()])).toEqual([0, 0]);
});

test('two workers share the endpoints, and one that was frozen stops once another has taken over', async () => {
  const clock = drivenClock();
  const [still, heir] = [
    new Deliverer({ ...shop.app, clock }),
    new Deliverer({ ...shop.app, clock }),
  ];
  const [one, two] = [holding(), holding()];
  const mine = await subject();
  for (let count = 0; count < 10; count += 1) await order(shop, mine.key);
  receiver.behaviour = one.behaviour;
  const stood = still.drain();
  await receiver.waitFor(4);
  // Each leaves alone what the other has leased, and leases the rest.
  const other = await subject();
  await order(shop, other.key);
  receiver.behaviour = answer(200);
  await heir.drain();
  await settled(other.key, other.id, 3);
  expect(receiver.received).toHaveLength(4 + 3);

  clock.advance(LEASE);
  await passForLeases(LEASE);
  receiver.behaviour = two.behaviour;
  const inherited = heir.drain();
  await receiver.waitFor(4 + 3 + 4);
  one.release();
  await stood;
  expect(receiver.received).toHaveLength(4 + 3 + 4);
  receiver.behaviour = answer(200);
  two.release();
  await inherited;
  await settled(mine.key, mine.id, 30);
  expect(receiver.received).toHaveLength(4 + 3 + 30);
  const twice = receiver.received.slice(0, 4).map(({ headers }) => headers['webhook-id']);
  const ids = receiver.received.slice(7).map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(30);
  expect(ids).toEqual(expect.arrayContaining(twice));
  await still[Symbol.asyncDispose]();
  await heir[Symbol.asyncDispose]();
});
