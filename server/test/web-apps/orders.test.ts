/**
 * Guards: people see the orders of their own business in the portal, find one by its id or reference, and confirm or cancel what
 * waits, after a proof. Looking at an order reads none of its codes.
 */
import type { Order, OrderList } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import {
  bodyOf,
  colleague,
  openShop,
  type Shop,
  signUp,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

let clock: DrivenClock;
let shop: Shop;
let owner: Visitor;
let key: string;
beforeAll(async () => {
  clock = drivenClock(new Date());
  shop = await openShop({ clock });
  await shop.stock({ codes: 20 });
  const made = await signUp(shop, 'Nordlicht Handel');
  owner = made.visitor;
  const partnerId = parseId('prt', made.partnerId) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.deposit(partnerId, '900.00');
  key = (await shop.key(partnerId)).text;
});
afterAll(() => shop[Symbol.asyncDispose]());

async function order(more: object = {}): Promise<Order> {
  clock.advance(1);
  const body = { region: 'US', denomination: 50, quantity: 1, ...more };
  return (await shop.call<Order>('POST', '/orders', { key, body })).body;
}
const hold = () => order({ payment: 'hold', hold_seconds: 86_400 });
const list = (query = '', by = owner) => bodyOf(clock, by.get<OrderList>(`/orders${query}`));
const idsOf = ({ data }: { data: readonly { id: string }[] }) => data.map(({ id }) => id);

test('a list that is filtered by state and region, and searched by id and by reference', async () => {
  const bought = await order({ reference: 'PO-1' });
  const held = await order({ payment: 'hold' });
  expect(idsOf(await list())).toEqual([held.id, bought.id]);
  expect((await list()).data[1]).toEqual(bought);
  expect(idsOf(await list('?status=pending'))).toEqual([held.id]);
  expect(idsOf(await list('?region=us'))).toEqual([held.id, bought.id]);
  expect(idsOf(await list('?region=GB'))).toEqual([]);
  expect(idsOf(await list(`?search=${bought.id}`))).toEqual([bought.id]);
  expect(idsOf(await list('?search=PO-1'))).toEqual([bought.id]);
  expect(idsOf(await list('?search=PO'))).toEqual([]);
  expect(idsOf(await list('?mode=test'))).toEqual([]);
  const first = await list('?limit=1');
  expect(first.has_more).toBe(true);
  expect(idsOf(await list(`?limit=1&cursor=${first.next_cursor}`))).toEqual([bought.id]);
});

test('its codes are listed without being read', async () => {
  const { id } = await order({ quantity: 2 });
  const { data } = await bodyOf(
    clock,
    owner.get<{ data: { id: string; read: boolean; status: string }[] }>(`/orders/${id}/codes`),
  );
  expect(data.map(({ read, status }) => [read, status])).toEqual([
    [false, 'delivered'],
    [false, 'delivered'],
  ]);
  expect(JSON.stringify(data)).not.toContain('"code"');
  const [first] = data;
  await shop.call('GET', `/orders/${id}/codes?code=${first?.id}`, { key });
  const again = await bodyOf(
    clock,
    owner.get<{ data: { read: boolean }[] }>(`/orders/${id}/codes`),
  );
  expect(again.data.map(({ read }) => read)).toEqual([true, false]);
});

test('what waits is confirmed or cancelled by those who buy, after a proof', async () => {
  const [held, other] = [await hold(), await hold()];
  const finance = (await colleague(shop, owner, 'finance')).visitor;
  expect((await finance.post(`/orders/${held.id}/confirm`)).body).toMatchObject({
    code: 'role_missing',
  });
  const buyer = (await colleague(shop, owner, 'buyer')).visitor;
  clock.advance(3_600_000);
  expect((await buyer.post(`/orders/${held.id}/confirm`)).body).toMatchObject({
    code: 'step_up_required',
  });
  await stepUp(clock, buyer);
  expect((await buyer.post(`/orders/${held.id}/confirm`)).body).toMatchObject({
    status: 'delivered',
  });
  expect((await buyer.post(`/orders/${other.id}/cancel`)).body).toMatchObject({
    status: 'failed',
    failure: { code: 'cancelled' },
  });
  expect((await buyer.post(`/orders/${other.id}/cancel`)).body).toMatchObject({
    code: 'invalid_state',
  });
  expect(await shop.verify()).toEqual([]);
});

test('another business sees nothing of it', async () => {
  const mine = await order({ payment: 'hold' });
  const { visitor: stranger } = await signUp(shop, 'Fremder Handel');
  await stepUp(clock, stranger);
  expect(idsOf(await list('', stranger))).toEqual([]);
  expect(idsOf(await list(`?search=${mine.id}`, stranger))).toEqual([]);
  for (const path of ['', '/codes']) {
    expect((await stranger.get(`/orders/${mine.id}${path}`)).status).toBe(404);
  }
});
