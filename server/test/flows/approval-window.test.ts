/**
 * Guards: a partner's approval limit applies to a sum. Orders that together exceed it wait for a person, also when they
 * arrive at once; orders that a person approved or that are older than the window no longer count.
 */
import type { Order } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import { reviewOrder } from '../../src/orders/index.ts';
import { openShop, type Shop } from '../../testkit/index.ts';

const HOUR_MS = 3_600_000;

let clock: DrivenClock;
let shop: Shop;
let partnerId: string;
let key: string;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock });
  await shop.stock({ codes: 60 });
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(async () => {
  ({ partnerId, key } = await shop.buyer({ balance: '1000.00', approvalLimit: 9_400 }));
});

async function place(quantity = 1, more: object = {}): Promise<Order> {
  const body = { region: 'US', denomination: 50, quantity, ...more };
  return (await shop.call<Order>('POST', '/orders', { key, body })).body;
}

test('orders one after another', async () => {
  const orders = [await place(), await place(), await place()];
  expect(orders.map(({ status }) => status)).toEqual(['delivered', 'delivered', 'pending']);
  clock.advance(1);
  const id = parseId('ord', orders[2]?.id ?? '') ?? '';
  const by = { actor: 'operator:test', at: clock.now() };
  await reviewOrder(shop.app, id, { act: 'approve' }, by);
  expect((await place()).status).toBe('pending');
  clock.advance(24 * HOUR_MS);
  // All but the order that a person approved are older than the window, and that one does not count.
  expect((await place(2)).status).toBe('delivered');
  expect(await shop.verify()).toEqual([]);
});

test('orders at once', async () => {
  const orders = await Promise.all(Array.from({ length: 6 }, () => place()));
  const delivered = orders.filter(({ status }) => status === 'delivered');
  expect([delivered.length, orders.length]).toEqual([2, 6]);
  expect(await shop.verify()).toEqual([]);
});

test('with another key of the partner, and by retries', async () => {
  await place(2);
  key = (await shop.key(partnerId)).text;
  const [first, second] = [await place(1, { reference: 'A' }), await place(1, { reference: 'B' })];
  expect([first.status, second.status]).toEqual(['pending', 'pending']);
});

test('with one that waits for codes, and goes on counting once it is filled', async () => {
  const waits = { denomination: 20, fill: 'wait' };
  const { id, status, total } = await place(4, waits);
  expect([status, total]).toEqual(['pending', '76.00']);
  expect((await place(1)).status).toBe('pending');
  await shop.stock({ denomination: 20, codes: 4 });
  expect((await shop.call<Order>('GET', `/orders/${id}`, { key })).body.status).toBe('delivered');
  expect((await place(1)).status).toBe('pending');
});

test('without a limit no approval is needed', async () => {
  await shop.change(partnerId, { approvalLimit: null });
  expect([(await place(3)).status, (await place(3)).status]).toEqual(['delivered', 'delivered']);
});
