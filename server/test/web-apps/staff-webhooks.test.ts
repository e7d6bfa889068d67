/**
 * Guards: staff see how the endpoints of all partners fare, in figures that the workers kept, and pause, disable, enable and replay
 * for an owner, who reads why. A pause loses nothing and sends nothing; no reply has a secret or the path of a URL.
 */
import type {
  Notification,
  PortalWebhookDelivery,
  PortalWebhookEndpoint,
  StaffWebhookEndpoint,
  WebhookFigures,
  WebhookReplay,
  WebhookReplayCount,
} from '@psnb2b/contract';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import { tenantOf } from '../../src/partners/index.ts';
import { type Deliverer, setEndpoint } from '../../src/webhooks/index.ts';
import {
  answer,
  bodyOf,
  openReceiver,
  openShop,
  type Shop,
  signUp,
  staff,
  stepUp,
  type Visitor,
  type WebhookReceiver,
} from '../../testkit/index.ts';
import { driven } from '../webhooks/rig.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** An order is created, paid and delivered. */
const EVENTS = 3;
const WHY = { reason: 'Your server asked us to wait.' };
let clock: DrivenClock;
let shop: Shop;
let receiver: WebhookReceiver;
let worker: Deliverer;
let support: Visitor;
let owner: Visitor;
let partner: string;
let key: string;
let hook: string;

beforeAll(async () => {
  // A Monday, so that a test may span days of one week.
  clock = drivenClock(new Date('2026-11-23T09:00:00Z'));
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
  [owner, partner] = [made.visitor, made.partnerId];
  const partnerId = parseId('prt', partner) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.fund(partnerId, '900.00');
  key = (await shop.key(partnerId, { scopes: ['read', 'orders'] })).text;
  await stepUp(clock, owner);
  const body = {
    url: `${receiver.url}/hook-of-theirs?token=own`,
    events: ['order.status_changed'],
  };
  hook = (await bodyOf(clock, owner.post<{ id: string }>('/webhook-endpoints', body))).id;
  await freshStaff();
});

/** Signs somebody in: a session does not last over days. */
async function freshStaff(): Promise<void> {
  support = (await staff(shop, 'support')).visitor;
  await stepUp(clock, support);
}
async function daysLater(days: number): Promise<void> {
  clock.advance(days * DAY);
  await freshStaff();
}

const get = <Body>(path: string, person = support) => bodyOf<Body>(clock, person.get<Body>(path));
const endpoint = () => get<StaffWebhookEndpoint>(`/webhook-endpoints/${hook}`);
const steer = (deed: string, body: object = WHY, person = support) =>
  person.post<StaffWebhookEndpoint & { code?: string }>(`/webhook-endpoints/${hook}/${deed}`, body);
const listed = async (view: string) => {
  const path = `/webhook-endpoints?view=${view}&partner_id=${partner}`;
  const { data } = await get<{ data: StaffWebhookEndpoint[] }>(path);
  return data.map(({ id }) => id);
};
const sent = () => receiver.received.map(({ event }) => event.sequence);
const notes = async () =>
  (await get<{ data: Notification[] }>('/notifications', owner)).data.map(({ text }) => text);

async function order(): Promise<void> {
  const body = { region: 'US', denomination: 50, quantity: 1 };
  expect((await shop.call('POST', '/orders', { key, body })).status).toBe(201);
}

test('an endpoint shows its host, its figures and its last attempt, never its path or a secret', async () => {
  await order();
  await worker.drain();
  receiver.behaviour = answer(503, { 'content-type': 'text/plain' }, 'later');
  await order();
  await worker.drain();
  const { body, text } = await support.get<StaffWebhookEndpoint>(`/webhook-endpoints/${hook}`);
  expect(body).toMatchObject({
    ...{ host: new URL(receiver.url).host, mode: 'live', partner: { id: partner } },
    concurrency: 4,
    ...{ state: 'failing', waiting: EVENTS, cannot_heal: false, silent: false },
    ...{ attempts: 2 * EVENTS, failures: EVENTS, p95_ms: expect.any(Number) },
    last_attempt: { status: 503, reply: 'later', reply_headers: { 'content-type': 'text/plain' } },
    disabled_from: new Date(clock.now().getTime() + 3 * DAY).toISOString(),
  });
  expect(text).not.toMatch(/hook-of-theirs|whsec_|token=own/);
  expect(await listed('failing')).toEqual([hook]);
  expect(await listed('attention')).toEqual([hook]);
  expect(await listed('working')).toEqual([]);
  const host = new URL(receiver.url).host.slice(2, 9);
  const found = await get<{ data: unknown[] }>(
    `/webhook-endpoints?q=${host}&partner_id=${partner}`,
  );
  expect(found.data).toHaveLength(1);
  const none = await get<{ data: unknown[] }>('/webhook-endpoints?q=hook-of-theirs');
  expect(none.data).toEqual([]);
  receiver.behaviour = answer(404);
  clock.advance(3 * MINUTE);
  await worker.drain();
  expect(await endpoint()).toMatchObject({ cannot_heal: true, failures: 2 * EVENTS });
  expect(await listed('cannot_heal')).toEqual([hook]);
});

test('figures of 24 hours end, and the file has the attempts of each week', async () => {
  for (const status of [200, 500]) {
    receiver.behaviour = answer(status);
    await order();
    await worker.drain();
  }
  const inFile = async () => {
    const { text } = await support.get(`/webhook-endpoints/export?partner_id=${partner}`);
    return parse(text, { columns: true }) as Record<string, string>[];
  };
  const first = {
    week: '2026-11-23',
    endpoint_id: hook,
    partner: 'Nordlicht Handel',
    mode: 'live',
  };
  expect(await inFile()).toMatchObject([
    { ...first, attempts: `${2 * EVENTS}`, failures: `${EVENTS}`, success_percent: '50.00' },
  ]);
  await daysLater(8);
  expect(await endpoint()).toMatchObject({ attempts: 0, failures: 0, p95_ms: null });
  receiver.behaviour = answer(200);
  await order();
  await worker.drain();
  const [newest, oldest, ...more] = await inFile();
  expect(newest).toMatchObject({ week: '2026-11-30', success_percent: expect.any(String) });
  expect(oldest).toMatchObject({ ...first, attempts: `${2 * EVENTS}` });
  expect(more).toEqual([]);
});

test('an endpoint that takes nothing for seven days although events arose is silent, and one without events is not', async () => {
  await order();
  await worker.drain();
  await daysLater(8);
  expect(await endpoint()).toMatchObject({ state: 'working', silent: false });
  const tenant = await tenantOf(shop.app.database.reads, parseId('prt', partner) ?? '', 'live');
  const by = { actor: 'operator:test', at: clock.now(), reason: 'owner' } as const;
  const elsewhere = { events: ['key.rotated'] } as const;
  await setEndpoint(shop.app, tenant, parseId('whe', hook) ?? '', elsewhere, by);
  await order();
  await worker.drain();
  expect(await endpoint()).toMatchObject({ state: 'working', silent: true });
  expect(await listed('silent')).toEqual([hook]);
  expect(await listed('attention')).toEqual([hook]);
});

test('events that wait for over five minutes at an endpoint that does not fail are late', async () => {
  await order();
  clock.advance(4 * MINUTE);
  expect(await endpoint()).toMatchObject({ state: 'working', waiting: EVENTS });
  clock.advance(2 * MINUTE);
  expect(await endpoint()).toMatchObject({ state: 'late', oldest_waiting_at: expect.any(String) });
  expect(await listed('late')).toEqual([hook]);
  await worker.drain();
  expect(await endpoint()).toMatchObject({ state: 'working', waiting: 0 });
});

test('a pause sends nothing and loses nothing; its owner reads why, and cannot end it', async () => {
  await order();
  await worker.drain();
  const before = sent().length;
  expect((await steer('pause')).body).toMatchObject({
    ...{ state: 'paused', status: 'enabled', staff_reason: WHY.reason },
    paused_at: clock.now().toISOString(),
  });
  expect(await steer('pause')).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
  await order();
  await order();
  await worker.drain();
  expect(sent()).toHaveLength(before);
  expect(await endpoint()).toMatchObject({ waiting: 2 * EVENTS, state: 'paused' });
  expect(await listed('paused')).toEqual([hook]);
  const own = await get<PortalWebhookEndpoint>(`/webhook-endpoints/${hook}`, owner);
  expect(own).toMatchObject({
    paused_at: expect.any(String),
    staff_reason: WHY.reason,
    waiting: 2 * EVENTS,
  });
  expect(await notes()).toEqual(
    expect.arrayContaining([expect.stringMatching(/paused sending to/)]),
  );
  // Enabling and disabling by the owner does not end a pause.
  for (const status of ['disabled', 'enabled']) {
    await bodyOf(clock, owner.call('PATCH', `/webhook-endpoints/${hook}`, { body: { status } }));
  }
  await order();
  await worker.drain();
  expect(sent()).toHaveLength(before);
  expect((await steer('unpause')).body).toMatchObject({ paused_at: null, staff_reason: null });
  expect(await steer('unpause')).toMatchObject({ status: 409 });
  await worker.drain();
  expect(sent()).toHaveLength(before + EVENTS);
  expect(await endpoint()).toMatchObject({ state: 'working', waiting: 0 });
});

test('what waits through a pause is sent in its order when it ends, also after failures', async () => {
  receiver.behaviour = answer(500);
  await order();
  await worker.drain();
  await steer('pause');
  await order();
  await daysLater(4);
  receiver.behaviour = answer(200);
  receiver.received.length = 0;
  await worker.drain();
  expect(sent()).toEqual([]);
  await steer('unpause');
  await worker.drain();
  expect(new Set(sent()).size).toBe(2 * EVENTS);
  expect(await endpoint()).toMatchObject({ state: 'working', status: 'enabled', waiting: 0 });
});

test('disabling drops what waits, says why, and is undone by enabling and a replay of a range', async () => {
  await order();
  const [from, until] = [clock.now(), new Date(clock.now().getTime() + MINUTE)];
  clock.advance(2 * MINUTE);
  await order();
  expect((await steer('disable')).body).toMatchObject({
    ...{ state: 'disabled', status_reason: 'operator', staff_reason: WHY.reason, waiting: 0 },
  });
  await worker.drain();
  expect(sent()).toEqual([]);
  expect(await steer('pause')).toMatchObject({ status: 409 });
  expect((await steer('enable')).body).toMatchObject({ state: 'working', staff_reason: null });
  const range = `since=${from.toISOString()}&until=${until.toISOString()}`;
  const counted = await get<WebhookReplayCount>(`/webhook-endpoints/${hook}/replay?${range}`);
  expect(counted).toMatchObject({ events: EVENTS, capped: false });
  const asked = { after: counted.after, through: counted.through, ...WHY };
  const replay = await bodyOf(clock, steer('replay', asked) as never);
  expect(replay as WebhookReplay).toMatchObject({ events: EVENTS, has_more: false });
  await worker.drain();
  expect(sent()).toHaveLength(EVENTS);
  expect(await notes()).toEqual(
    expect.arrayContaining([expect.stringMatching(/send 3 events again/)]),
  );
  const trace = await shop.rows<{ action: string; reason: string }>(
    `SELECT action, detail::json->>'reason' AS reason FROM audit.entries
      WHERE subject = $1 AND actor LIKE 'staff:%' ORDER BY at, entry_id`,
    [hook],
  );
  expect(trace.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['webhook.disabled', 'webhook.enabled', 'webhook.replayed']),
  );
  expect(new Set(trace.map(({ reason }) => reason))).toEqual(new Set([WHY.reason]));
});

test('the owner is notified once of a replay of several calls, and again of another one', async () => {
  const [tenant] = await shop.rows<{ id: number }>(
    'SELECT tenant_id AS id FROM webhooks.cursors WHERE endpoint_id = $1',
    [parseId('whe', hook)],
  );
  // More than one call sends, without the time to place that many orders.
  await shop.rows(
    `INSERT INTO events.outbox (tenant_id, sequence, event_id, type, subject, data, created_at)
     SELECT $1, n, gen_random_uuid(), 'order.status_changed', gen_random_uuid(), '{}', $2
       FROM generate_series(101, 20110) n`,
    [tenant?.id, clock.now()],
  );
  await shop.rows('UPDATE events.streams SET last_sequence = 20110 WHERE tenant_id = $1', [
    tenant?.id,
  ]);
  await shop.rows(
    `INSERT INTO webhooks.deliveries (endpoint_id, sequence, status, tries)
     SELECT $1, n, 'dropped', 0 FROM generate_series(101, 20110) n`,
    [parseId('whe', hook)],
  );
  await shop.rows('UPDATE webhooks.cursors SET position = 20110 WHERE endpoint_id = $1', [
    parseId('whe', hook),
  ]);
  const replay = async (after: number, more: object = {}) =>
    (await bodyOf(
      clock,
      steer('replay', { after, through: 20_110, ...WHY, ...more }) as never,
    )) as WebhookReplay;
  const replays = async () => (await notes()).filter((text) => text.includes(' again to your '));
  expect(await replay(100)).toMatchObject({ through: 10_100, has_more: true });
  expect(await replay(10_100)).toMatchObject({ through: 20_100, has_more: true });
  expect(await replay(20_100)).toMatchObject({ events: 10, has_more: false });
  expect(await replays()).toEqual([expect.stringMatching(/ send over 10000 events again /)]);
  // Each of these differs from what the last call left to be sent.
  await replay(100, { include_delivered: true });
  expect(await replays()).toHaveLength(2);
  await replay(10_100, { include_delivered: true, reason: 'Another reason.' });
  expect(await replays()).toHaveLength(3);
  await replay(10_100, { include_delivered: true, reason: 'Another reason.' });
  expect(await replays()).toHaveLength(4);
  // Drops what waits, so that no other test sends it.
  expect((await steer('disable')).body).toMatchObject({ waiting: 0 });
});

test('every attempt and its reply are shown; the event only to whom may read it, audited', async () => {
  receiver.behaviour = answer(500, { server: 'nginx' }, 'no');
  await order();
  await worker.drain();
  clock.advance(MINUTE);
  await worker.drain();
  const at = `/webhook-endpoints/${hook}`;
  const { data } = await get<{ data: PortalWebhookDelivery[] }>(`${at}/deliveries?status=waiting`);
  expect(data).toMatchObject(
    Array(EVENTS).fill({ type: 'order.status_changed', attempts: [{ status: 500 }] }),
  );
  const id = data[0]?.event_id ?? '';
  const whole = await get<PortalWebhookDelivery>(`${at}/deliveries/${id}`);
  expect(whole.attempts.length).toBeGreaterThan(1);
  expect(whole.attempts[0]).toMatchObject({ reply: 'no', reply_headers: { server: 'nginx' } });
  const { visitor: reader } = await staff(shop, 'read_only');
  expect((await reader.get(`${at}/deliveries/${id}`)).status).toBe(200);
  expect((await reader.get(`${at}/events/${id}`)).status).toBe(403);
  const shown = await get<{ event: { id: string } }>(`${at}/events/${id}`);
  expect(shown.event.id).toBe(id);
  const trace = await shop.rows(
    "SELECT actor FROM audit.entries WHERE action = 'webhook.event_shown' AND subject = $1",
    [hook],
  );
  expect(trace).toHaveLength(1);
  // An event of another business is not one of this endpoint.
  const other = await signUp(shop, 'Another business');
  await shop.change(parseId('prt', other.partnerId) ?? '', { approved: true });
  await stepUp(clock, other.visitor);
  const { id: theirs } = await bodyOf(
    clock,
    other.visitor.post<{ id: string }>('/webhook-endpoints', { url: receiver.url }),
  );
  expect((await support.get(`/webhook-endpoints/${theirs}/events/${id}`)).status).toBe(404);
});

test('the figures above the list count endpoints by what is wrong with them', async () => {
  const before = await get<WebhookFigures>('/webhook-endpoints/figures');
  receiver.behaviour = answer(500);
  await order();
  await worker.drain();
  const after = await get<WebhookFigures>('/webhook-endpoints/figures');
  expect(after.failing).toBe(before.failing + 1);
  expect(after.failing_partners).toBe(before.failing_partners + 1);
  expect(after.attention).toBe(before.attention + 1);
  const all = await get<{ total: number | null }>('/webhook-endpoints?view=attention&limit=1');
  expect(all.total).toBe(after.attention);
  await steer('pause');
  const paused = await get<WebhookFigures>('/webhook-endpoints/figures');
  expect(paused).toMatchObject({ failing: before.failing, paused: before.paused + 1 });
});
