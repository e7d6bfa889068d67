/**
 * Guards: who may do what with webhooks in the portal. Everybody of a business sees its endpoints and events; owners and developers
 * alone change something, after a proof where data could go elsewhere; another business sees nothing; and no field takes an
 * address that we must not send to.
 */
import type { PortalWebhookDelivery, PortalWebhookEndpointSecret } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { dnsResolver } from '../../src/kit/egress/index.ts';
import { parseId } from '../../src/kit/ids.ts';
import type { Deliverer } from '../../src/webhooks/index.ts';
import {
  bodyOf,
  colleague,
  openNameServer,
  openReceiver,
  openShop,
  type Shop,
  signUp,
  stepUp,
  type Visitor,
  type WebhookReceiver,
} from '../../testkit/index.ts';
import { MALFORMED_URLS, NAMES, PRIVATE_HOSTS } from '../webhooks/bad-urls.ts';
import { driven } from '../webhooks/rig.ts';

const HOUR = 3_600_000;
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
  const made = await signUp(shop, 'Nordlicht Handel');
  owner = made.visitor;
  const partnerId = parseId('prt', made.partnerId) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.deposit(partnerId, '900.00');
  key = (await shop.key(partnerId, { scopes: ['read', 'orders', 'webhooks'] })).text;
  await stepUp(clock, owner);
});

const get = <Body>(path: string) => bodyOf<Body>(clock, owner.get<Body>(path));
const post = <Body>(path: string, body?: unknown, by = owner) =>
  bodyOf<Body>(clock, by.post<Body>(path, body));
const register = () =>
  post<PortalWebhookEndpointSecret>('/webhook-endpoints', { url: receiver.url });
const deliveries = async () =>
  (await get<{ data: PortalWebhookDelivery[] }>('/webhook-deliveries')).data;

async function order(): Promise<string> {
  clock.advance(1);
  const body = { region: 'US', denomination: 50, quantity: 1 };
  return (await shop.call<{ id: string }>('POST', '/orders', { key, body })).body.id;
}

test.each([
  ['owner', true],
  ['developer', true],
  ['buyer', false],
  ['finance', false],
  ['read_only', false],
] as const)('%s: everybody reads; keepers alone change, after a proof', async (role, keeps) => {
  const { id } = await register();
  await order();
  await worker.drain();
  const [{ event_id = '' } = {}] = await deliveries();
  const by = role === 'owner' ? owner : (await colleague(shop, owner, role)).visitor;
  clock.advance(HOUR);
  for (const path of [
    '/webhook-endpoints',
    `/webhook-endpoints/${id}`,
    '/webhook-deliveries',
    '/webhook-events',
    `/webhook-events/${event_id}`,
  ]) {
    expect([path, (await by.get(path)).status]).toEqual([path, 200]);
  }
  const acts = {
    proof: [
      ['POST', '/webhook-endpoints', { url: receiver.url }],
      ['PATCH', `/webhook-endpoints/${id}`, { status: 'disabled' }],
      ['POST', `/webhook-endpoints/${id}/rotate`, {}],
      ['POST', `/webhook-endpoints/${id}/delete`, undefined],
    ],
    none: [
      ['POST', `/webhook-endpoints/${id}/test`, undefined],
      ['POST', `/webhook-events/${event_id}/redeliver`, {}],
      ['POST', `/webhook-endpoints/${id}/replay`, { after: 0 }],
    ],
  } as const;
  for (const [needs, calls] of Object.entries(acts)) {
    for (const [method, path, body] of calls) {
      const { body: said, status } = await by.call(method, path, { body });
      if (!keeps) expect([path, said.code]).toEqual([path, 'role_missing']);
      else if (needs === 'proof') expect([path, said.code]).toEqual([path, 'step_up_required']);
      else expect([path, status]).toEqual([path, 200]);
    }
  }
});

test('a URL is refused with its reason, at its field, wherever one is taken', async () => {
  await using names = await openNameServer(NAMES);
  const egress = { allowPrivate: false, resolve: dnsResolver([names.address]) };
  await using strict = await openShop({ clock, egress });
  const { visitor } = await signUp(strict, 'Streng Handel');
  await stepUp(clock, visitor);
  const ask = (url: string) => visitor.post('/webhook-endpoints/check', { url });
  expect((await ask('https://public.example/hook')).status).toBe(200);
  const private_ = PRIVATE_HOSTS.map((host) => [`https://${host}/`, 'address'] as const);
  const malformed = MALFORMED_URLS.map((url) => [url, undefined] as const);
  for (const [url, code] of [...private_, ...malformed]) {
    clock.advance(2_000);
    const refused = await ask(url);
    const fault = { pointer: '/url', ...(code && { code }) };
    expect([url, refused.status, refused.body.errors]).toMatchObject([url, 422, [fault]]);
  }
  const bad = 'https://private.example/';
  const webhook = { url: bad, mode: 'live' };
  const ticket = { topic: 'webhook_registration', subject: 'Hook', text: 'Please', webhook };
  const { id } = await bodyOf<{ id: string }>(
    clock,
    visitor.post<{ id: string }>('/webhook-endpoints', { url: 'https://public.example/hook' }),
  );
  const taken = [
    [visitor.post('/webhook-endpoints', { url: bad }), '/url'],
    [visitor.call('PATCH', `/webhook-endpoints/${id}`, { body: { url: bad } }), '/url'],
    [visitor.post('/tickets', ticket), '/webhook/url'],
  ] as const;
  for (const [reply, pointer] of taken) {
    const errors = [{ pointer, code: 'address' }];
    expect(await reply).toMatchObject({ status: 422, body: { errors } });
  }
});

test('another business sees nothing of it, and sends nothing of it', async () => {
  const { id } = await register();
  await order();
  await worker.drain();
  const [{ event_id = '' } = {}] = await deliveries();
  const { visitor: stranger } = await signUp(shop, 'Fremder Handel');
  await stepUp(clock, stranger);
  receiver.received.length = 0;
  const own = await post<PortalWebhookEndpointSecret>(
    '/webhook-endpoints',
    { url: receiver.url },
    stranger,
  );
  expect((await stranger.get(`/webhook-deliveries?endpoint_id=${id}`)).body).toMatchObject({
    data: [],
  });
  expect((await stranger.get('/webhook-events')).body).toMatchObject({ data: [] });
  expect((await stranger.get(`/webhook-events/${event_id}`)).status).toBe(404);
  const stolen = { endpoint_id: own.id };
  expect((await stranger.post(`/webhook-events/${event_id}/redeliver`, stolen)).status).toBe(404);
  await post(
    `/webhook-endpoints/${own.id}/replay`,
    { after: 0, include_delivered: true },
    stranger,
  );
  await worker.drain();
  expect(receiver.received).toEqual([]);
});

test('where support registers endpoints, people do not', async () => {
  const env = { ALLOW_PRIVATE_WEBHOOKS: 'true', WEBHOOK_REGISTRATION: 'support' };
  await using closed = await openShop({ clock, env });
  const { visitor } = await signUp(closed, 'Ruhiger Handel');
  await stepUp(clock, visitor);
  const refusal = { status: 403, body: { code: 'webhook_registration_closed' } };
  expect(await visitor.post('/webhook-endpoints', { url: receiver.url })).toMatchObject(refusal);
  const started = await visitor.get('/get-started');
  expect(started.body).toMatchObject({ webhook_registration: 'support' });
});
