/**
 * Guards: people run their webhooks in the portal as programs do by API: they register an endpoint, see its secret once, try it,
 * see what failed and why, and send it again, one event or a range.
 */
import { createHmac } from 'node:crypto';
import {
  deliveryCsvColumns,
  eventCsvColumns,
  type PortalWebhookDelivery,
  type PortalWebhookEndpoint,
  type PortalWebhookEndpointSecret,
  type WebhookEvent,
  type WebhookEventDetail,
  type WebhookReplay,
  type WebhookReplayCount,
  type WebhookTrial,
} from '@psnb2b/contract';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import type { Deliverer } from '../../src/webhooks/index.ts';
import {
  answer,
  bodyOf,
  openReceiver,
  openShop,
  type Shop,
  signUp,
  stepUp,
  type Visitor,
  type WebhookReceiver,
} from '../../testkit/index.ts';
import { driven } from '../webhooks/rig.ts';

const HOUR = 3_600_000;
const FROM_NGINX = { server: 'nginx' };
let clock: DrivenClock;
let shop: Shop;
let receiver: WebhookReceiver;
let worker: Deliverer;
let owner: Visitor;
let key: string;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock, env: { ALLOW_PRIVATE_WEBHOOKS: 'true' } });
  await shop.stock({ codes: 50 });
  receiver = await openReceiver();
  worker = driven(shop.app);
});
afterAll(async () => {
  await worker[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
  await shop[Symbol.asyncDispose]();
});
beforeEach(async () => {
  receiver.received.length = 0;
  receiver.behaviour = answer(200);
  const made = await signUp(shop, 'Nordlicht Handel');
  owner = made.visitor;
  const partnerId = parseId('prt', made.partnerId) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.fund(partnerId, '900.00');
  key = (await shop.key(partnerId, { scopes: ['read', 'orders', 'webhooks'] })).text;
  await stepUp(clock, owner);
});

const get = <Body>(path: string) => bodyOf<Body>(clock, owner.get<Body>(path));
const post = <Body>(path: string, body?: unknown) =>
  bodyOf<Body>(clock, owner.post<Body>(path, body));
const change = (id: string, body: object) =>
  owner.call<PortalWebhookEndpoint>('PATCH', `/webhook-endpoints/${id}`, { body });
const register = (more: object = {}, mode = 'live') =>
  post<PortalWebhookEndpointSecret>(`/webhook-endpoints?mode=${mode}`, {
    url: receiver.url,
    ...more,
  });
const endpoint = (id: string) => get<PortalWebhookEndpoint>(`/webhook-endpoints/${id}`);
const deliveries = async (query = '') =>
  (await get<{ data: PortalWebhookDelivery[] }>(`/webhook-deliveries${query}`)).data;

async function order(): Promise<string> {
  clock.advance(1);
  const body = { region: 'US', denomination: 50, quantity: 1 };
  return (await shop.call<{ id: string }>('POST', '/orders', { key, body })).body.id;
}

test('an endpoint is registered, described and moved, and its secret is in one reply alone', async () => {
  const made = await register({ events: ['order.status_changed'], description: 'The shop' });
  const { secret, ...shown } = made;
  expect(secret).toMatch(/^whsec_/);
  expect(shown).toMatchObject({
    url: receiver.url,
    events: ['order.status_changed'],
    description: 'The shop',
    status: 'enabled',
    status_at: shown.created_at,
    ...{ waiting: 0, delivered: 0, failed: 0, last_attempt: null, disabled_from: null },
  });
  expect(await endpoint(made.id)).toEqual(shown);
  const lists = [
    '/webhook-endpoints',
    '/webhook-deliveries',
    '/webhook-events',
    '/notifications',
  ] as const;
  for (const path of lists) expect((await owner.get(path)).text).not.toContain('whsec_');
  expect((await owner.get('/webhook-endpoints?mode=test')).body).toMatchObject({ data: [] });
  const moved = await change(made.id, { url: `${receiver.url}?to=2`, description: null });
  expect(moved.body).toMatchObject({ url: `${receiver.url}?to=2`, description: null });
  expect(moved.text).not.toContain('whsec_');
  const trace = await shop.rows(
    `SELECT action, actor LIKE 'person:%' AS person, detail::text NOT LIKE '%/hook%' AS pathless
       FROM audit.entries WHERE subject = $1 ORDER BY at`,
    [made.id],
  );
  const left = { person: true, pathless: true };
  expect(trace).toMatchObject([
    { action: 'webhook.registered', ...left },
    { action: 'webhook.changed', ...left },
  ]);
});

test('a repeated request shows no secret, and makes no second endpoint', async () => {
  const headers = { 'idempotency-key': 'once' };
  const send = () =>
    owner.call<PortalWebhookEndpointSecret>('POST', '/webhook-endpoints', {
      headers,
      body: { url: receiver.url },
    });
  const [first, second] = [await send(), await send()];
  expect(first.body.secret).toMatch(/^whsec_/);
  expect(second.body).toMatchObject({ id: first.body.id });
  expect(second.body).not.toHaveProperty('secret');
  expect(first.headers.get('cache-control')).toBe('no-store');
});

test('a test is one signed attempt with its result, never retried, and leaves the health alone', async () => {
  const { id, secret = '' } = await register({ events: ['balance.low'] }, 'test');
  const path = `/webhook-endpoints/${id}/test?mode=test`;
  receiver.behaviour = answer(200, {}, 'thank you');
  const good = await post<WebhookTrial>(path);
  expect(good).toMatchObject({
    attempt: { status: 200, error: null, reply: 'thank you', reply_headers: null },
    bytes: 9,
  });
  const [received] = receiver.received;
  expect(received?.event).toMatchObject({ id: good.event_id, type: 'webhook.test', mode: 'test' });
  const signature = createHmac('sha256', secret)
    .update(received?.body ?? '')
    .digest('hex');
  expect(received?.headers['x-psnb2b-signature']).toBe(signature);
  expect(received?.headers['x-psnb2b-delivery']).toBe(good.attempt.id);
  receiver.behaviour = answer(503, {}, 'x'.repeat(2_000));
  const bad = await post<WebhookTrial>(path);
  expect(bad).toMatchObject({ attempt: { status: 503, error: 'status' }, bytes: 2_000 });
  expect(bad.attempt.reply).toHaveLength(1_024);
  await worker.drain();
  clock.advance(HOUR);
  await worker.drain();
  expect(receiver.received).toHaveLength(2);
  const shown = await get<PortalWebhookEndpoint>(`/webhook-endpoints/${id}?mode=test`);
  expect(shown).toMatchObject({ failing_since: null, last_success_at: null });
  expect(await deliveries(`?mode=test&endpoint_id=${id}`)).toMatchObject([
    { event_id: bad.event_id, status: 'exhausted', tries: 1, about_id: id },
    { event_id: good.event_id, status: 'delivered', tries: 1 },
  ]);
  expect(await shop.verify()).toEqual([]);
});

test('a disabled endpoint can be tried, says since when it is off, and is enabled again', async () => {
  const { id } = await register();
  clock.advance(HOUR);
  await stepUp(clock, owner);
  const disabled = (await change(id, { status: 'disabled' })).body;
  expect(disabled).toMatchObject({ status: 'disabled', status_reason: 'owner' });
  expect(Date.parse(disabled.status_at) - Date.parse(disabled.created_at)).toBeGreaterThanOrEqual(
    HOUR,
  );
  const tried = await post<WebhookTrial>(`/webhook-endpoints/${id}/test`);
  expect(tried.attempt).toMatchObject({ status: 200 });
  expect((await change(id, { status: 'enabled' })).body.status).toBe('enabled');
  await worker.drain();
  expect(receiver.received).toHaveLength(1);
  expect(await shop.verify()).toEqual([]);
});

test('what fails is seen with its reason, and is sent again by hand', async () => {
  const { id } = await register({ description: 'The shop' });
  receiver.behaviour = answer(500, { server: 'nginx', 'set-cookie': 'secret' }, 'broken');
  const orderId = await order();
  const failedAt = clock.now();
  await worker.drain();
  const waiting = await deliveries('?status=waiting');
  expect(waiting[0]).toMatchObject({
    endpoint_id: id,
    type: 'order.status_changed',
    about_id: orderId,
    tries: 1,
    attempts: [{ status: 500, error: 'status', reply: 'broken', reply_headers: FROM_NGINX }],
  });
  expect(Date.parse(waiting[0]?.next_attempt_at ?? '')).toBeGreaterThan(failedAt.getTime());
  expect(await deliveries('?status=delivered')).toEqual([]);
  expect(await deliveries('?type=claim.status_changed')).toEqual([]);
  const happened = waiting[0]?.created_at;
  expect(await deliveries(`?created_from=${happened}&status=waiting`)).toEqual(waiting);
  expect(await deliveries(`?created_before=${happened}`)).toEqual([]);
  const later = new Date(Date.parse(happened ?? '') + 1).toISOString();
  expect(await deliveries(`?created_before=${later}&status=waiting`)).toEqual(waiting);
  expect(await deliveries(`?created_from=${later}`)).toEqual([]);
  const failing = await endpoint(id);
  expect(failing).toMatchObject({ waiting: 3, delivered: 0, failed: 0 });
  expect(failing.last_attempt).toMatchObject({ status: 500 });
  const threeDays = Date.parse(failing.failing_since ?? '') + 72 * HOUR;
  expect(Date.parse(failing.disabled_from ?? '')).toBe(threeDays);

  clock.advance(11_000);
  await worker.drain();
  const event = await get<WebhookEventDetail>(`/webhook-events/${waiting[0]?.event_id}`);
  expect(event.deliveries[0]).toMatchObject({
    tries: 2,
    attempts: [
      { status: 500, reply_headers: FROM_NGINX },
      { status: 500, reply_headers: FROM_NGINX },
    ],
  });
  expect(event.event).toEqual(receiver.received.at(-1)?.event);
  const { headers = {} } = receiver.received.at(-1) ?? {};
  for (const [name, value] of Object.entries(event.headers)) {
    expect(headers[name.toLowerCase()]).toBe(value);
  }

  receiver.behaviour = answer(200);
  const again = `/webhook-events/${event.event_id}/redeliver`;
  expect(await post(again, { endpoint_id: id })).toMatchObject({ endpoint_ids: [id] });
  await worker.drain();
  const done = await get<WebhookEventDetail>(`/webhook-events/${event.event_id}`);
  expect(done.deliveries[0]).toMatchObject({ status: 'delivered' });
  expect(done.deliveries[0]?.attempts).toHaveLength(3);
  expect(done.deliveries[0]?.attempts[2]).toMatchObject({ status: 200, reply_headers: null });
  expect(await endpoint(id)).toMatchObject({ delivered: 1, waiting: 2, failing_since: null });
});

test('a range is counted, then sent again: what failed, or all', async () => {
  const { id } = await register();
  await order();
  await worker.drain();
  clock.advance(2 * HOUR);
  await stepUp(clock, owner);
  const since = clock.now().toISOString();
  await change(id, { status: 'disabled' });
  await order();
  clock.advance(1);
  await change(id, { status: 'enabled' });
  await order();
  await worker.drain();
  const count = (what: string, from = since) =>
    get<WebhookReplayCount>(`/webhook-endpoints/${id}/replay?what=${what}&since=${from}`);
  const failed = await count('failed');
  expect(failed).toMatchObject({ events: 3, capped: false, after: 3, through: 9 });
  expect(await count('all')).toMatchObject({ events: 6, after: 3 });
  expect(await count('all', new Date(0).toISOString())).toMatchObject({ events: 9, after: 0 });
  expect(await count('failed', clock.now().toISOString())).toMatchObject({ events: 0 });
  receiver.received.length = 0;
  const { after, through } = failed;
  const sent = await post<WebhookReplay>(`/webhook-endpoints/${id}/replay`, { after, through });
  expect(sent).toMatchObject({ events: 3, has_more: false });
  await worker.drain();
  expect(receiver.received.map(({ event }) => event.sequence).sort()).toEqual([4, 5, 6]);
  expect(await count('failed')).toMatchObject({ events: 0 });
});

test('events and deliveries are read newest first, page by page', async () => {
  await register();
  await register({ url: `${receiver.url}/two` });
  await order();
  await worker.drain();
  const seen: string[] = [];
  // A page ends between the two deliveries of one event.
  for (let cursor = ''; ; ) {
    const page = await get<{ data: PortalWebhookDelivery[]; next_cursor: string | null }>(
      `/webhook-deliveries?limit=3${cursor}`,
    );
    seen.push(...page.data.map(({ sequence, endpoint_id }) => `${sequence} ${endpoint_id}`));
    if (page.next_cursor === null) break;
    cursor = `&cursor=${page.next_cursor}`;
  }
  expect(new Set(seen).size).toBe(6);
  expect(seen.map((each) => Number(each[0]))).toEqual([3, 3, 2, 2, 1, 1]);
  const page = await get<{ data: WebhookEvent[]; has_more: boolean }>('/webhook-events?limit=2');
  expect(page.data.map(({ sequence }) => sequence)).toEqual([3, 2]);
  expect(page.has_more).toBe(true);
  expect((await owner.get('/webhook-events?type=key.rotated')).body).toMatchObject({ data: [] });
});

test('events and deliveries of a period, and the deliveries as a file', async () => {
  const { id } = await register();
  await order();
  const [last] = (await get<{ data: WebhookEvent[] }>('/webhook-events')).data;
  clock.advance(HOUR);
  const between = clock.now().toISOString();
  clock.advance(HOUR);
  await order();
  await worker.drain();
  const numbers = async (path: string, query: string) =>
    (await get<{ data: { sequence: number }[] }>(`${path}?${query}`)).data.map(
      ({ sequence }) => sequence,
    );
  const all = await numbers('/webhook-events', 'limit=100');
  const cut = all.indexOf(last?.sequence ?? 0);
  expect([cut, all.length - cut]).toEqual([expect.any(Number), expect.any(Number)]);
  expect(cut).toBeGreaterThan(0);
  for (const path of ['/webhook-events', '/webhook-deliveries']) {
    expect(await numbers(path, `created_from=${between}`), path).toEqual(all.slice(0, cut));
    expect(await numbers(path, `created_before=${between}`), path).toEqual(all.slice(cut));
    expect(await numbers(path, `created_from=${between}&created_before=${between}`)).toEqual([]);
    // A moment of an event itself is the beginning of a period, and not its end.
    const at = last?.created_at;
    expect(await numbers(path, `created_from=${at}&created_before=${between}`)).toContain(
      last?.sequence,
    );
    expect(await numbers(path, `created_before=${at}`)).not.toContain(last?.sequence);
  }
  const file = await owner.get(
    `/webhook-deliveries/export?created_from=${between}&status=delivered`,
  );
  const [head, ...lines] = file.text.trim().split('\r\n');
  expect(head).toBe(deliveryCsvColumns.join(','));
  expect(lines).toHaveLength(cut);
  expect(lines[0]).toMatch(new RegExp(`^${all[0]},evt_.*,${id},delivered,1,,.*,200,\\d+,$`));
  // The file of events has what each endpoint is sent, and what the list shows.
  const { text } = await owner.get(`/webhook-events/export?created_from=${between}`);
  const events = parse(text, { columns: true }) as Record<string, string>[];
  expect(events.map(({ sequence }) => Number(sequence))).toEqual(all.slice(0, cut));
  expect(Object.keys(events[0] ?? {})).toEqual([...eventCsvColumns]);
  const { event } = await get<WebhookEventDetail>(`/webhook-events/${events[0]?.event_id}`);
  expect(JSON.parse(events[0]?.data ?? '')).toEqual(event.data);
  const none = (await owner.get('/webhook-events/export?type=key.rotated')).text;
  expect(none.trim()).toBe(eventCsvColumns.join(','));
});

test('a rotation shows the new secret once, and until when both sign', async () => {
  const { id, secret } = await register();
  const path = `/webhook-endpoints/${id}/rotate`;
  const rotated = await post<PortalWebhookEndpointSecret>(path, { overlap_seconds: 7_200 });
  expect(rotated.secret).toMatch(/^whsec_/);
  expect(rotated.secret).not.toBe(secret);
  const ends = Date.parse((await endpoint(id)).rotation_ends_at ?? '') - clock.now().getTime();
  expect(Math.round(ends / 1_000)).toBe(7_200);
  expect((await owner.post(path, {})).body).toMatchObject({ code: 'invalid_state' });
  const leaked = await post<PortalWebhookEndpointSecret>(path, { overlap_seconds: 0 });
  expect(leaked.rotation_ends_at).toBeNull();
  expect((await owner.post(`/webhook-endpoints/${id}/delete`)).status).toBe(200);
  expect((await owner.get(`/webhook-endpoints/${id}`)).status).toBe(404);
});
