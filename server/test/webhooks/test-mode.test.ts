/**
 * Guards: webhooks work in test mode as in live mode, apart from it: orders, claims and samples are sent signed to test endpoints alone, and
 * the test clock lets retries come due, run out, and disable an endpoint.
 */
import { eventTypeNames, sampleStatesOf, type TestClock } from '@psnb2b/contract';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { playNexts } from '../../src/orders/index.ts';
import type { Deliverer } from '../../src/webhooks/index.ts';
import { answer, type Shop, type WebhookReceiver } from '../../testkit/index.ts';
import {
  deliveriesOf,
  openWebhookDesk,
  order,
  register,
  type WebhookDesk,
  webhookBuyer,
} from './rig.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;
let desk: WebhookDesk;
let shop: Shop;
let receiver: WebhookReceiver;
let worker: Deliverer;
let key: string;
let live: string;
beforeAll(async () => {
  desk = await openWebhookDesk({ codes: 10 });
  ({ shop, receiver, worker } = desk);
});
afterAll(() => desk[Symbol.asyncDispose]());
beforeEach(async () => {
  const buyer = await webhookBuyer(shop, 'test');
  key = buyer.key;
  const scopes = ['read', 'orders', 'codes', 'webhooks'];
  live = (await shop.key(buyer.partnerId, { scopes })).text;
  await shop.deposit(buyer.partnerId, '100.00');
  receiver.received.length = 0;
  receiver.behaviour = answer(200);
});

const advance = (seconds: number) =>
  shop.call<TestClock>('POST', '/test/clock', { key, body: { advance_seconds: seconds } });
const emit = (type: string, state?: string) =>
  shop.call('POST', '/test/events', { key, body: { type, ...(state && { state }) } });
const statusesOf = async (endpointId: string) =>
  (await deliveriesOf(shop, key, endpointId)).map(({ status }) => status);

test('an order of 101 is reported as it passes its states, signed, in mode test', async () => {
  const endpoint = await register(shop, key, receiver.url);
  await order(shop, key, { quantity: 101 });
  await worker.drain();
  await advance(5);
  await playNexts(shop.app);
  await worker.drain();
  expect(
    receiver.received.map(({ event }) => [
      event.mode,
      event.sequence,
      (event.data as { order: { status: string } }).order.status,
    ]),
  ).toEqual([
    ['test', 1, 'pending'],
    ['test', 2, 'paid'],
    ['test', 3, 'delivered'],
  ]);
  for (const { body, headers } of receiver.received) {
    const signed = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;
    const named = Object.fromEntries(signed.map((name) => [name, String(headers[name])]));
    expect(() => new StandardWebhook(endpoint.secret).verify(body, named)).not.toThrow();
    expect(body).not.toMatch(/TEST-/);
  }
});

test('a live endpoint gets no test event, and a test endpoint no live one', async () => {
  await register(shop, live, `${receiver.url}/live`);
  await register(shop, key, `${receiver.url}/test`);
  await order(shop, key);
  await order(shop, live);
  await emit('claim.status_changed', 'approved');
  await worker.drain();
  const seen = receiver.received.map(({ path, event }) => [path.split('/').at(-1), event.mode]);
  expect(new Set(seen.map(String))).toEqual(new Set(['live,live', 'test,test']));
  expect(seen.filter(([where]) => where === 'test')).toHaveLength(4);
});

test('every sample is sent to an endpoint that receives its type', async () => {
  await register(shop, key, receiver.url, eventTypeNames);
  const all = eventTypeNames.flatMap((type) => sampleStatesOf(type).map((state) => [type, state]));
  for (const [type, state] of all) expect((await emit(type ?? '', state)).status).toBe(202);
  await worker.drain();
  const sent = receiver.received.toSorted((a, b) => a.event.sequence - b.event.sequence);
  expect(sent.map(({ event }) => event.type)).toEqual(all.map(([type]) => type));
});

test('retries come due with the test clock, until they are exhausted', async () => {
  const endpoint = await register(shop, key, receiver.url);
  receiver.behaviour = answer(503);
  await emit('balance.low');
  await worker.drain();
  expect(receiver.received).toHaveLength(1);
  await worker.drain();
  expect(receiver.received, 'a retry waits for its time').toHaveLength(1);
  await advance(10);
  await worker.drain();
  expect(receiver.received).toHaveLength(2);
  receiver.behaviour = answer(200);
  await advance(HOUR);
  await worker.drain();
  expect(await statusesOf(endpoint.id)).toEqual(['delivered']);

  receiver.behaviour = answer(503);
  await emit('balance.low');
  await worker.drain();
  for (let tries = 0; tries < 14; tries += 1) {
    await advance(6 * HOUR);
    await worker.drain();
  }
  expect((await statusesOf(endpoint.id))[0]).toBe('exhausted');
  expect(await shop.verify()).toEqual([]);
});

test('an endpoint that fails for three days of the test clock is disabled', async () => {
  const endpoint = await register(shop, key, receiver.url);
  receiver.behaviour = answer(503);
  await emit('balance.low');
  await worker.drain();
  await advance(3 * DAY + HOUR);
  await worker.drain();
  const path = `/webhook_endpoints/${endpoint.id}`;
  expect((await shop.call('GET', path, { key })).body).toMatchObject({
    ...{ status: 'disabled', status_reason: 'failing' },
  });
});

test('an endpoint of another partner waits as before', async () => {
  const other = await webhookBuyer(shop, 'test');
  const endpoint = await register(shop, other.key, receiver.url);
  receiver.behaviour = answer(503);
  await shop.call('POST', '/test/events', { key: other.key, body: { type: 'balance.low' } });
  await worker.drain();
  await advance(30 * DAY);
  await worker.drain();
  const [waiting] = await deliveriesOf(shop, other.key, endpoint.id);
  expect(waiting).toMatchObject({ status: 'waiting' });
  expect(waiting?.attempts).toHaveLength(1);
});
