/**
 * Guards: the list of orders. Newest first, every order exactly once however many pages it takes and
 * whatever is ordered meanwhile, and filters that add up.
 */
import type { Order, OrderList } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { openShop, type Shop } from '../../testkit/index.ts';

let clock: DrivenClock;
let shop: Shop;
let key: string;
/** Oldest first, a second apart. */
const orders: Order[] = [];
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock });
  await shop.stock({ codes: 30 });
  await shop.stock({ region: 'GB', codes: 30 });
  ({ key } = await shop.buyer({ balance: '5000.00', invoiceLimit: 1_000_000 }));
  for (let n = 0; n < 12; n += 1) orders.push(await place(n));
  await shop.call('POST', `/orders/${orders[3]?.id}/cancel`, { key });
});
afterAll(() => shop[Symbol.asyncDispose]());

/** Every third is British, every fourth from the fourth on waits for an invoice. */
async function place(n: number): Promise<Order> {
  clock.advance(1_000);
  const body = {
    region: n % 3 === 0 ? 'GB' : 'US',
    denomination: 50,
    quantity: 1,
    reference: `PO-${n}`,
    payment: n % 4 === 3 ? 'invoice' : 'balance',
  };
  return (await shop.call<Order>('POST', '/orders', { key, body })).body;
}

async function list(query: string): Promise<OrderList> {
  const answer = await shop.call<OrderList>('GET', `/orders?${query}`, { key });
  expect(answer.status).toBe(200);
  return answer.body;
}

function references({ data }: OrderList): (string | null)[] {
  return data.map((order) => order.reference);
}

async function walk(query: string): Promise<{ seen: (string | null)[]; pages: number }> {
  const seen: (string | null)[] = [];
  let pages = 0;
  for (let cursor: string | null = ''; cursor !== null; pages += 1) {
    const page = await list(cursor === '' ? query : `${query}&cursor=${cursor}`);
    expect(page.has_more).toBe(page.next_cursor !== null);
    seen.push(...references(page));
    cursor = page.next_cursor;
  }
  return { seen, pages };
}

const NEWEST_FIRST = Array.from({ length: 12 }, (_, index) => `PO-${11 - index}`);

test.each([
  [1, 12],
  [5, 3],
  [6, 2],
  [11, 2],
  [12, 1],
  [100, 1],
])('in pages of %i each order comes once, newest first', async (limit, pages) => {
  expect(await walk(`limit=${limit}`)).toEqual({ seen: NEWEST_FIRST, pages });
});

test('an order in a list reads like the order alone', async () => {
  const { data } = await list('limit=1');
  const alone = await shop.call<Order>('GET', `/orders/${orders[11]?.id}`, { key });
  expect(data).toEqual([alone.body]);
});

test('what is ordered between two pages shifts nothing', async () => {
  const { partnerId, key: fresh } = await shop.buyer({ balance: '500.00' });
  expect(partnerId).not.toBe('');
  const buy = async (reference: string) => {
    clock.advance(1);
    const body = { region: 'US', denomination: 50, quantity: 1, reference };
    await shop.call('POST', '/orders', { key: fresh, body });
  };
  for (const reference of ['a', 'b', 'c']) await buy(reference);
  const first = await shop.call<OrderList>('GET', '/orders?limit=2', { key: fresh });
  await buy('d');
  const second = await shop.call<OrderList>(
    'GET',
    `/orders?limit=2&cursor=${first.body.next_cursor}`,
    { key: fresh },
  );
  expect([...references(first.body), ...references(second.body)]).toEqual(['c', 'b', 'a']);
});

test('twenty come when nobody says how many', async () => {
  const { key: busy } = await shop.buyer({ balance: '500.00' });
  await shop.stock({ denomination: 10, codes: 25 });
  const body = { region: 'US', denomination: 10, quantity: 1 };
  for (let n = 0; n < 21; n += 1) await shop.call('POST', '/orders', { key: busy, body });
  const { body: page } = await shop.call<OrderList>('GET', '/orders', { key: busy });
  expect(page.data).toHaveLength(20);
  expect(page.has_more).toBe(true);
});

test.each([
  ['status=delivered', ['PO-10', 'PO-9', 'PO-8', 'PO-6', 'PO-5', 'PO-4', 'PO-2', 'PO-1', 'PO-0']],
  ['status=pending', ['PO-11', 'PO-7']],
  ['status=failed', ['PO-3']],
  ['status=paid', []],
  ['region=GB', ['PO-9', 'PO-6', 'PO-3', 'PO-0']],
  ['region=uk&status=delivered', ['PO-9', 'PO-6', 'PO-0']],
  ['region=FR', []],
  ['region=ZZ', []],
  ['status=failed&status=pending', ['PO-11', 'PO-7', 'PO-3']],
  ['sku=PSN-GB-50', ['PO-9', 'PO-6', 'PO-3', 'PO-0']],
  ['sku=psn-gb-50&sku=PSN-FR-50&status=failed&status=pending', ['PO-3']],
  ['sku=PSN-GB-50&sku=PSN-US-50', NEWEST_FIRST],
  ['sku=PSN-GB-50&region=US', []],
  ['sku=PSN-XX-1', []],
  ['reference=PO-7', ['PO-7']],
  ['reference=PO', []],
  ['reference=PO-7&status=failed', []],
])('?%s', async (query, expected) => {
  expect(references(await list(query))).toEqual(expected);
  expect((await walk(`${query}&limit=1`)).seen).toEqual(expected);
});

test('an order is found by the time of its delivery, however long it waited', async () => {
  const { key: patient } = await shop.buyer({ balance: '500.00' });
  const of = { region: 'GB', denomination: 50, quantity: 1 };
  const place = async (body: object) => {
    clock.advance(1_000);
    const answer = await shop.call<Order>('POST', '/orders', {
      key: patient,
      body: { ...of, ...body },
    });
    return answer.body;
  };
  const held = await place({ reference: 'held', payment: 'hold' });
  const paid = await place({ reference: 'paid' });
  clock.advance(60_000);
  const path = `/orders/${held.id}/confirm`;
  const late = (await shop.call<Order>('POST', path, { key: patient })).body.delivered_at ?? '';
  const early = paid.delivered_at ?? '';
  const found = async (query: string) =>
    references((await shop.call<OrderList>('GET', `/orders?${query}`, { key: patient })).body);
  expect(early < late).toBe(true);
  expect(await found(`delivered_after=${early}`)).toEqual(['held']);
  expect(await found(`delivered_before=${late}`)).toEqual(['paid']);
  expect(await found(`delivered_after=${late}`)).toEqual([]);
  expect(await found(`delivered_before=${early}`)).toEqual([]);
  expect(await found('delivered_after=1969-01-01T00:00:00Z')).toEqual(['paid', 'held']);
});

test('times are exclusive on both sides', async () => {
  const at = (n: number) => orders[n]?.created_at ?? '';
  expect(references(await list(`created_after=${at(9)}`))).toEqual(['PO-11', 'PO-10']);
  expect(references(await list(`created_before=${at(2)}`))).toEqual(['PO-1', 'PO-0']);
  const both = `created_after=${at(4)}&created_before=${at(7)}`;
  expect(references(await list(both))).toEqual(['PO-6', 'PO-5']);
  const offset = new Date(Date.parse(at(9)) + 7_200_000).toISOString().replace('Z', '%2B02:00');
  expect(references(await list(`created_after=${offset}`))).toEqual(['PO-11', 'PO-10']);
});
