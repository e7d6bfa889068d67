/**
 * Guards: staff approve, refuse or cancel an order that waits, once: everything that it holds is delivered or released in one commit, its
 * partner is notified and reads the reason; the second of two who decide learns who was first; nobody decides on an order of a business that
 * they belong to; and no page of staff shows a code.
 */
import { randomUUID } from 'node:crypto';
import type { Order, StaffOrder, StaffOrderCode, StaffOrderFile } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import { expireOrders } from '../../src/orders/index.ts';
import { suspendPartner } from '../../src/partners/index.ts';
import {
  bodyOf,
  formatId,
  mailTo,
  openReceiver,
  openShop,
  type Shop,
  sendWebhooks,
  signUp,
  staff,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';
import { DEVELOPMENT, register } from '../webhooks/rig.ts';

const REASON = 'We could not reach you by telephone.';

const clock = drivenClock(new Date('2026-11-20T09:00:00Z'));
let shop: Shop;
let olga: Visitor;
let pavel: Visitor;
let helper: Visitor;
let owner: Visitor;
let email: string;
let partnerId: string;
let key: string;
beforeAll(async () => {
  shop = await openShop({ clock, env: DEVELOPMENT });
  await shop.stock({ codes: 200 });
  await shop.stock({ region: 'GB', codes: 1 });
  olga = (await staff(shop, 'admin')).visitor;
  pavel = (await staff(shop, 'finance')).visitor;
  helper = (await staff(shop, 'support')).visitor;
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(async () => {
  const made = await signUp(shop, 'Nordlicht Handel');
  ({ visitor: owner, email } = made);
  partnerId = parseId('prt', made.partnerId) ?? '';
  await shop.change(partnerId, { approved: true, approvalLimit: 9_400 });
  await shop.deposit(partnerId, '300.00');
  const scopes = ['read', 'orders', 'codes', 'claims', 'webhooks'];
  key = (await shop.key(partnerId, { scopes })).text;
  for (const each of [olga, pavel, helper]) await stepUp(clock, each);
});

async function order(more: object = { quantity: 3 }): Promise<Order> {
  clock.advance(1_000);
  const body = { region: 'US', denomination: 50, ...more };
  const { status, body: placed } = await shop.call<Order>('POST', '/orders', { key, body });
  expect([status, placed]).toEqual([201, placed]);
  return placed;
}
const asPartner = async (id: string) =>
  (await shop.call<Order>('GET', `/orders/${id}`, { key })).body;
const available = async () =>
  (await shop.call<{ available: string }>('GET', '/balance', { key })).body.available;
const fileOf = (who: Visitor, id: string) =>
  bodyOf(clock, who.get<StaffOrderFile>(`/orders/${id}`));
const notices = async () =>
  (await bodyOf(clock, owner.get<{ data: { text: string; path: string }[] }>('/notifications')))
    .data;
const audited = (id: string) =>
  shop.rows<{ action: string; detail: string }>(
    `SELECT action, detail FROM audit.entries WHERE subject = $1 AND action LIKE 'order.%' ORDER BY entry_id`,
    [id],
  );

test('approved: delivered at once from the money on hold; its buyers are notified', async () => {
  const { id } = await order({ quantity: 3, reference: 'PO-1042' });
  expect(await available()).toBe('159.00');
  const { body } = await olga.post<StaffOrder>(`/orders/${id}/approve`);
  expect(body).toMatchObject({ id, status: 'delivered', waits_for: null });
  expect([(await asPartner(id)).status, await available()]).toEqual(['delivered', '159.00']);
  const [notice] = await notices();
  expect(notice).toMatchObject({
    ...{ text: 'We approved your order PO-1042, and its codes are yours.', path: `/orders/${id}` },
  });
  expect(await audited(id)).toEqual([{ action: 'order.approved', detail: '{}' }]);
  expect(await shop.verify()).toEqual([]);
});

test.each([
  ['refuse', 'refused', () => pavel],
  ['cancel', 'cancelled', () => helper],
] as const)(
  '%s: the order fails, all comes back, and the partner reads why',
  async (act, code, who) => {
    const stock = await shop.available('PSN-US-50');
    const { id } = await order();
    const { body } = await who().post<StaffOrder>(`/orders/${id}/${act}`, {
      reason: ` ${REASON} `,
    });
    expect(body).toMatchObject({ status: 'failed', failure: { code, reason: REASON } });
    expect(await asPartner(id)).toMatchObject({ failure: { code, reason: REASON }, sequence: 2 });
    expect([await available(), await shop.available('PSN-US-50')]).toEqual(['300.00', stock]);
    const [event] = await shop.rows<{ data: string }>(
      'SELECT data FROM events.outbox WHERE subject = $1 ORDER BY sequence DESC LIMIT 1',
      [parseId('ord', id)],
    );
    expect(JSON.parse(event?.data ?? '')).toMatchObject({
      ...{ previous_status: 'pending', order: { status: 'failed', failure: { reason: REASON } } },
    });
    expect((await mailTo(shop, email, `order.${code}`))?.text).toContain(REASON);
    expect((await notices())[0]?.text).toBe(`We ${code} your order ${id}.`);
    expect(await audited(id)).toEqual([
      { action: `order.${code}`, detail: JSON.stringify({ reason: REASON }) },
    ]);
    expect(await shop.verify()).toEqual([]);
  },
);

test('a hold, an invoice and a place in the queue are cancelled, too, but need no approval', async () => {
  await shop.change(partnerId, { approvalLimit: null, invoiceLimit: 100_000 });
  const hold = await order({ quantity: 1, payment: 'hold' });
  const sold = await order({ quantity: 1, region: 'GB', fill: 'wait' });
  expect(sold.status).toBe('delivered');
  const waiting = await order({ quantity: 1, region: 'GB', fill: 'wait' });
  const invoice = await order({ quantity: 1, payment: 'invoice' });
  for (const { id } of [hold, waiting, invoice]) {
    expect((await olga.post(`/orders/${id}/approve`)).body).toMatchObject({
      code: 'invalid_state',
      detail: 'This order does not wait for an approval.',
    });
    const { body } = await olga.post(`/orders/${id}/cancel`, { reason: REASON });
    expect(body).toMatchObject({ status: 'failed', failure: { code: 'cancelled' } });
  }
  const cancelled = await olga.post(`/orders/${sold.id}/cancel`, { reason: REASON });
  expect(cancelled.body).toMatchObject({ code: 'invalid_state', current_status: 'delivered' });
  expect(await shop.verify()).toEqual([]);
});

test('of two who decide at once one wins, and the other learns who did what, and when', async () => {
  for (let round = 0; round < 3; round += 1) {
    const { id } = await order();
    const answers = await Promise.all([
      olga.post<Record<string, unknown>>(`/orders/${id}/approve`),
      pavel.post<Record<string, unknown>>(`/orders/${id}/refuse`, { reason: REASON }),
      helper.post<Record<string, unknown>>(`/orders/${id}/cancel`, { reason: REASON }),
    ]);
    const won = answers.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    const { status } = await asPartner(id);
    expect(won[0]?.body.status).toBe(status);
    const at = clock.now().toISOString().slice(0, 16).replace('T', ' ');
    const [entry] = await audited(id);
    const done = entry?.action.slice('order.'.length);
    const who = { approved: 'A admin', refused: 'A finance', cancelled: 'A support' }[done ?? ''];
    for (const lost of answers.filter(({ status: code }) => code !== 200)) {
      expect(lost.body).toMatchObject({
        code: 'invalid_state',
        detail: `${who} ${done} this order at ${at} UTC.`,
      });
    }
    expect(await shop.verify()).toEqual([]);
    await shop.change(partnerId, { approvalLimit: 9_400 });
    if (status === 'delivered') await shop.deposit(partnerId, '141.00');
  }
});

test('who comes after the partner cancelled it, or its end, learns that', async () => {
  const { id } = await order();
  await shop.call('POST', `/orders/${id}/cancel`, { key });
  const late = await olga.post<{ detail: string }>(`/orders/${id}/approve`);
  expect(late.body.detail).toMatch(/^The partner cancelled this order at .* UTC\./);
  // A person of the business bought this one, and nobody decided on it.
  const purchase = {
    id: formatId('pur', randomUUID()),
    lines: [{ key: 'a', region: 'US', denomination: 50, quantity: 3 }],
  };
  await bodyOf(clock, owner.post('/purchases', purchase));
  const [ended] = await shop.rows<{ id: string }>(
    `SELECT order_id AS id FROM orders.orders WHERE status = 'pending'`,
  );
  await shop.rows(`UPDATE orders.orders SET expires_at = $2 WHERE order_id = $1 RETURNING 1`, [
    ended?.id,
    clock.now(),
  ]);
  await expireOrders(shop.app);
  const after = await olga.post<{ detail: string }>(
    `/orders/${formatId('ord', ended?.id ?? '')}/approve`,
  );
  expect(after.body.detail).toMatch(/^This order failed at .* UTC\.$/);
});

describe('nobody approves', () => {
  test('an order of a business to which they belong, with whatever account', async () => {
    const { id } = await order();
    const [before] = await shop.rows<{ email: string }>(
      `SELECT email FROM identity.users WHERE door = 'console' AND name = 'A finance'`,
    );
    await shop.rows(
      `UPDATE identity.users SET email = $1 WHERE door = 'console' AND name = 'A finance' RETURNING 1`,
      [email],
    );
    for (const [act, body] of [['approve'], ['refuse', { reason: REASON }]] as const) {
      const { status, body: no } = await pavel.post<{ detail: string }>(
        `/orders/${id}/${act}`,
        body,
      );
      expect([status, no.detail]).toEqual([
        409,
        'You are a person of this business, too; a colleague decides on its orders.',
      ]);
    }
    expect((await asPartner(id)).status).toBe('pending');
    await shop.rows(
      `UPDATE identity.users SET email = $1 WHERE door = 'console' AND name = 'A finance' RETURNING 1`,
      [before?.email],
    );
    expect((await olga.post(`/orders/${id}/approve`)).status).toBe(200);
  });

  test('an order of a suspended business; it can be refused', async () => {
    const { id } = await order();
    const by = { actor: 'operator:test', at: clock.now() };
    await shop.app.database.transaction((tx) =>
      suspendPartner(tx, shop.app, partnerId, 'Fraud.', by),
    );
    expect((await olga.post(`/orders/${id}/approve`)).body).toMatchObject({
      code: 'partner_suspended',
    });
    expect((await olga.post(`/orders/${id}/refuse`, { reason: REASON })).status).toBe(200);
  });

  test('without a role for it, a proof, or a reason', async () => {
    const { id } = await order();
    expect((await helper.post(`/orders/${id}/approve`)).body).toMatchObject({
      code: 'role_missing',
    });
    expect((await pavel.post(`/orders/${id}/cancel`, { reason: REASON })).body).toMatchObject({
      code: 'role_missing',
    });
    for (const reason of ['', '  ', 'x'.repeat(501), 'a\u0007b']) {
      const { body } = await olga.post(`/orders/${id}/refuse`, { reason });
      expect([reason, body]).toEqual([
        reason,
        expect.objectContaining({ code: 'validation_failed' }),
      ]);
    }
    clock.advance(3_600_000);
    expect((await olga.post(`/orders/${id}/approve`)).body).toMatchObject({
      code: 'step_up_required',
    });
    expect((await asPartner(id)).status).toBe('pending');
  });
});

test('an approved order whose codes were recalled fails, with its money back, and is not reported as delivered', async () => {
  const { lotId } = await shop.stock({ denomination: 10, codes: 3 });
  await shop.change(partnerId, { approvalLimit: 0 });
  const { id } = await order({ quantity: 3, denomination: 10 });
  await bodyOf(clock, olga.post(`/lots/${formatId('lot', lotId)}/recall`, { note: 'Bad.' }));
  const { body } = await olga.post<StaffOrder>(`/orders/${id}/approve`);
  expect(body).toMatchObject({ status: 'failed', failure: { code: 'out_of_stock', reason: null } });
  expect(await available()).toBe('300.00');
  expect((await notices()).filter(({ text }) => text.includes(id))).toEqual([]);
  expect(await shop.verify()).toEqual([]);
});

test('the story of an order: states, deliveries, acts, money, claims and recalls, and no code', async () => {
  await using hook = await openReceiver();
  await register(shop, key, hook.url, ['order.status_changed']);
  const { id } = await order({ quantity: 3, reference: 'PO-1043' });
  clock.advance(60_000);
  await olga.post(`/orders/${id}/approve`);
  clock.advance(60_000);
  const read = await shop.call<{ data: { id: string; code: string }[] }>(
    ...(['GET', `/orders/${id}/codes`, { key }] as const),
  );
  const [first, second] = read.body.data;
  const filing = { order_id: id, reason: 'invalid', description: 'No.', codes: [first?.id] };
  await bodyOf(clock, shop.call('POST', '/claims', { key, body: filing }));
  await sendWebhooks(shop);
  const file = await fileOf(helper, id);
  expect(file.events.map(({ previous_status: before, status }) => [before, status])).toEqual([
    [null, 'pending'],
    ['pending', 'paid'],
    ['paid', 'delivered'],
  ]);
  expect(file.events.map(({ deliveries }) => deliveries)).toEqual(
    file.events.map(() => [
      expect.objectContaining({ status: 'delivered', attempts: 1, http_status: 200 }),
    ]),
  );
  expect(file.entries.map(({ action, name, codes }) => [action, name, codes])).toEqual([
    ['order.approved', 'A admin', null],
    ['codes.revealed', expect.stringContaining('…'), 3],
  ]);
  expect(file.transfers.map(({ kind, amount, from, to }) => [kind, amount, from, to])).toEqual([
    ['hold', '141.00', 'available', 'held'],
    ['capture', '141.00', 'held', 'sales'],
  ]);
  expect(file.claims).toMatchObject([{ reason: 'invalid', status: 'open', codes: 1 }]);
  expect([file.recalls, file.approval_limit, file.partner.name]).toEqual([
    ...[[], '94.00', 'Nordlicht Handel'],
  ]);
  const path = `/orders/${id}/codes`;
  const list = await helper.get<{ data: StaffOrderCode[]; next_cursor: string }>(`${path}?limit=2`);
  const rest = await helper.get<{ data: StaffOrderCode[] }>(
    `${path}?limit=2&cursor=${list.body.next_cursor}`,
  );
  const codes = [...list.body.data, ...rest.body.data];
  expect(codes.map(({ number, id: each }) => [number, each])).toEqual(
    read.body.data.map(({ id: each }, index) => [index + 1, each]),
  );
  expect(codes[0]).toMatchObject({ read: true, status: 'delivered', claim_id: file.claims[0]?.id });
  expect(codes[1]).toMatchObject({ id: second?.id, claim_id: null, recalled: false });
  const shown = JSON.stringify([file, codes]);
  for (const { code } of read.body.data) expect(shown).not.toContain(code);
  // Nobody counts as having read them, but who did.
  expect((await fileOf(helper, id)).entries).toHaveLength(2);
  expect(hook.received.length).toBeGreaterThan(0);
});

test('an order of nobody reads as unknown', async () => {
  for (const id of ['ord_01m84j5stvek8taznva0d678kp', 'nothing']) {
    expect((await olga.get(`/orders/${id}`)).status).toBe(404);
    expect((await olga.get(`/orders/${id}/codes`)).status).toBe(404);
    expect((await olga.post(`/orders/${id}/approve`)).status).toBe(404);
  }
});
