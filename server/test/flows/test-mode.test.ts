/**
 * Guards: live and test data are separate. A test key uses the same code path with an endless stock of codes that begin
 * with TEST-, and has money, orders, events and lists of its own.
 */
import type { Inventory, Order, OrderCodeList } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openShop, type Shop } from '../../testkit/index.ts';

let shop: Shop;
let partnerId: string;
let live: string;
let testing: string;
beforeAll(async () => {
  shop = await openShop();
  await shop.stock({ codes: 5 });
  partnerId = await shop.partner();
  await shop.deposit(partnerId, '100.00');
  await shop.deposit(partnerId, '1000000.00', 'test');
  live = (await shop.key(partnerId)).text;
  testing = (await shop.key(partnerId, { mode: 'test' })).text;
});
afterAll(() => shop[Symbol.asyncDispose]());

function place(key: string, quantity: number, denomination = 50) {
  const body = { region: 'US', denomination, quantity };
  return shop.call<Order>('POST', '/orders', { key, body });
}

async function codesOf(key: string, order: Order): Promise<(string | null | undefined)[]> {
  const answer = await shop.call<OrderCodeList>('GET', `/orders/${order.id}/codes`, { key });
  return answer.body.data.map((each) => each.code);
}

test('a test order is delivered with codes that cannot be mistaken for real ones', async () => {
  expect(testing).toMatch(/^psnb2b_test_/);
  const placed = await place(testing, 3);
  expect(placed).toMatchObject({ status: 201, body: { mode: 'test', status: 'delivered' } });
  const codes = await codesOf(testing, placed.body);
  expect(new Set(codes).size).toBe(3);
  for (const code of codes) expect(code).toMatch(/^TEST-/);
});

test('its stock never ends, and leaves the live stock unchanged', async () => {
  const before = await shop.available('PSN-US-50');
  for (const quantity of [500, 500, 500]) {
    expect((await place(testing, quantity)).status).toBe(201);
  }
  expect(await shop.available('PSN-US-50')).toBe(before);
  expect((await place(testing, 2, 100)).status).toBe(201);
  expect((await place(live, 1, 100)).body).toMatchObject({ code: 'out_of_stock', available: 0 });
});

test('it does not end for many simultaneous orders either', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => place(testing, 450, 10)));
  expect(answers.map((each) => each.status)).toEqual(Array(12).fill(201));
});

test('a live order never gets a test code', async () => {
  const placed = await place(live, 2);
  expect(placed.body.mode).toBe('live');
  for (const code of await codesOf(live, placed.body)) expect(code).not.toMatch(/^TEST-/);
});

test('each mode has its own money', async () => {
  const balance = async (key: string) => (await shop.call('GET', '/balance', { key })).body.balance;
  const before = await balance(live);
  await place(testing, 1);
  expect(await balance(live)).toBe(before);
  expect((await place(live, 3)).body).toMatchObject({ code: 'insufficient_balance' });
});

test('each mode lists and reads only its own orders', async () => {
  const { body: testOrder } = await place(testing, 1);
  const { body: liveOrder } = await place(live, 1, 20);
  expect(liveOrder).toMatchObject({ code: 'insufficient_balance' });
  for (const call of ['', '/codes']) {
    const read = await shop.call('GET', `/orders/${testOrder.id}${call}`, { key: live });
    expect(read).toMatchObject({ status: 404, body: { code: 'not_found' } });
  }
  const { body } = await shop.call('GET', '/orders?limit=100', { key: live });
  expect(JSON.stringify(body)).not.toContain('"mode":"test"');
  expect(JSON.stringify(body)).toContain('"mode":"live"');
});

test('a test key sees the same catalogue at the same prices, always in stock', async () => {
  const shown = async (key: string) =>
    (await shop.call<Inventory>('GET', '/inventory', { key })).body.data;
  await vi.waitFor(async () => expect((await shown(live)).length).toBeGreaterThan(0));
  const [liveRows, testRows] = [await shown(live), await shown(testing)];
  const prices = (rows: Inventory['data']) => rows.map((each) => [each.sku, each.unit_price]);
  expect(prices(testRows)).toEqual(prices(liveRows));
  expect(testRows.every((each) => each.in_stock)).toBe(true);
});

test('a business under review can place test orders, but not live ones', async () => {
  const waiting = await shop.partner({ approved: false });
  await shop.deposit(waiting, '100.00', 'test');
  const keys = {
    live: (await shop.key(waiting)).text,
    test: (await shop.key(waiting, { mode: 'test' })).text,
  };
  expect(await place(keys.live, 1)).toMatchObject({
    status: 403,
    body: { code: 'partner_not_approved' },
  });
  expect((await place(keys.test, 1)).status).toBe(201);
  await shop.change(waiting, { approved: true });
  expect((await place(keys.live, 1)).status).toBe(402);
});

test('no row of one mode points to the other', async () => {
  const crossed = await shop.rows(
    `SELECT o.order_id FROM orders.orders o
       JOIN partners.tenants t USING (tenant_id)
       JOIN stock.shelves s USING (shelf_id)
       JOIN orders.ranges r USING (order_id)
       JOIN stock.runs n USING (run_id)
       JOIN stock.lots l USING (lot_id)
      WHERE t.mode <> s.mode OR s.mode <> l.mode OR n.shelf_id <> o.shelf_id`,
  );
  expect(crossed).toEqual([]);
  expect(await shop.verify()).toEqual([]);
});
