/**
 * Guards: replay. A range or one event is sent once per request, however often the request arrives, and a repeated
 * request gets the first reply; every attempt is listed with its outcome.
 */
import type { WebhookDelivery } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
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

const MINUTE = 60_000;
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

async function subject(events?: ['webhook.test']) {
  const { key } = await webhookBuyer(shop);
  const { id } = await register(shop, key, receiver.url, events);
  return { key, id, path: `/webhook_endpoints/${id}` };
}

/** Returns what has arrived since the last call. */
async function sequences(): Promise<number[]> {
  await worker.drain();
  const came = receiver.received.splice(0);
  return came.map(({ event }) => event.sequence).toSorted((a, b) => a - b);
}

test('a range: what was not delivered, or all of it, once per key', async () => {
  const { key, path } = await subject();
  await order(shop, key);
  expect(await sequences()).toEqual([1, 2, 3]);
  receiver.behaviour = answer(500);
  await order(shop, key);
  expect(await sequences()).toEqual([4, 5, 6]);
  receiver.behaviour = answer(200);
  const replay = (body: object, idempotencyKey?: string) =>
    shop.call('POST', `${path}/replay`, { key, body, ...(idempotencyKey && { idempotencyKey }) });
  const expected = { status: 202, body: { events: 2, through: 5, has_more: false } };
  const body = { after: 2, through: 5 };
  // 3 was delivered, 6 is outside of the range.
  expect(await replay(body, 'range-1')).toMatchObject(expected);
  expect(await sequences()).toEqual([4, 5]);
  const again = await replay(body, 'range-1');
  expect(again).toMatchObject(expected);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(await sequences()).toEqual([]);
  // A request without a key is a new one, and finds nothing to send.
  expect(await replay(body)).toMatchObject({ body: { events: 0, through: 5, has_more: false } });
  const all = { after: 2, through: 5, include_delivered: true };
  expect(await replay(all)).toMatchObject({ body: { events: 3, through: 5, has_more: false } });
  expect(await replay(all)).toMatchObject({ body: { events: 3, through: 5, has_more: false } });
  expect(await sequences()).toEqual([3, 4, 5]);
  const other = await replay({ after: 0 }, 'range-1');
  expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  expect(await shop.verify()).toEqual([]);
});

test('a range that is not exhausted reports it, also when the request is repeated', async () => {
  const { key, path } = await subject();
  const [tenant] = await shop.rows<{ id: number }>(
    'SELECT max(tenant_id) AS id FROM webhooks.endpoints',
  );
  // More than one request replays, without the time to place that many orders.
  await shop.rows(
    `INSERT INTO events.outbox (tenant_id, sequence, event_id, type, subject, data, created_at)
     SELECT $1, n, gen_random_uuid(), 'webhook.test', gen_random_uuid(), '{}', $2
       FROM generate_series(1, 10010) n`,
    [tenant?.id, clock.now()],
  );
  await shop.rows('UPDATE events.streams SET last_sequence = 10010 WHERE tenant_id = $1', [
    tenant?.id,
  ]);
  await shop.rows(
    `INSERT INTO webhooks.deliveries (endpoint_id, sequence, status, tries)
     SELECT c.endpoint_id, n, 'dropped', 0
       FROM webhooks.cursors c, generate_series(1, 10010) n WHERE c.tenant_id = $1`,
    [tenant?.id],
  );
  await shop.rows('UPDATE webhooks.cursors SET position = 10010 WHERE tenant_id = $1', [
    tenant?.id,
  ]);
  const request = { key, idempotencyKey: 'long-1', body: { after: 0 } };
  const expected = { status: 202, body: { events: 10_000, through: 10_000, has_more: true } };
  expect(await shop.call('POST', `${path}/replay`, request)).toMatchObject(expected);
  expect(await shop.call('POST', `${path}/replay`, request)).toMatchObject(expected);
  const rest = await shop.call('POST', `${path}/replay`, { key, body: { after: 10_000 } });
  expect(rest).toMatchObject({ body: { events: 10, through: 10_010, has_more: false } });
  await shop.call('DELETE', path, { key });
});

test('one event: to all endpoints subscribed to its type, or to one whatever its filter', async () => {
  const first = await subject();
  const { key } = first;
  const second = await register(shop, key, receiver.url, ['webhook.test']);
  await order(shop, key);
  expect(await sequences()).toEqual([1, 2, 3]);
  const [newest] = await deliveriesOf(shop, key, first.id);
  const path = `/events/${newest?.event_id}/redeliver`;
  const request = { key, idempotencyKey: 'again-1' };
  const sent = await shop.call('POST', path, request);
  expect(sent).toMatchObject({ status: 202, body: { endpoint_ids: [first.id] } });
  // Another endpoint has subscribed to the type since; the reply stays the first one.
  const third = await register(shop, key, receiver.url);
  const again = await shop.call('POST', path, request);
  expect([again.status, again.text]).toEqual([202, sent.text]);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(await sequences()).toEqual([3]);
  const all = await shop.call<{ endpoint_ids: string[] }>('POST', path, { key });
  expect(all.body.endpoint_ids.toSorted()).toEqual([first.id, third.id].toSorted());
  expect(await sequences()).toEqual([3, 3]);
  const one = await shop.call('POST', path, { key, body: { endpoint_id: second.id } });
  expect(one).toMatchObject({ status: 202, body: { endpoint_ids: [second.id] } });
  expect(await sequences()).toEqual([3]);
  await shop.call('PATCH', `/webhook_endpoints/${second.id}`, {
    key,
    body: { status: 'disabled' },
  });
  const refused = await shop.call('POST', path, { key, body: { endpoint_id: second.id } });
  expect(refused).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
  const stranger = await webhookBuyer(shop);
  expect((await shop.call('POST', path, { key: stranger.key })).status).toBe(404);
});

test('deliveries, page by page, with every attempt', async () => {
  const { key, id, path } = await subject();
  receiver.behaviour = answer(503, {}, `${'é'.repeat(600)}`);
  await order(shop, key);
  await worker.drain();
  clock.advance(MINUTE);
  receiver.behaviour = answer(200, {}, 'thanks');
  await worker.drain();
  const attempts = receiver.received.map(({ event, headers }) => [
    event.id,
    headers['x-psnb2b-delivery'],
  ]);
  const seen: WebhookDelivery[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = `?limit=2${cursor && `&cursor=${cursor}`}`;
    const page = await shop.call<{ data: WebhookDelivery[]; next_cursor: string | null }>(
      'GET',
      `${path}/deliveries${query}`,
      { key },
    );
    seen.push(...page.body.data);
    cursor = page.body.next_cursor;
  }
  expect(seen.map(({ sequence, status }) => [sequence, status])).toEqual([
    [3, 'delivered'],
    [2, 'delivered'],
    [1, 'delivered'],
  ]);
  for (const each of seen) {
    expect(each.attempts).toMatchObject([
      { status: 503, error: 'status', reply: 'é'.repeat(512) },
      { status: 200, error: null, reply: 'thanks', at: clock.now().toISOString() },
    ]);
  }
  const listed = seen.flatMap((each) => each.attempts.map(({ id: whd }) => [each.event_id, whd]));
  const mine = attempts.filter(([event]) => seen.some((each) => each.event_id === event));
  expect(listed.toSorted()).toEqual(mine.toSorted());
  expect(await deliveriesOf(shop, key, id, '?status=waiting')).toEqual([]);
  expect(await deliveriesOf(shop, key, id, '?status=delivered')).toHaveLength(3);
});
