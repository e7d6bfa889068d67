/**
 * Guards: nothing of a deleted event stays, also what was recorded of it after it was deleted; old events of all streams are deleted in one
 * round; nothing that verify counts needs them.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pruneWebhooks } from '../../src/webhooks/index.ts';
import { buy, decide, drivenClock, file } from '../../testkit/index.ts';
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

test('nothing is called broken once the events of an order and of its claim are deleted', async () => {
  const { shop } = desk;
  const { key } = await shop.buyer({ balance: '500.00' });
  const { order: bought, codes } = await buy(shop, key, 1);
  const claim = await file(shop, key, bought.id, [codes[0]?.id]);
  expect(claim.status).toBe(201);
  await decide(shop, claim.body.id, 'rejected');
  expect(await shop.verify()).toEqual([]);
  clock.advance(40 * DAY_MS);
  expect(await pruneWebhooks(shop.app)).toBeGreaterThan(0);
  expect(await shop.verify()).toEqual([]);
});

test('one round deletes the old events of every stream, however many there are, and no younger ones', async () => {
  const { shop } = desk;
  clock.advance(20 * DAY_MS);
  await pruneWebhooks(shop.app);
  // More streams than one search looks at, and one of them with more events than one transaction deletes.
  const [streams, first, events] = [450, 100_000, 4_500];
  const old = new Date(clock.now().getTime() - 40 * DAY_MS);
  await shop.owner.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO events.streams (tenant_id, last_sequence)
       SELECT $2 + n, CASE WHEN n = 7 THEN $3 ELSE 2 END FROM generate_series(1, $1::int) n`,
      [streams, first, events],
    );
    await tx.query(
      `INSERT INTO events.outbox (tenant_id, sequence, event_id, type, subject, data, created_at)
       SELECT s.tenant_id, n, gen_random_uuid(), 'a.b', gen_random_uuid(), '{}',
              CASE WHEN n = s.last_sequence THEN $2::timestamptz ELSE $1::timestamptz END
         FROM events.streams s CROSS JOIN LATERAL generate_series(1, s.last_sequence) n
        WHERE s.tenant_id > $3`,
      [old, clock.now(), first],
    );
  });
  await pruneWebhooks(shop.app);
  const left = await shop.rows<{ young: boolean; streams: number; events: number }>(
    `SELECT created_at > $1 AS young, count(DISTINCT tenant_id)::int AS streams, count(*)::int AS events
       FROM events.outbox WHERE tenant_id > $2 GROUP BY 1`,
    [old, first],
  );
  expect(left).toEqual([{ young: true, streams, events: streams }]);
  expect(await shop.verify()).toEqual([]);
});
