/**
 * Guards: an order above the partner's approval limit holds its money and its codes, and waits for
 * a person. Approved it is delivered from what it holds, refused or cancelled everything goes back.
 */
import type { Order } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { parseId } from '../../src/kit/ids.ts';
import { notifyApprovals, reviewOrder } from '../../src/orders/index.ts';
import { openShop, type Shop, staff } from '../../testkit/index.ts';

let shop: Shop;
let key: string;
beforeAll(async () => {
  shop = await openShop();
  await shop.stock({ codes: 40 });
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(async () => {
  ({ key } = await shop.buyer({ balance: '300.00', approvalLimit: 9_400 }));
});

function place(quantity: number) {
  const body = { region: 'US', denomination: 50, quantity };
  return shop.call<Order>('POST', '/orders', { key, body });
}

async function review(id: string, decision: 'approve' | 'refuse') {
  const review =
    decision === 'approve' ? { act: decision } : { act: decision, reason: 'Too soon.' };
  const by = { actor: 'operator:test', at: shop.app.clock.now() };
  return reviewOrder(shop.app, parseId('ord', id) ?? '', review, by);
}

async function money() {
  const { balance, held, available } = (await shop.call('GET', '/balance', { key })).body;
  return { balance, held, available };
}

test('up to the limit nobody is asked; above it money and codes are held', async () => {
  expect((await place(2)).body.status).toBe('delivered');
  const stock = await shop.available('PSN-US-50');
  const waiting = await place(3);
  expect(waiting).toMatchObject({ status: 201, body: { status: 'pending', payment: 'balance' } });
  expect(await money()).toEqual({ balance: '206.00', held: '141.00', available: '65.00' });
  expect(await shop.available('PSN-US-50')).toBe(stock - 3);
  const codes = await shop.call('GET', `/orders/${waiting.body.id}/codes`, { key });
  expect(codes.body).toMatchObject({ code: 'order_not_delivered' });
  expect(await shop.verify()).toEqual([]);
});

test('held money cannot be spent, and a hold needs its money at once', async () => {
  await place(4);
  const short = { status: 402, body: { required: '141.00', available: '112.00' } };
  expect(await place(3)).toMatchObject(short);
  expect((await place(2)).status).toBe(201);
});

test('approved it is delivered and its money taken', async () => {
  const { body } = await place(3);
  await review(body.id, 'approve');
  const read = await shop.call<Order>('GET', `/orders/${body.id}`, { key });
  expect(read.body).toMatchObject({ status: 'delivered', sequence: 3, failure: null });
  expect(await money()).toEqual({ balance: '159.00', held: '0.00', available: '159.00' });
  const codes = await shop.call('GET', `/orders/${body.id}/codes`, { key });
  expect(codes.body.data).toHaveLength(3);
  await expect(review(body.id, 'refuse')).rejects.toMatchObject({ code: 'invalid_state' });
  expect(await shop.verify()).toEqual([]);
});

test.each([
  ['refused', (id: string) => review(id, 'refuse')],
  ['cancelled', (id: string) => shop.call('POST', `/orders/${id}/cancel`, { key })],
])('%s it fails and releases everything', async (code, end) => {
  const stock = await shop.available('PSN-US-50');
  const { body } = await place(5);
  await end(body.id);
  const read = await shop.call<Order>('GET', `/orders/${body.id}`, { key });
  expect(read.body).toMatchObject({ status: 'failed', failure: { code }, delivered_at: null });
  expect(await money()).toEqual({ balance: '300.00', held: '0.00', available: '300.00' });
  expect(await shop.available('PSN-US-50')).toBe(stock);
  await expect(review(body.id, 'approve')).rejects.toMatchObject({ code: 'invalid_state' });
  const cancel = await shop.call('POST', `/orders/${body.id}/cancel`, { key });
  expect(cancel).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
  expect(await shop.verify()).toEqual([]);
});

test('a delivered order cannot be cancelled', async () => {
  const { body } = await place(1);
  const cancel = await shop.call('POST', `/orders/${body.id}/cancel`, { key });
  expect(cancel).toMatchObject({ status: 409, body: { code: 'invalid_state' } });
});

test('every decision is on record', async () => {
  const { body } = await place(3);
  await review(body.id, 'approve');
  const recorded = await shop.rows(
    'SELECT actor, action FROM audit.entries WHERE subject = $1 ORDER BY entry_id',
    [body.id],
  );
  expect(recorded).toEqual([{ actor: 'operator:test', action: 'order.approved' }]);
});

test('staff who may approve are notified once of each order that waits, and of many at once in one sentence', async () => {
  const { visitor: finance } = await staff(shop, 'finance');
  const { visitor: support } = await staff(shop, 'support');
  const news = async (person: typeof finance) =>
    (await person.get<{ data: { text: string; path: string }[] }>('/notifications')).body.data;
  await notifyApprovals(shop.app);
  const before = (await news(finance)).length;
  const { id } = (await place(3)).body;
  expect(await notifyApprovals(shop.app)).toBe(1);
  expect(await notifyApprovals(shop.app)).toBe(0);
  expect((await news(finance)).slice(0, -before || undefined)).toMatchObject([
    {
      text: expect.stringMatching(/over 141\.00 USD waits for an approval\.$/),
      path: `/orders/${id}`,
    },
  ]);
  expect(await news(support)).toEqual([]);
  await review(id, 'refuse');
  expect(await notifyApprovals(shop.app)).toBe(0);
  for (let more = 0; more < 6; more += 1) {
    ({ key } = await shop.buyer({ balance: '300.00', approvalLimit: 0 }));
    await place(1);
  }
  expect(await notifyApprovals(shop.app)).toBe(6);
  expect((await news(finance))[0]).toMatchObject({
    text: '6 orders have begun to wait for an approval.',
    path: '/orders',
  });
  const [left] = await shop.rows<{ left: number }>(
    `SELECT count(*)::int AS left FROM orders.approval_notices n JOIN orders.orders o USING (order_id)
      WHERE o.status <> 'pending'`,
  );
  expect(left?.left).toBe(0);
});
