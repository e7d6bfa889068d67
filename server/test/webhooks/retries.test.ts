/**
 * Guards: failed deliveries are retried on time, by the app's clock: a receiver that is down for six hours gets
 * everything once it is up, one that stays down ends with exhausted deliveries that can be replayed, 410 and three days
 * of failures disable an endpoint with a notification, and a hostile receiver causes failures of its own deliveries and
 * nothing else.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { type Deliverer, listNotices } from '../../src/webhooks/index.ts';
import {
  answer,
  hostile,
  openReceiver,
  openShop,
  type Shop,
  type WebhookReceiver,
} from '../../testkit/index.ts';
import { DEVELOPMENT, deliveriesOf, driven, order, register, webhookBuyer } from './rig.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const clock = drivenClock();
let shop: Shop;
let receiver: WebhookReceiver;
let worker: Deliverer;
beforeAll(async () => {
  shop = await openShop({ env: DEVELOPMENT, clock });
  await shop.stock({ codes: 200 });
});
afterAll(() => shop[Symbol.asyncDispose]());

async function opened(work: () => Promise<void>): Promise<void> {
  receiver = await openReceiver();
  worker = driven(shop.app);
  try {
    await work();
    expect(await shop.verify()).toEqual([]);
  } finally {
    await worker[Symbol.asyncDispose]();
    await receiver[Symbol.asyncDispose]();
  }
}

async function pass(milliseconds: number, stepMs: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += stepMs) {
    clock.advance(stepMs);
    await worker.drain();
  }
}

test('down for six hours, then up: everything arrives, nothing twice', () =>
  opened(async () => {
    const { key } = await webhookBuyer(shop);
    const endpoint = await register(shop, key, receiver.url);
    receiver.behaviour = answer(503, {}, 'closed');
    for (let count = 0; count < 5; count += 1) await order(shop, key);
    await worker.drain();
    await pass(6 * HOUR, HOUR / 4);
    const failed = await deliveriesOf(shop, key, endpoint.id, '?status=waiting&limit=100');
    expect(failed).toHaveLength(15);
    expect(failed[0]?.attempts.at(-1)).toMatchObject({
      status: 503,
      error: 'status',
      reply: 'closed',
    });
    receiver.received.length = 0;
    receiver.behaviour = answer(204);
    await pass(8 * HOUR, HOUR / 2);
    const sequences = receiver.received.map(({ event }) => event.sequence);
    expect(sequences.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 15 }, (_, n) => n + 1),
    );
    expect(await deliveriesOf(shop, key, endpoint.id, '?status=delivered&limit=100')).toHaveLength(
      15,
    );
  }));

test('down for a day: exhausted, and replayed on request', () =>
  opened(async () => {
    const { key } = await webhookBuyer(shop);
    const endpoint = await register(shop, key, receiver.url);
    receiver.behaviour = answer(500);
    await order(shop, key);
    await worker.drain();
    await pass(25 * HOUR, 10 * SECOND * 60);
    const exhausted = await deliveriesOf(shop, key, endpoint.id);
    expect(exhausted.map(({ status }) => status)).toEqual(['exhausted', 'exhausted', 'exhausted']);
    for (const { attempts } of exhausted) {
      const [first, last] = [attempts[0], attempts.at(-1)];
      const took = Date.parse(last?.at ?? '') - Date.parse(first?.at ?? '');
      expect(took).toBeLessThanOrEqual(24 * HOUR);
      expect(attempts.length).toBeGreaterThan(8);
    }
    receiver.received.length = 0;
    receiver.behaviour = answer(200);
    const path = `/webhook_endpoints/${endpoint.id}/replay`;
    const replayed = await shop.call('POST', path, { key, body: { after: 0 } });
    expect(replayed).toMatchObject({
      status: 202,
      body: { events: 3, through: 3, has_more: false },
    });
    await worker.drain();
    expect(receiver.received.map(({ event }) => event.sequence).toSorted()).toEqual([1, 2, 3]);
    expect(receiver.received.map(({ headers }) => headers['webhook-id']).toSorted()).toEqual(
      exhausted.map(({ event_id }) => event_id).toSorted(),
    );
  }));

test('410 disables at once, three days of failures in the end, and both leave a notification', () =>
  opened(async () => {
    const { key } = await webhookBuyer(shop);
    const gone = await register(shop, key, receiver.url);
    receiver.behaviour = answer(410);
    await order(shop, key);
    await worker.drain();
    const read = (id: string) => shop.call('GET', `/webhook_endpoints/${id}`, { key });
    expect((await read(gone.id)).body).toMatchObject({ status: 'disabled', status_reason: 'gone' });
    const dropped = await deliveriesOf(shop, key, gone.id);
    expect(dropped.map(({ status }) => status)).toEqual(['dropped', 'dropped', 'dropped']);

    receiver.behaviour = answer(500);
    const failing = await register(shop, key, receiver.url);
    for (let day = 0; day < 4; day += 1) {
      await order(shop, key);
      await worker.drain();
      await pass(24 * HOUR, 2 * HOUR);
    }
    expect((await read(failing.id)).body).toMatchObject({ status_reason: 'failing' });
    const reasons = (await listNotices(shop.app.database.reads)).map(({ reason }) => reason);
    expect(reasons.filter((each) => each !== 'exhausted')).toEqual(['gone', 'failing']);
    // Deliveries that waited can be replayed.
    receiver.behaviour = answer(200);
    const path = `/webhook_endpoints/${gone.id}`;
    await shop.call('PATCH', path, { key, body: { status: 'enabled' } });
    receiver.received.length = 0;
    await shop.call('POST', `${path}/replay`, { key, body: { after: 0, through: 3 } });
    await worker.drain();
    expect(receiver.received.map(({ event }) => event.sequence).toSorted()).toEqual([1, 2, 3]);
  }));

describe('a hostile receiver', () => {
  test.each([
    ['that cuts the connection', hostile.reset, 'connection'],
    ['that speaks no HTTP', hostile.nonsense, 'protocol'],
    ['that never answers', hostile.hang, 'timeout'],
    ['that drips a byte a second', hostile.drip, 'timeout'],
    ['that redirects', answer(301, { location: 'http://169.254.169.254/' }), 'redirect'],
    ['that floods with a good status', hostile.flood, null],
  ] as const)('%s', (_name, behaviour, error) =>
    opened(async () => {
      const { key } = await webhookBuyer(shop);
      const endpoint = await register(shop, key, receiver.url);
      receiver.behaviour = behaviour;
      await shop.call('POST', `/webhook_endpoints/${endpoint.id}/test`, { key });
      await worker.drain();
      const [delivery] = await deliveriesOf(shop, key, endpoint.id);
      expect(delivery?.attempts).toHaveLength(1);
      expect(delivery?.attempts[0]).toMatchObject({ error });
      expect(delivery?.status).toBe(error === null ? 'delivered' : 'waiting');
    }),
  );

  test('that asks for a retry in a year gets one within the hour', () =>
    opened(async () => {
      const { key } = await webhookBuyer(shop);
      const endpoint = await register(shop, key, receiver.url);
      receiver.behaviour = answer(429, { 'retry-after': String(365 * 24 * 3600) });
      await shop.call('POST', `/webhook_endpoints/${endpoint.id}/test`, { key });
      await worker.drain();
      const [delivery] = await deliveriesOf(shop, key, endpoint.id);
      const waits = Date.parse(delivery?.next_attempt_at ?? '') - clock.now().getTime();
      expect(waits).toBe(HOUR);
    }));
});
