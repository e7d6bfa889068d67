/**
 * Guards: what the guide tells of a marketplace works over the API alone: reserve is a hold, provide confirms it two days
 * later, cancel cancels it; and each callback may come twice, also out of order.
 */
import type { Order, OrderCodeList } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { expireOrders } from '../../src/orders/index.ts';
import { openShop, type Shop } from '../../testkit/index.ts';

const HOUR = 3_600_000;
let clock: DrivenClock;
let shop: Shop;
let key: string;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock });
  await shop.stock({ codes: 10 });
  ({ key } = await shop.buyer({ balance: '470.00' }));
});
afterAll(() => shop[Symbol.asyncDispose]());

/** A seller's program: it knows the marketplace's own number of a sale and nothing else. */
const seller = {
  async reserve(sale: string): Promise<Order> {
    const body = { region: 'US', denomination: 50, quantity: 1, reference: sale };
    const hold = { ...body, payment: 'hold', hold_seconds: 49 * 3600 };
    const headers = { 'idempotency-key': `reserve-${sale}` };
    const reply = await shop.call<Order>('POST', '/orders', { key, body: hold, headers });
    return reply.body;
  },
  async find(sale: string): Promise<Order | undefined> {
    const found = await shop.call<{ data: Order[] }>('GET', `/orders?reference=${sale}`, { key });
    return found.body.data[0];
  },
  async provide(sale: string): Promise<string[]> {
    const order = await this.find(sale);
    const done = await shop.call('POST', `/orders/${order?.id}/confirm`, { key });
    if (done.status !== 200) return [];
    const codes = await shop.call<OrderCodeList>('GET', `/orders/${order?.id}/codes`, { key });
    return codes.body.data.map(({ code }) => code ?? '');
  },
  async cancel(sale: string): Promise<number> {
    const order = await this.find(sale);
    return (await shop.call('POST', `/orders/${order?.id}/cancel`, { key })).status;
  },
};

test('reserve, provide after 48 hours, cancel, and each of them twice', async () => {
  const first = await seller.reserve('sale-1');
  expect(await seller.reserve('sale-1')).toEqual(first);
  await seller.reserve('sale-2');
  await seller.reserve('sale-3');
  clock.advance(48 * HOUR);
  await expireOrders(shop.app);
  const codes = await seller.provide('sale-1');
  expect(codes).toHaveLength(1);
  expect(await seller.provide('sale-1')).toEqual(codes);
  expect(await seller.cancel('sale-2')).toBe(200);
  expect(await seller.cancel('sale-2')).toBe(409);
  expect(await seller.provide('sale-2')).toEqual([]);
  expect(await seller.cancel('sale-1')).toBe(409);
  clock.advance(2 * HOUR);
  await expireOrders(shop.app);
  expect(await seller.find('sale-3')).toMatchObject({ failure: { code: 'hold_expired' } });
  expect(await seller.provide('sale-3')).toEqual([]);
  expect((await shop.call('GET', '/balance', { key })).body).toMatchObject({
    ...{ balance: '423.00', held: '0.00' },
  });
  expect(await shop.available('PSN-US-50')).toBe(9);
  expect(await shop.verify()).toEqual([]);
});
