/**
 * Guards: the normal case of webhooks. An order's three events arrive at a real receiver, each exactly as in the
 * outbox, signed so that both vendors' libraries and one openssl command accept them, in sequence, and without any
 * code.
 */
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { type Order, webhookSecretPattern } from '@psnb2b/contract';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Deliverer } from '../../src/webhooks/index.ts';
import {
  openReceiver,
  openShop,
  type Received,
  type Shop,
  type TestLot,
  type WebhookReceiver,
} from '../../testkit/index.ts';
import { DEVELOPMENT, deliveriesOf, order, register, running, webhookBuyer } from './rig.ts';

let shop: Shop;
let lot: TestLot;
let receiver: WebhookReceiver;
let worker: Deliverer;
beforeAll(async () => {
  shop = await openShop({ env: DEVELOPMENT });
  lot = await shop.stock({ codes: 100 });
  receiver = await openReceiver();
  worker = running(shop.app);
});
afterAll(async () => {
  await worker[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
  await shop[Symbol.asyncDispose]();
});

const standardHeaders = ({ headers }: Received) => ({
  'webhook-id': String(headers['webhook-id']),
  'webhook-timestamp': String(headers['webhook-timestamp']),
  'webhook-signature': String(headers['webhook-signature']),
});

function verifies(secret: string, received: Received): void {
  const { body, headers } = received;
  expect(new StandardWebhook(secret).verify(body, standardHeaders(received))).toEqual(
    received.event,
  );
  // Returns nothing, and throws if the signature is not right.
  new SvixWebhook(secret).verify(body, standardHeaders(received));
  expect(() => new SvixWebhook(secret).verify(`${body} `, standardHeaders(received))).toThrow();
  const openssl = execFileSync('openssl', ['dgst', '-sha256', '-hmac', secret], { input: body });
  expect(String(openssl).trim().split(' ').at(-1)).toBe(headers['x-psnb2b-signature']);
}

test('each state of an order is sent as an event', async () => {
  const { key } = await webhookBuyer(shop);
  const endpoint = await register(shop, key, receiver.url);
  expect(endpoint.secret).toMatch(new RegExp(webhookSecretPattern));
  receiver.received.length = 0;
  const { body: placed } = await order(shop, key, { quantity: 2, reference: 'Ünïcode "✓"' });
  await receiver.waitFor(3);
  const events = receiver.received.toSorted((a, b) => a.event.sequence - b.event.sequence);
  expect(events.map(({ event }) => event.sequence)).toEqual([1, 2, 3]);
  const steps = events.map(({ event }) => event.data as { order: Order; previous_status: string });
  expect(steps.map((each) => [each.previous_status, each.order.status])).toEqual([
    [null, 'pending'],
    ['pending', 'paid'],
    ['paid', 'delivered'],
  ]);
  expect(steps[2]?.order).toEqual(placed);
  for (const received of events) {
    verifies(endpoint.secret, received);
    expect(received.method).toBe('POST');
    expect(received.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'PSNB2B-Webhooks/1',
      'x-psnb2b-event': 'order.status_changed',
      'x-psnb2b-delivery': expect.stringMatching(/^whd_[0-9a-z]{26}$/),
      'webhook-id': received.event.id,
      'content-length': String(Buffer.byteLength(received.body)),
    });
    expect(received.headers['content-encoding']).toBeUndefined();
    expect(received.headers['x-psnb2b-signature-next']).toBeUndefined();
  }
  // The events API returns the same bytes.
  const polled = await shop.call('GET', '/events?after=0', { key });
  expect(polled.text).toContain(events.map(({ body }) => body).join(','));
  await expect
    .poll(() => deliveriesOf(shop, key, endpoint.id), { timeout: 20_000 })
    .toHaveLength(3);
  const [newest] = await deliveriesOf(shop, key, endpoint.id);
  expect(newest).toMatchObject({
    event_id: events[2]?.event.id,
    type: 'order.status_changed',
    sequence: 3,
    status: 'delivered',
    next_attempt_at: null,
    attempts: [
      { id: events[2]?.headers['x-psnb2b-delivery'], status: 200, error: null, reply: null },
    ],
  });
});

test('both schemes reject a signature that is not theirs', async () => {
  const { key } = await webhookBuyer(shop);
  const endpoint = await register(shop, key, receiver.url);
  receiver.received.length = 0;
  await shop.call('POST', `/webhook_endpoints/${endpoint.id}/test`, { key });
  await receiver.waitFor(1);
  const [received] = receiver.received;
  if (!received) throw new Error('nothing was received');
  verifies(endpoint.secret, received);
  const headers = standardHeaders(received);
  const standard = new StandardWebhook(endpoint.secret);
  expect(() => standard.verify(`${received.body} `, headers)).toThrow();
  const old = String(Number(headers['webhook-timestamp']) - 301);
  expect(() => standard.verify(received.body, { ...headers, 'webhook-timestamp': old })).toThrow();
  const other = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  expect(() => new StandardWebhook(other).verify(received.body, headers)).toThrow();
  // The two schemes have different key bytes: neither accepts the other's signature.
  const decoded = Buffer.from(endpoint.secret.slice(6), 'base64');
  const swapped = createHmac('sha256', decoded).update(received.body).digest('hex');
  expect(received.headers['x-psnb2b-signature']).not.toBe(swapped);
});

describe('while a secret is rotated', () => {
  test('both secrets verify, and the plain header has the old one', async () => {
    const { key } = await webhookBuyer(shop);
    const endpoint = await register(shop, key, receiver.url);
    const path = `/webhook_endpoints/${endpoint.id}`;
    const rotated = await shop.call<{ secret: string; rotation_ends_at: string }>(
      'POST',
      `${path}/rotate`,
      { key },
    );
    expect(rotated.status).toBe(200);
    const { secret } = rotated.body;
    expect(secret).not.toBe(endpoint.secret);
    receiver.received.length = 0;
    await shop.call('POST', `${path}/test`, { key });
    await receiver.waitFor(1);
    const [received] = receiver.received;
    if (!received) throw new Error('nothing was received');
    verifies(endpoint.secret, received);
    const next = createHmac('sha256', secret).update(received.body).digest('hex');
    expect(received.headers['x-psnb2b-signature-next']).toBe(next);
    const headers = standardHeaders(received);
    expect(headers['webhook-signature'].split(' ')).toHaveLength(2);
    new StandardWebhook(secret).verify(received.body, headers);
    new SvixWebhook(secret).verify(received.body, headers);

    const again = await shop.call('POST', `${path}/rotate`, { key });
    expect(again).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
    const leaked = await shop.call<{ secret: string }>('POST', `${path}/rotate`, {
      key,
      body: { overlap_seconds: 0 },
    });
    expect(leaked).toMatchObject({ status: 200, body: { rotation_ends_at: null } });
    await expect
      .poll(
        async () => {
          receiver.received.length = 0;
          await shop.call('POST', `${path}/test`, { key });
          await receiver.waitFor(1);
          return receiver.received[0]?.headers['x-psnb2b-signature-next'];
        },
        { timeout: 20_000 },
      )
      .toBeUndefined();
    const last = receiver.received[0] as Received;
    verifies(leaked.body.secret, last);
    expect(() => new StandardWebhook(secret).verify(last.body, standardHeaders(last))).toThrow();
  });
});

test('live and test mode have separate events', async () => {
  const { partnerId, key } = await webhookBuyer(shop);
  const { text: testing } = await shop.key(partnerId, {
    mode: 'test',
    scopes: ['read', 'orders', 'webhooks'],
  });
  await shop.deposit(partnerId, '500.00', 'test');
  await using theirs = await openReceiver();
  const live = await register(shop, key, receiver.url);
  const test = await register(shop, testing, theirs.url);
  receiver.received.length = 0;
  await order(shop, testing);
  await order(shop, key);
  await receiver.waitFor(3);
  await theirs.waitFor(3);
  expect(new Set(receiver.received.map(({ event }) => event.mode))).toEqual(new Set(['live']));
  expect(new Set(theirs.received.map(({ event }) => event.mode))).toEqual(new Set(['test']));
  const foreign = await shop.call('GET', `/webhook_endpoints/${test.id}`, { key });
  expect(foreign.status).toBe(404);
  const { body: list } = await shop.call<{ data: { id: string }[] }>('GET', '/webhook_endpoints', {
    key,
  });
  expect(list.data.map(({ id }) => id)).toEqual([live.id]);
});

test('no code and no secret is stored: not in an event, a row or a log', async () => {
  const { key } = await webhookBuyer(shop);
  const { secret } = await register(shop, key, receiver.url);
  receiver.received.length = 0;
  // The receiver's responses are stored, so it answers with everything that it received.
  receiver.behaviour = (_request, response) => response.end(receiver.received.at(-1)?.body);
  const { body: placed } = await order(shop, key, { quantity: 5 });
  await receiver.waitFor(3);
  const { text: codes } = await shop.call('GET', `/orders/${placed.id}/codes`, { key });
  expect(lot.codes.filter((code) => codes.includes(code))).toHaveLength(5);
  const bodies = receiver.received.map(({ body }) => body).join('\n');
  const logs = shop.nodes[0].logs.join('\n');
  for (const code of lot.codes) {
    expect(bodies).not.toContain(code);
    expect(logs).not.toContain(code);
  }
  const tables = await shop.rows<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  );
  // As text and as bytea prints it, wherever it may be: outbox, deliveries, attempts, e-mails, audit.
  const forms = [secret, ...lot.codes].flatMap((each) => [each, Buffer.from(each).toString('hex')]);
  forms.push(Buffer.from(secret.slice(6), 'base64').toString('hex'));
  for (const { name } of tables) {
    const [found] = await shop.rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${name} t
        WHERE EXISTS (SELECT FROM unnest($1::text[]) f WHERE position(f IN t::text) > 0)`,
      [forms],
    );
    expect([name, found?.count]).toEqual([name, 0]);
  }
  expect(logs).not.toContain(secret);
  expect(await shop.verify()).toEqual([]);
});
