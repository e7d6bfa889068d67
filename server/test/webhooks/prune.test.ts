/** Guards: nothing of a deleted event stays, also what was recorded of it after it was deleted. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pruneWebhooks } from '../../src/webhooks/index.ts';
import { drivenClock } from '../../testkit/index.ts';
import { openWebhookDesk, order, register, type WebhookDesk, webhookBuyer } from './rig.ts';

const DAY_MS = 86_400_000;
const clock = drivenClock(new Date('2026-03-02T12:00:00Z'));
let desk: WebhookDesk;
beforeAll(async () => {
  desk = await openWebhookDesk({ codes: 10, clock });
});
afterAll(() => desk[Symbol.asyncDispose]());

test('an attempt that was recorded after its event was deleted goes with the next events', async () => {
  const { shop, worker, receiver } = desk;
  const { key } = await webhookBuyer(shop);
  await register(shop, key, receiver.url);
  const kept = async (table: string) =>
    shop.rows<{ sequence: number }>(`SELECT sequence FROM webhooks.${table} ORDER BY sequence`);
  await order(shop, key);
  await worker.drain();
  const [first] = await kept('deliveries');
  const attempt = () =>
    shop.rows(
      `INSERT INTO webhooks.attempts (endpoint_id, sequence, attempt_id, at, duration_ms)
       SELECT endpoint_id, $1, gen_random_uuid(), $2, 1 FROM webhooks.endpoints`,
      [first?.sequence, clock.now()],
    );
  await attempt();
  clock.advance(20 * DAY_MS);
  await order(shop, key);
  await worker.drain();
  clock.advance(20 * DAY_MS);
  expect(await pruneWebhooks(shop.app)).toBe(1);
  expect(await kept('attempts')).toEqual([]);
  const left = await kept('deliveries');
  expect(left.length).toBeGreaterThan(0);
  expect(left).not.toContainEqual(first);
  await attempt();
  expect(await pruneWebhooks(shop.app)).toBe(0);
  clock.advance(20 * DAY_MS);
  expect(await pruneWebhooks(shop.app)).toBe(1);
  expect(await kept('attempts')).toEqual([]);
  expect(await kept('deliveries')).toEqual([]);
});
