/**
 * Guards: an order says what to do with too little stock. `available` delivers and costs what is there; `wait` is filled whole, in
 * its turn, in the commit that brings the codes, and gives its money back if none come in time.
 */
import type { Inventory, InventoryItem, Order, OrderCodeList } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import { expireOrders, fillQueues, listQueued, sumQueued } from '../../src/orders/index.ts';
import { unexpireLanes } from '../../src/stock/index.ts';
import { openShop, type Shop } from '../../testkit/index.ts';

const DAY = 86_400_000;
let clock: DrivenClock;
let shop: Shop;
let partnerId: string;
let key: string;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock });
});
afterAll(() => shop[Symbol.asyncDispose]());

/** Every test has a product of its own. */
let denomination: number;
const denominations = [10, 20, 50, 100];
let turn = 0;
beforeEach(async () => {
  denomination = denominations[turn++ % denominations.length] ?? 10;
  ({ partnerId, key } = await shop.buyer({ balance: '2000.00' }));
});

type Reply = Order & { code?: string; errors?: object[]; available?: number };

function place(quantity: number, more: object = {}, as = key, headers = {}) {
  clock.advance(1);
  const body = { region: 'US', denomination, quantity, ...more };
  return shop.call<Reply>('POST', '/orders', { key: as, body, headers });
}
async function waiting(quantity: number, more: object = {}, as = key): Promise<string> {
  const { status, body } = await place(quantity, { fill: 'wait', ...more }, as);
  expect([status, body.status]).toEqual([201, 'pending']);
  return body.id;
}
const get = async (id: string, as = key) =>
  (await shop.call<Order>('GET', `/orders/${id}`, { key: as })).body;
const stateOf = async (...ids: string[]) =>
  Promise.all(ids.map(async (id) => (await get(id)).status));
const cancel = (id: string) => shop.call<Reply>('POST', `/orders/${id}/cancel`, { key });
const stock = (codes: number, more: { expiresAt?: Date } = {}) =>
  shop.stock({ denomination, codes, ...more });
const money = async () => (await shop.call('GET', '/balance', { key })).body;
async function shown(): Promise<InventoryItem | undefined> {
  await shop.app.inventory.refresh();
  const query = `?region=US&denomination=${denomination}`;
  return (await shop.call<Inventory>('GET', `/inventory${query}`, { key })).body.data[0];
}
/** Sells what a test has left of its product. */
async function sellOut(): Promise<void> {
  const left = await shop.available(`PSN-US-${denomination}`);
  if (left === 0) return;
  const { key: other } = await shop.buyer({ balance: '90000.00' });
  expect((await place(left, {}, other)).status).toBe(201);
}

describe('too little stock', () => {
  test('is refused where nothing is said, and where "all" is said', async () => {
    await sellOut();
    await stock(3);
    for (const more of [{}, { fill: 'all' }]) {
      expect(await place(4, more)).toMatchObject({
        status: 409,
        body: { code: 'out_of_stock', available: 3 },
      });
    }
  });

  test('with "available" is delivered and paid as far as it goes', async () => {
    await sellOut();
    await stock(3);
    const before = await money();
    const { status, body } = await place(5, { fill: 'available' });
    expect([status, body]).toMatchObject([
      201,
      { status: 'delivered', quantity: 3, requested_quantity: 5, payment: 'balance' },
    ]);
    expect(Number(body.total)).toBeCloseTo(3 * Number(body.unit_price));
    expect(Number((await money()).available)).toBeCloseTo(
      Number(before.available) - Number(body.total),
    );
    expect(await get(body.id)).toEqual(body);
    const codes = await shop.call<OrderCodeList>('GET', `/orders/${body.id}/codes`, { key });
    expect(codes.body.data).toHaveLength(3);
    const events = await shop.rows<{ data: string }>(
      'SELECT data FROM events.outbox WHERE subject = $1 ORDER BY sequence',
      [parseId('ord', body.id)],
    );
    for (const { data } of events) {
      expect(JSON.parse(data).order).toMatchObject({ quantity: 3, requested_quantity: 5 });
    }
    expect(events).toHaveLength(3);
    expect(await shop.verify()).toEqual([]);
  });

  test('with "available" and nothing at all is refused', async () => {
    await sellOut();
    expect(await place(5, { fill: 'available' })).toMatchObject({
      status: 409,
      body: { code: 'out_of_stock', available: 0 },
    });
  });

  test('with "available" asks for the money of what is there, not of what was ordered', async () => {
    await sellOut();
    await stock(1);
    const { key: poor } = await shop.buyer({ balance: '100.00' });
    const { body } = await place(100, { fill: 'available' }, poor);
    expect(body).toMatchObject({ status: 'delivered', quantity: 1, requested_quantity: 100 });
  });

  test('with "available" and enough stock is an order like any other', async () => {
    await stock(2);
    const { body } = await place(2, { fill: 'available' });
    expect(body).toMatchObject({ status: 'delivered', quantity: 2, requested_quantity: 2 });
  });

  test('20 that take what is there share it to the last code', async () => {
    await sellOut();
    await stock(33);
    const { key: rich } = await shop.buyer({ balance: '90000.00' });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => place(10, { fill: 'available' }, rich)),
    );
    const sold = answers.filter(({ status }) => status === 201).map(({ body }) => body.quantity);
    expect(sold.reduce((sum, each) => sum + each, 0)).toBe(33);
    expect(await shop.verify()).toEqual([]);
  });

  test('a repeated key is answered with the order as it was filled', async () => {
    await sellOut();
    await stock(2);
    const headers = { 'idempotency-key': `fill-${denomination}` };
    const first = await place(9, { fill: 'available' }, key, headers);
    await stock(50);
    const again = await place(9, { fill: 'available' }, key, headers);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });
});

describe('an order that waits', () => {
  test('has its money on hold, says until when, and is filled in the commit that brings a lot', async () => {
    await sellOut();
    const before = await money();
    const placed = await place(4, { fill: 'wait', wait_seconds: 3600 });
    const until = new Date(clock.now().getTime() + 3_600_000).toISOString();
    expect(placed.body).toMatchObject({ status: 'pending', payment: 'balance', expires_at: until });
    expect(await money()).toMatchObject({ balance: before.balance, held: placed.body.total });
    expect(await shown()).toMatchObject({ available: 0, waiting: 4 });
    await stock(3);
    expect(await stateOf(placed.body.id)).toEqual(['pending']);
    await stock(3);
    const filled = await get(placed.body.id);
    expect(filled).toMatchObject({ status: 'delivered', sequence: 3, expires_at: null });
    expect(filled.paid_at).toBe(filled.delivered_at);
    expect(await money()).toMatchObject({ held: '0.00' });
    const after = await shown();
    expect(after?.available).toBe(2);
    expect(after).not.toHaveProperty('waiting');
    const codes = await shop.call<OrderCodeList>('GET', `/orders/${filled.id}/codes`, { key });
    expect(codes.body.data).toHaveLength(4);
    const events = await shop.rows<{ data: string }>(
      'SELECT data FROM events.outbox WHERE subject = $1 ORDER BY sequence',
      [parseId('ord', filled.id)],
    );
    expect(events.map(({ data }) => JSON.parse(data).order.status)).toEqual([
      'pending',
      'paid',
      'delivered',
    ]);
    expect(await shop.verify()).toEqual([]);
  });

  test('shows in the change feed, with how many codes are waited for', async () => {
    await sellOut();
    await shop.app.inventory.refresh();
    const { cursor } = (await shop.call<Inventory>('GET', '/inventory', { key })).body;
    const order = await waiting(3);
    await shop.app.inventory.refresh();
    const path = `/inventory/changes?since=${encodeURIComponent(cursor)}`;
    const rows = (await shop.call<Inventory>('GET', path, { key })).body.data;
    const mine = rows.find((row) => row.sku === `PSN-US-${denomination}`);
    expect(mine).toMatchObject({ available: 0, in_stock: false, waiting: 3 });
    await cancel(order);
    expect(await shown()).not.toHaveProperty('waiting');
  });

  test('is listed and measured for those who run the shop', async () => {
    await sellOut();
    const order = await waiting(3);
    clock.advance(5_000);
    const queued = await listQueued(shop.app.database.reads);
    expect(queued.map(({ orderId, quantity }) => [orderId, quantity])).toContainEqual([
      parseId('ord', order),
      3,
    ]);
    const { orders, codes, oldestAt } = await sumQueued(shop.app.database.reads);
    expect([orders > 0, codes >= 3, oldestAt !== null]).toEqual([true, true, true]);
    await cancel(order);
  });

  test('is delivered at once if there is enough', async () => {
    await stock(2);
    expect((await place(2, { fill: 'wait' })).body).toMatchObject({
      status: 'delivered',
      expires_at: null,
    });
  });

  test('comes before those who asked later, but not before those it cannot make use of', async () => {
    await sellOut();
    const large = await waiting(5);
    const small = await waiting(2);
    const second = await waiting(2);
    await stock(3);
    expect(await stateOf(large, small, second)).toEqual(['pending', 'delivered', 'pending']);
    // One code is left, which none of them can be filled with.
    expect(await shown()).toMatchObject({ available: 1, waiting: 7 });
    expect((await place(1)).status).toBe(201);
    await stock(6);
    expect(await stateOf(large, second)).toEqual(['delivered', 'pending']);
    await stock(1);
    expect(await stateOf(second)).toEqual(['delivered']);
    expect(await shop.verify()).toEqual([]);
  });

  test.each([
    ['cancelled', async (id: string) => void (await cancel(id))],
    [
      'at its end',
      async (id: string) => {
        clock.advance(Date.parse((await get(id)).expires_at ?? '') - clock.now().getTime());
        await expireOrders(shop.app);
      },
    ],
  ])('gets the codes of a hold that is %s', async (_, end) => {
    await sellOut();
    await stock(2);
    const { body: hold } = await place(2, { payment: 'hold' });
    const order = await waiting(2);
    await end(hold.id);
    expect(await stateOf(order)).toEqual(['delivered']);
    expect(await shop.verify()).toEqual([]);
  });

  test('gets codes that their buyer returns unread', async () => {
    await sellOut();
    await stock(2);
    const { body: bought } = await place(2);
    const order = await waiting(2);
    const path = `/orders/${bought.id}`;
    const codes = (await shop.call<OrderCodeList>('GET', `${path}/codes?masked=true`, { key }))
      .body;
    const body = { codes: codes.data.map(({ id }) => id) };
    expect((await shop.call('POST', `${path}/returns`, { key, body })).status).toBe(200);
    expect(await stateOf(order)).toEqual(['delivered']);
    expect(await shop.verify()).toEqual([]);
  });

  test('gets codes that were off sale only by a clock that ran ahead', async () => {
    await sellOut();
    const expiresAt = new Date(clock.now().getTime() + DAY);
    await stock(2, { expiresAt });
    await shop.app.database.transaction((tx) =>
      tx.query('SELECT stock.lock(ARRAY(SELECT shelf_id FROM stock.shelves), $1)', [
        new Date(expiresAt.getTime() + 1),
      ]),
    );
    const order = await waiting(2);
    expect(await unexpireLanes(shop.app)).toBe(2);
    expect(await shown()).toMatchObject({ available: 0 });
    expect(await fillQueues(shop.app)).toBe(1);
    expect(await stateOf(order)).toEqual(['delivered']);
  });

  test('ends at the millisecond that it was promised: filled before, not after', async () => {
    await sellOut();
    const order = await waiting(2, { wait_seconds: 60 });
    const late = await waiting(2, { wait_seconds: 3600 });
    clock.advance(Date.parse((await get(order)).expires_at ?? '') - clock.now().getTime());
    await stock(2);
    // What the first was promised goes to the next, and until it has ended nothing is sold past it.
    expect(await stateOf(order, late)).toEqual(['pending', 'delivered']);
    await stock(3);
    expect((await place(2)).body).toMatchObject({ code: 'out_of_stock', available: 1 });
    await expireOrders(shop.app);
    expect(await shown()).toMatchObject({ available: 3 });
    expect(await stateOf(order, late)).toEqual(['failed', 'delivered']);
    expect((await get(order)).failure).toMatchObject({ code: 'out_of_stock' });
    await sellOut();
    const last = await waiting(1, { wait_seconds: 60 });
    clock.advance(Date.parse((await get(last)).expires_at ?? '') - 1 - clock.now().getTime());
    await stock(1);
    expect(await stateOf(last)).toEqual(['delivered']);
    expect(await money()).toMatchObject({ held: '0.00' });
    expect(await shop.verify()).toEqual([]);
  });

  test('gives its money and its place back when it is cancelled', async () => {
    await sellOut();
    const before = await money();
    const first = await waiting(2);
    const second = await waiting(1);
    expect((await cancel(first)).body).toMatchObject({
      status: 'failed',
      failure: { code: 'cancelled' },
    });
    await stock(1);
    expect(await stateOf(second)).toEqual(['delivered']);
    expect((await cancel(second)).body).toMatchObject({ code: 'invalid_state' });
    const spent = Number((await get(second)).total);
    expect(Number((await money()).balance)).toBeCloseTo(Number(before.balance) - spent);
  });

  test('cannot be confirmed, and waits for no approval', async () => {
    await sellOut();
    const order = await waiting(2);
    const confirmed = await shop.call<Reply>('POST', `/orders/${order}/confirm`, { key });
    expect(confirmed.body).toMatchObject({ code: 'invalid_state' });
    await shop.change(partnerId, { approvalLimit: 1000 });
    expect((await place(2, { fill: 'wait' })).body).toMatchObject({ code: 'limit_reached' });
    await cancel(order);
  });

  test('a later large order does not get what an earlier one was promised', async () => {
    await sellOut();
    const ids = [];
    const { key: rich } = await shop.buyer({ balance: '90000.00' });
    for (let count = 0; count < 120; count += 1) ids.push(await waiting(1, {}, rich));
    // More wait than one commit fills: what is left is promised, and shown to nobody.
    await stock(125);
    const { available } = (await shown()) ?? {};
    expect(available).toBe(5);
    expect((await place(6)).body).toMatchObject({ code: 'out_of_stock', available: 5 });
    expect((await place(5)).status).toBe(201);
    expect(await fillQueues(shop.app)).toBe(70);
    const states = await Promise.all(ids.map(async (id) => (await get(id, rich)).status));
    expect(new Set(states)).toEqual(new Set(['delivered']));
    expect(await shop.verify()).toEqual([]);
  });
});

describe('bad input', () => {
  const pointers = async (more: object) => {
    const { status, body } = await place(1, more);
    return { status, errors: body.errors };
  };
  test.each([
    ['another word', { fill: 'some' }, '/fill'],
    ['with an invoice', { fill: 'wait', payment: 'invoice' }, '/fill'],
    ['with a hold', { fill: 'available', payment: 'hold' }, '/fill'],
    ['a wait without "wait"', { wait_seconds: 900 }, '/wait_seconds'],
    ['a wait with "available"', { fill: 'available', wait_seconds: 900 }, '/wait_seconds'],
    ['59 seconds', { fill: 'wait', wait_seconds: 59 }, '/wait_seconds'],
    ['604,801 seconds', { fill: 'wait', wait_seconds: 604_801 }, '/wait_seconds'],
    ['a fraction', { fill: 'wait', wait_seconds: 60.5 }, '/wait_seconds'],
    ['a text', { fill: 'wait', wait_seconds: '900' }, '/wait_seconds'],
  ])('%s is refused by its name', async (_, more, pointer) => {
    expect(await pointers(more)).toMatchObject({ status: 422, errors: [{ pointer }] });
  });

  test('test stock is endless, so there is nothing to wait for', async () => {
    const { text: test } = await shop.key(partnerId, { mode: 'test' });
    for (const fill of ['available', 'wait']) {
      expect((await place(3, { fill }, test)).body).toMatchObject({
        status: 'delivered',
        quantity: 3,
      });
    }
  });
});
