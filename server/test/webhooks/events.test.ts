/**
 * Guards: the events other than those of orders, each sent when its condition begins and to endpoints that subscribed
 * to it: a low balance once, a rotated key without its text, changes of the inventory at most once a minute; and the
 * worker deletes what is older than its retention, and nothing sooner.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { announceInventory } from '../../src/acts/index.ts';
import { drivenClock } from '../../src/kit/clock.ts';
import { formatId } from '../../src/kit/ids.ts';
import { rotateKey } from '../../src/partners/index.ts';
import type { Deliverer } from '../../src/webhooks/index.ts';
import { createWorker } from '../../src/worker.ts';
import { answer, openReceiver, type Shop, type WebhookReceiver } from '../../testkit/index.ts';
import {
  deliveriesOf,
  openWebhookDesk,
  order,
  register,
  type WebhookDesk,
  webhookBuyer,
} from './rig.ts';

const SECOND = 1_000;
const DAY = 24 * 3_600 * SECOND;
const clock = drivenClock();
let desk: WebhookDesk;
let shop: Shop;
let receiver: WebhookReceiver;
let worker: Deliverer;
beforeAll(async () => {
  desk = await openWebhookDesk({ clock, codes: 50 });
  ({ shop, receiver, worker } = desk);
});
afterAll(() => desk[Symbol.asyncDispose]());
beforeEach(() => {
  receiver.received.length = 0;
  receiver.behaviour = answer(200);
});

/** Returns what has arrived since the last call. */
async function receivedEvents() {
  await worker.drain();
  return receiver.received.splice(0).map(({ event }) => event);
}

test('balance.low: once when it falls below the threshold, and again after a deposit', async () => {
  const { partnerId } = await shop.buyer({ balance: '200.00', lowBalance: 100_00 });
  const scopes = ['read', 'orders', 'webhooks'];
  const { text: key } = await shop.key(partnerId, { scopes });
  await register(shop, key, receiver.url, ['balance.low']);
  // 47.00 each.
  const buy = async () => {
    expect((await order(shop, key)).status).toBe(201);
    return (await receivedEvents()).map(({ type, data }) => [type, data]);
  };
  const low = (available: string) => [
    ['balance.low', { available, threshold: '100.00', currency: 'USD' }],
  ];
  expect(await buy()).toEqual([]);
  expect(await buy()).toEqual([]);
  expect(await buy()).toEqual(low('59.00'));
  expect(await buy()).toEqual([]);
  await shop.deposit(partnerId, '100.00');
  expect(await receivedEvents()).toEqual([]);
  expect(await buy()).toEqual(low('65.00'));
});

test('key.rotated: names both keys and shows neither', async () => {
  const { partnerId, key } = await webhookBuyer(shop);
  await register(shop, key, receiver.url);
  const old = await shop.key(partnerId, { scopes: ['read'] });
  const by = { actor: 'operator:test', at: clock.now() };
  const rotated = await shop.app.database.transaction((tx) =>
    rotateKey(tx, shop.app, old.keyId, DAY, by),
  );
  await worker.drain();
  expect(receiver.received.map(({ event }) => event)).toMatchObject([
    {
      type: 'key.rotated',
      data: {
        key_id: formatId('key', rotated.key.keyId),
        replaces: formatId('key', old.keyId),
        old_expires_at: new Date(clock.now().getTime() + DAY).toISOString(),
        scopes: ['read'],
      },
    },
  ]);
  expect(receiver.received[0]?.body).not.toContain(old.text);
  expect(receiver.received[0]?.body).not.toContain(rotated.text);
});

test('inventory.changed: for subscribers, one event for all changes of a minute', async () => {
  const [asked, other] = [await webhookBuyer(shop), await webhookBuyer(shop)];
  await register(shop, asked.key, receiver.url, ['inventory.changed']);
  await register(shop, other.key, receiver.url);
  const announced = async () => {
    await shop.app.inventory.refresh();
    await announceInventory(shop.app);
    return receivedEvents();
  };
  // It begins with what changes from now on.
  expect(await announced()).toEqual([]);
  await shop.stock({ codes: 1 });
  const first = await announced();
  expect(first).toMatchObject([
    { type: 'inventory.changed', data: { skus: ['PSN-US-50'], has_more: false } },
  ]);
  await shop.stock({ codes: 1 });
  await shop.stock({ codes: 1, denomination: 20 });
  clock.advance(59 * SECOND);
  expect(await announced()).toEqual([]);
  await shop.stock({ codes: 1, region: 'GB' });
  clock.advance(SECOND);
  const second = await announced();
  expect(second).toMatchObject([{ type: 'inventory.changed', data: { has_more: false } }]);
  const { skus, since } = (second[0]?.data ?? {}) as { skus: string[]; since: string };
  expect(skus.toSorted()).toEqual(['PSN-GB-50', 'PSN-US-20', 'PSN-US-50']);
  // It names where its changes can be read.
  const path = `/inventory/changes?since=${since}`;
  const changes = await shop.call<{ data: { sku: string }[] }>('GET', path, { key: asked.key });
  expect(changes.body.data.map(({ sku }) => sku).toSorted()).toEqual(skus.toSorted());
  // A change while another transaction is open, in whichever database, is reported once more.
  const later = () => {
    clock.advance(60 * SECOND);
    return announced();
  };
  await expect.poll(later, { timeout: 30_000 }).toEqual([]);
  const tenants = await shop.rows(
    `SELECT DISTINCT tenant_id FROM events.outbox WHERE type = 'inventory.changed'`,
  );
  expect(tenants).toHaveLength(1);
});

test('kept for 30 days, then deleted in the background', async () => {
  const { key } = await webhookBuyer(shop);
  await using own = await openReceiver();
  const { id } = await register(shop, key, own.url);
  own.behaviour = answer(500);
  await order(shop, key);
  await worker.drain();
  clock.advance(60 * SECOND);
  await worker.drain();
  const events = async () => (await shop.call('GET', '/events', { key })).body.data as object[];
  const attempts = () =>
    shop.rows(
      `SELECT FROM webhooks.attempts a JOIN webhooks.cursors c USING (endpoint_id)
        WHERE c.tenant_id = (SELECT max(tenant_id) FROM webhooks.cursors)`,
    );
  const round = async (days: number) => {
    clock.advance(days * DAY);
    await using jobs = createWorker(shop.app);
    await jobs.drain();
  };
  await round(1);
  await worker.drain();
  expect(await deliveriesOf(shop, key, id, '?status=exhausted')).toHaveLength(3);
  await round(29);
  // The last one says that the endpoint fails, and is not sent to it.
  expect(await events()).toHaveLength(4);
  expect(await attempts()).toHaveLength(6);
  own.behaviour = answer(200);
  own.received.length = 0;
  const replay = { key, body: { after: 0 } };
  await shop.call('POST', `/webhook_endpoints/${id}/replay`, replay);
  await worker.drain();
  expect(own.received.map(({ event }) => event.sequence).toSorted()).toEqual([1, 2, 3]);
  await round(3);
  expect(await events()).toEqual([]);
  expect(await deliveriesOf(shop, key, id)).toEqual([]);
  expect(await attempts()).toEqual([]);
  await order(shop, key);
  await worker.drain();
  expect(own.received.slice(3).map(({ event }) => event.sequence)).toEqual([5, 6, 7]);
  expect(await shop.verify()).toEqual([]);
});
