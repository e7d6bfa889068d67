/**
 * Guards: the checks of streams and deliveries in `verify`. Each check names what was damaged on purpose, and nothing
 * else; otherwise an empty result would mean nothing.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseId } from '../../src/kit/ids.ts';
import { answer, openReceiver, openShop, type Shop } from '../../testkit/index.ts';
import { DEVELOPMENT, driven, order, register, webhookBuyer } from './rig.ts';

let shop: Shop;
let endpointId: string;
let tenantId: number;
beforeAll(async () => {
  shop = await openShop({ env: DEVELOPMENT });
  await shop.stock({ codes: 10 });
  const { key } = await webhookBuyer(shop);
  await using receiver = await openReceiver();
  await using worker = driven(shop.app);
  const { id } = await register(shop, key, receiver.url);
  endpointId = parseId('whe', id) ?? '';
  await order(shop, key);
  await worker.drain();
  receiver.behaviour = answer(500);
  await order(shop, key);
  await worker.drain();
  const [row] = await shop.rows<{ tenant: number }>(
    'SELECT tenant_id AS tenant FROM webhooks.endpoints',
  );
  tenantId = row?.tenant ?? 0;
});
afterAll(() => shop[Symbol.asyncDispose]());

/** Runs SQL with all triggers disabled: damage ignores them. */
const damage = (statement: string) =>
  shop.rows(
    `DO $$ BEGIN SET LOCAL session_replication_role = replica; ${statement}; END $$`
      .replaceAll(':tenant', String(tenantId))
      .replaceAll(':endpoint', `'${endpointId}'`),
  );

test('undamaged data has no violations', async () => {
  expect(await shop.verify()).toEqual([]);
});

const DAMAGES = [
  [
    'a gap in a stream',
    'CREATE TABLE kept AS SELECT * FROM events.outbox WHERE tenant_id = :tenant AND sequence = 5; ' +
      'DELETE FROM events.outbox WHERE tenant_id = :tenant AND sequence = 5',
    'INSERT INTO events.outbox SELECT * FROM kept; DROP TABLE kept',
    () => [expect.stringMatching(/^O3: order /), `E1: stream of tenant ${tenantId}`],
  ],
  [
    'a stream that counts on',
    'UPDATE events.streams SET last_sequence = last_sequence + 1 WHERE tenant_id = :tenant',
    'UPDATE events.streams SET last_sequence = last_sequence - 1 WHERE tenant_id = :tenant',
    () => [`E1: stream of tenant ${tenantId}`],
  ],
  [
    'an event without a stream',
    "INSERT INTO events.outbox VALUES (9999, 1, '00000000-0000-7000-8000-000000000001', 'x', gen_random_uuid(), '{}', now())",
    'DELETE FROM events.outbox WHERE tenant_id = 9999',
    () => ['E2: event 00000000-0000-7000-8000-000000000001 of tenant 9999'],
  ],
  [
    'the row of a delivery that was made',
    'CREATE TABLE kept AS SELECT * FROM webhooks.deliveries WHERE sequence = 2; ' +
      'DELETE FROM webhooks.deliveries WHERE sequence = 2',
    'INSERT INTO webhooks.deliveries SELECT * FROM kept; DROP TABLE kept',
    () => [`E1a: event 2 of tenant ${tenantId} at endpoint ${endpointId}`],
  ],
  [
    'the row of a delivery that waits',
    'CREATE TABLE kept AS SELECT * FROM webhooks.deliveries WHERE sequence = 4; ' +
      'DELETE FROM webhooks.deliveries WHERE sequence = 4',
    'INSERT INTO webhooks.deliveries SELECT * FROM kept; DROP TABLE kept',
    () => [`E1a: event 4 of tenant ${tenantId} at endpoint ${endpointId}`],
  ],
  [
    'an endpoint beyond the end of its stream',
    'UPDATE webhooks.cursors SET position = position + 1',
    'UPDATE webhooks.cursors SET position = position - 1',
    () => [`E1b: endpoint ${endpointId}`],
  ],
  [
    'something that waits where nothing is sent',
    'UPDATE webhooks.cursors SET enabled = false',
    'UPDATE webhooks.cursors SET enabled = true',
    () => [`E1b: endpoint ${endpointId}`],
  ],
] as const;

test.each(DAMAGES)('%s is named', async (_name, harm, mend, expected) => {
  await damage(harm);
  try {
    expect(await shop.verify()).toEqual(expected());
  } finally {
    await damage(mend);
  }
  expect(await shop.verify()).toEqual([]);
});
