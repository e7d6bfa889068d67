/** Guards: the checks of queues find an order that overtook another, a wrong count, and an order that waits for what is there. */
import type { Order } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verify } from '../../src/acts/index.ts';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import { fillQueues } from '../../src/orders/index.ts';
import { openShop, type Shop } from '../../testkit/index.ts';

let clock: DrivenClock;
let shop: Shop;
let key: string;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock });
  ({ key } = await shop.buyer({ balance: '2000.00' }));
});
afterAll(() => shop[Symbol.asyncDispose]());

async function waiting(quantity: number): Promise<string> {
  clock.advance(1);
  const body = { region: 'US', denomination: 50, quantity, fill: 'wait' };
  return (await shop.call<Order>('POST', '/orders', { key, body })).body.id;
}
const statesOf = (...ids: string[]) =>
  Promise.all(
    ids.map(async (id) => (await shop.call<Order>('GET', `/orders/${id}`, { key })).body.status),
  );
const cancel = (id: string) => shop.call('POST', `/orders/${id}/cancel`, { key });
const brokenOf = async () =>
  new Set((await shop.verify()).map((each) => each.slice(0, each.indexOf(':'))));

test('an order that overtook another', async () => {
  const [first, second] = [await waiting(1), await waiting(2)];
  await shop.stock({ codes: 3 });
  expect(await statesOf(first, second)).toEqual(['delivered', 'delivered']);
  const move = (by: number) =>
    shop.rows('UPDATE orders.queue SET "left" = "left" + $2 WHERE order_id = $1', [
      parseId('ord', first),
      by,
    ]);
  await move(1);
  expect(await brokenOf()).toEqual(new Set(['O6']));
  await move(-1);
  expect(await brokenOf()).toEqual(new Set());
});

test('an order that was served at once although another waited for as much', async () => {
  const early = await waiting(2);
  const late = await waiting(1);
  await shop.stock({ codes: 1 });
  expect(await statesOf(early, late)).toEqual(['pending', 'delivered']);
  const size = (quantity: number) =>
    shop.rows('UPDATE orders.queue SET quantity = $2 WHERE order_id = $1', [
      parseId('ord', late),
      quantity,
    ]);
  await size(2);
  expect(await brokenOf()).toContain('O6');
  await size(1);
  await cancel(early);
  expect(await brokenOf()).toEqual(new Set());
});

test('a wrong count, and an order that waits for what is there', async () => {
  const order = await waiting(2);
  const shelf = `shelf_id = (SELECT shelf_id FROM orders.orders WHERE order_id = $1)`;
  const id = parseId('ord', order);
  await shop.rows(`UPDATE stock.shelves SET waiting = waiting + 1 WHERE ${shelf}`, [id]);
  expect(await brokenOf()).toEqual(new Set(['O7']));
  await shop.rows(`UPDATE stock.shelves SET waiting = waiting - 1 WHERE ${shelf}`, [id]);
  // A lot comes, and whoever brings it forgets the queue.
  await shop.rows(`UPDATE orders.queue SET quantity = 3 WHERE order_id = $1`, [id]);
  await shop.stock({ codes: 2 });
  await shop.rows(`UPDATE orders.queue SET quantity = 2 WHERE order_id = $1`, [id]);
  expect(await brokenOf()).toEqual(new Set(['O7']));
  await shop.rows(`UPDATE stock.shelves SET filling = true WHERE ${shelf}`, [id]);
  expect(await fillQueues(shop.app)).toBe(1);
  expect(await brokenOf()).toEqual(new Set());
});

test('every check has an id of its own', async () => {
  const ids = (await verify(shop.app, { deep: false })).map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(20);
  expect(new Set(ids).size).toBe(ids.length);
});
