/**
 * Guards: what an owner can do with endpoints by API: delete one, change its URL and filter, disable and enable it,
 * rotate its secret, test it, and have no more than ten; and where only support registers endpoints, no key registers
 * or moves one.
 */
import { createHmac } from 'node:crypto';
import { webhookEndpointsMax } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { formatId } from '../../src/kit/ids.ts';
import { tenantOf } from '../../src/partners/index.ts';
import { createEndpoint, type Deliverer } from '../../src/webhooks/index.ts';
import {
  answer,
  holding,
  openReceiver,
  openShop,
  type Shop,
  type WebhookReceiver,
} from '../../testkit/index.ts';
import {
  DEVELOPMENT,
  deliveriesOf,
  emit,
  openWebhookDesk,
  order,
  register,
  type WebhookDesk,
  webhookBuyer,
} from './rig.ts';

const HOUR = 3_600_000;
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

const sequences = () =>
  receiver.received.map(({ event }) => event.sequence).toSorted((a, b) => a - b);
const change = (key: string, id: string, body: object) =>
  shop.call('PATCH', `/webhook_endpoints/${id}`, { key, body });

test('a deleted endpoint has no secrets, and nothing more is sent to it', async () => {
  const { key } = await webhookBuyer(shop);
  const { id } = await register(shop, key, receiver.url);
  const path = `/webhook_endpoints/${id}`;
  receiver.behaviour = answer(500);
  await order(shop, key);
  await worker.drain();
  receiver.received.length = 0;
  const deleted = await shop.call('DELETE', path, { key });
  expect([deleted.status, deleted.text]).toEqual([204, '']);
  await order(shop, key);
  clock.advance(HOUR);
  await worker.drain();
  expect(receiver.received).toEqual([]);
  for (const [method, more] of [
    ['GET', ''],
    ['DELETE', ''],
    ['GET', '/deliveries'],
    ['POST', '/test'],
    ['POST', '/rotate'],
  ] as const) {
    const { status } = await shop.call(method, path + more, { key });
    expect([method, more, status]).toEqual([method, more, 404]);
  }
  expect((await change(key, id, { status: 'enabled' })).status).toBe(404);
  expect((await shop.call('GET', '/webhook_endpoints', { key })).body.data).toEqual([]);
  const left = await shop.rows(
    `SELECT FROM webhooks.secrets s JOIN webhooks.endpoints e USING (endpoint_id)
      WHERE e.status = 'deleted'`,
  );
  expect(left).toEqual([]);
  expect(await shop.verify()).toEqual([]);
});

test('a new URL and a new filter apply from the next event on', async () => {
  const { key } = await webhookBuyer(shop);
  const { id } = await register(shop, key, receiver.url);
  await using target = await openReceiver();
  await order(shop, key);
  await worker.drain();
  expect(sequences()).toEqual([1, 2, 3]);
  const moved = await change(key, id, { url: target.url, events: ['webhook.test'] });
  expect(moved).toMatchObject({ status: 200, body: { url: target.url, events: ['webhook.test'] } });
  await order(shop, key);
  await shop.call('POST', `/webhook_endpoints/${id}/test`, { key });
  await worker.drain();
  expect(sequences()).toEqual([1, 2, 3]);
  expect(target.received.map(({ event }) => event.sequence)).toEqual([7]);
  // Events that the old filter excluded do not wait for a new filter.
  await change(key, id, { events: ['order.status_changed'] });
  await order(shop, key);
  await worker.drain();
  expect(target.received.map(({ event }) => event.sequence)).toEqual([7, 8, 9, 10]);
  expect(await shop.verify()).toEqual([]);
});

test('as many deliveries at once as its concurrency says, and four if it says nothing', async () => {
  const { key, partnerId } = await webhookBuyer(shop);
  const { tenantId } = await tenantOf(shop.app.database.reads, partnerId, 'live');
  const { id, concurrency } = await register(shop, key, receiver.url);
  expect(concurrency).toBe(4);
  for (const wanted of [4, 7]) {
    expect((await change(key, id, { concurrency: wanted })).body.concurrency).toBe(wanted);
    const held = holding();
    let open = 0;
    let most = 0;
    receiver.behaviour = (request, response) => {
      open += 1;
      most = Math.max(most, open);
      response.on('close', () => {
        open -= 1;
      });
      held.behaviour(request, response);
    };
    receiver.received.length = 0;
    await emit(shop, tenantId, 10);
    const drained = worker.drain();
    await receiver.waitFor(wanted);
    // One that is too many would have been sent with these.
    await shop.call('GET', `/webhook_endpoints/${id}`, { key });
    expect(most).toBe(wanted);
    receiver.behaviour = answer(200);
    held.release();
    await drained;
    expect(sequences()).toHaveLength(10);
  }
  for (const refused of [0, 33, 1.5]) {
    const answered = await change(key, id, { concurrency: refused });
    const errors = [{ pointer: '/concurrency' }];
    expect(answered).toMatchObject({ status: 422, body: { errors } });
  }
});

test('disabled by its owner: waiting deliveries are dropped, and new events are not sent', async () => {
  const { key } = await webhookBuyer(shop);
  const { id } = await register(shop, key, receiver.url);
  receiver.behaviour = answer(500);
  await order(shop, key);
  await worker.drain();
  const disabled = await change(key, id, { status: 'disabled' });
  expect(disabled.body).toMatchObject({ status: 'disabled', status_reason: 'owner' });
  const dropped = await deliveriesOf(shop, key, id, '?status=dropped');
  expect(dropped.map(({ sequence }) => sequence)).toEqual([3, 2, 1]);
  receiver.behaviour = answer(200);
  receiver.received.length = 0;
  await order(shop, key);
  clock.advance(HOUR);
  await worker.drain();
  const refused = await shop.call('POST', `/webhook_endpoints/${id}/test`, { key });
  expect(refused).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
  expect(await shop.verify()).toEqual([]);
  const enabled = await change(key, id, { status: 'enabled' });
  expect(enabled.body).toMatchObject({ status: 'enabled', status_reason: null });
  await order(shop, key);
  await worker.drain();
  expect(sequences()).toEqual([7, 8, 9]);
  expect(await shop.verify()).toEqual([]);
});

test('a rotation ends with its overlap, and a repeated request shows no secret', async () => {
  const { key } = await webhookBuyer(shop);
  const old = await register(shop, key, receiver.url);
  const path = `/webhook_endpoints/${old.id}`;
  clock.advance(HOUR);
  const rotation = { key, idempotencyKey: 'rotate-1', body: { overlap_seconds: 7_200 } };
  const first = await shop.call<{ secret: string }>('POST', `${path}/rotate`, rotation);
  const repeated = await shop.call('POST', `${path}/rotate`, rotation);
  expect(repeated.status).toBe(200);
  expect(repeated.headers.get('idempotent-replayed')).toBe('true');
  expect(repeated.body).not.toHaveProperty('secret');
  const signatures = async () => {
    receiver.received.length = 0;
    await shop.call('POST', `${path}/test`, { key });
    await worker.drain();
    const [received] = receiver.received;
    if (!received) throw new Error('nothing was received');
    const { headers, body } = received;
    const by = (secret: string) => createHmac('sha256', secret).update(body).digest('hex');
    return {
      plain: headers['x-psnb2b-signature'],
      next: headers['x-psnb2b-signature-next'],
      old: by(old.secret),
      new: by(first.body.secret),
    };
  };
  const during = await signatures();
  expect(during).toMatchObject({ plain: during.old, next: during.new });
  clock.advance(2 * HOUR);
  const after = await signatures();
  expect(after).toMatchObject({ plain: after.new, next: undefined });
  const { body } = await shop.call('GET', path, { key });
  expect(body.rotation_ends_at).toBeNull();
  for (const overlap of [-1, 604_801, 1.5]) {
    const wrong = { key, body: { overlap_seconds: overlap } };
    expect((await shop.call('POST', `${path}/rotate`, wrong)).status).toBe(422);
  }
});

test('a test event is sent to its endpoint whatever the filter, once per key', async () => {
  const { key } = await webhookBuyer(shop);
  const { id } = await register(shop, key, receiver.url, ['balance.low']);
  const path = `/webhook_endpoints/${id}/test`;
  const first = await shop.call('POST', path, { key, idempotencyKey: 'test-1' });
  const again = await shop.call('POST', path, { key, idempotencyKey: 'test-1' });
  expect([first.status, again.status, again.text]).toEqual([202, 202, first.text]);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  await worker.drain();
  expect(receiver.received.map(({ body }) => body)).toEqual([first.text]);
  expect(first.body).toMatchObject({ type: 'webhook.test', data: { endpoint_id: id } });
});

test('ten at most, even if eleven requests arrive at once', async () => {
  const { key } = await webhookBuyer(shop);
  const body = { url: receiver.url };
  const made = await Promise.all(
    Array.from({ length: webhookEndpointsMax + 1 }, () =>
      shop.call<{ id: string }>('POST', '/webhook_endpoints', { key, body }),
    ),
  );
  const refused = made.filter(({ status }) => status !== 201);
  expect(refused).toMatchObject([{ status: 409, body: { code: 'limit_reached' } }]);
  const [one] = made.filter(({ status }) => status === 201);
  await shop.call('DELETE', `/webhook_endpoints/${one?.body.id}`, { key });
  expect((await shop.call('POST', '/webhook_endpoints', { key, body })).status).toBe(201);
});

test('where support registers endpoints, no key registers or moves one', async () => {
  const env = { ...DEVELOPMENT, WEBHOOK_REGISTRATION: 'support' };
  await using closed = await openShop({ env });
  const { partnerId } = await closed.buyer();
  const { text: key } = await closed.key(partnerId, { scopes: ['read', 'webhooks'] });
  const [tenant] = await closed.rows<{ id: number }>(
    `SELECT tenant_id AS id FROM partners.tenants WHERE partner_id = $1 AND mode = 'live'`,
    [partnerId],
  );
  const body = { url: receiver.url };
  const refusal = { status: 403, body: { code: 'webhook_registration_closed' } };
  expect(await closed.call('POST', '/webhook_endpoints', { key, body })).toMatchObject(refusal);
  const owner = { tenantId: tenant?.id ?? 0, mode: 'live' } as const;
  const given = { url: receiver.url, events: null };
  const { endpoint } = await createEndpoint(closed.app, owner, given, null, {
    at: closed.app.clock.now(),
    actor: 'operator:x',
  });
  const path = `/webhook_endpoints/${formatId('whe', endpoint.endpointId)}`;
  expect(await closed.call('PATCH', path, { key, body })).toMatchObject(refusal);
  const events = { events: ['webhook.test'] };
  expect((await closed.call('PATCH', path, { key, body: events })).status).toBe(200);
  expect((await closed.call('POST', `${path}/rotate`, { key })).status).toBe(200);
  expect((await closed.call('POST', `${path}/test`, { key })).status).toBe(202);
  expect((await closed.call('DELETE', path, { key })).status).toBe(204);
});
