/**
 * Guards: what staff read before they suspend a business, or end that, is what then happens to its keys, invitations, orders, claims and
 * money.
 */
import type { Order, PartnerSuspension } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import { expireOrders } from '../../src/orders/index.ts';
import {
  bodyOf,
  buy,
  file,
  openReceiver,
  openShop,
  type Shop,
  sendWebhooks,
  signUp,
  staff,
  stepUp,
  type Visitor,
  type WebhookReceiver,
} from '../../testkit/index.ts';
import { DEVELOPMENT, register } from '../webhooks/rig.ts';

const SCOPES = ['read', 'orders', 'codes', 'claims', 'webhooks'];
const clock = drivenClock();
let receiver: WebhookReceiver;
let shop: Shop;
let agent: Visitor;
let owner: Visitor;
let id: string;
let key: string;
const orders = {} as Record<'hold' | 'approval' | 'codes', string>;

beforeAll(async () => {
  receiver = await openReceiver();
  shop = await openShop({ clock, env: DEVELOPMENT });
  agent = (await staff(shop, 'admin')).visitor;
  const made = await signUp(shop);
  [owner, id] = [made.visitor, made.partnerId];
  await shop.change(uuid(), { approved: true });
  await shop.deposit(uuid(), '900.00');
  key = (await shop.key(uuid(), { scopes: SCOPES })).text;
  await shop.key(uuid(), { mode: 'test' });
  await register(shop, key, receiver.url);
  await shop.stock({ codes: 5 });
  const { order, codes } = await buy(shop, key, 1);
  await file(shop, key, order.id, [codes[0]?.id]);
  orders.hold = await place({ quantity: 1, payment: 'hold', hold_seconds: 3_600 });
  orders.codes = await place({ quantity: 9, fill: 'wait' });
  await shop.change(uuid(), { approvalLimit: 1 });
  orders.approval = await place({ quantity: 1 });
  await stepUp(clock, owner);
  await bodyOf(clock, owner.post('/invitations', { email: 'new@shop.example', role: 'buyer' }));
  await stepUp(clock, agent);
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

const uuid = () => parseId('prt', id) ?? '';
const place = async (body: object) =>
  (
    await shop.call<Order>('POST', '/orders', {
      key,
      body: { region: 'US', denomination: 50, ...body },
    })
  ).body.id;
const effect = () => bodyOf(clock, agent.get<PartnerSuspension>(`/partners/${id}/suspension`));
const statusOf = async (order: string) => {
  const [row] = await shop.rows<{ status: string }>(
    'SELECT status FROM orders.orders WHERE order_id = $1',
    [parseId('ord', order)],
  );
  return row?.status;
};

test('the numbers before a suspension are what it then changes, and so are those before its end', async () => {
  const before = await effect();
  expect(before).toMatchObject({
    ...{ suspended: false, live_keys: 1, test_keys: 1, invitations: 1, open_claims: 1 },
    ...{ endpoints: 1, balance: '853.00' },
    pending: [
      { waits_for: 'approval', orders: 1, next_ends_at: null },
      { waits_for: 'codes', orders: 1 },
      { waits_for: 'confirmation', orders: 1, next_ends_at: expect.any(String) },
    ],
  });
  await sendWebhooks(shop);
  const sent = receiver.received.length;
  await bodyOf(clock, agent.post(`/partners/${id}/suspend`, { reason: 'We check a payment.' }));
  const during = await effect();
  // Its keys are those that the end lets work again; its invitations are revoked for good.
  expect(during).toEqual({ ...before, suspended: true, invitations: 0 });
  for (const path of ['/balance', `/orders/${orders.hold}`]) {
    expect((await shop.call('GET', path, { key })).status).toBe(403);
  }
  const confirm = await shop.call('POST', `/orders/${orders.hold}/confirm`, { key });
  expect(confirm.status).toBe(403);
  const approval = await agent.post(`/orders/${orders.approval}/approve`);
  expect(approval).toMatchObject({ body: { code: 'partner_suspended' } });
  // Codes that come in are delivered, and nobody of the business reads them before the end.
  await shop.stock({ codes: 9 });
  expect(await statusOf(orders.codes)).toBe('delivered');
  await sendWebhooks(shop);
  expect(receiver.received.length).toBeGreaterThan(sent);
  expect((await shop.call('GET', `/orders/${orders.codes}/codes`, { key })).status).toBe(403);
  clock.advance(3_600_001);
  await expireOrders(shop.app);
  expect(await statusOf(orders.hold)).toBe('failed');
  expect(await statusOf(orders.approval)).toBe('pending');
  await stepUp(clock, agent);
  expect((await effect()).pending).toMatchObject([{ waits_for: 'approval', orders: 1 }]);

  await bodyOf(clock, agent.post(`/partners/${id}/resume`));
  expect((await shop.call('GET', '/balance', { key })).status).toBe(200);
  expect((await shop.call('GET', `/orders/${orders.codes}/codes`, { key })).status).toBe(200);
  expect((await agent.post(`/orders/${orders.approval}/approve`)).status).toBe(200);
});
