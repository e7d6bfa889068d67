/**
 * Guards: however orders that wait, orders that do not, lots, cancellations and ends race, nobody in a queue is overtaken, nothing is
 * left unsold that somebody waits for and could be filled with, and nothing is sold twice.
 */
import type { Order } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { expireOrders, fillQueues } from '../../src/orders/index.ts';
import { callApi, openShop, type Shop } from '../../testkit/index.ts';

const DENOMINATIONS = [10, 20, 50] as const;
const SIZES = [1, 2, 3, 5, 8, 13];
const LOTS = [4, 7, 11, 17];
let clock: DrivenClock;
let shop: Shop;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ nodes: 2, clock });
});
afterAll(() => shop[Symbol.asyncDispose]());

const pick = <Value>(values: readonly Value[], turn: number): Value =>
  values[turn % values.length] as Value;

function send(key: string, turn: number, path: string, body?: object) {
  const { url } = pick(shop.nodes, turn);
  return callApi<Order & { code?: string }>(url, 'POST', path, { key, ...(body && { body }) });
}

async function buyers(count: number): Promise<string[]> {
  return Promise.all(
    Array.from({ length: count }, async () => (await shop.buyer({ balance: '90000.00' })).key),
  );
}

test('40 orders of mixed size wait for three products while lots and other orders race', async () => {
  const keys = await buyers(8);
  const order = (turn: number, more: object) => ({
    ...{ region: 'US', denomination: pick(DENOMINATIONS, turn), quantity: pick(SIZES, turn) },
    ...more,
  });
  const queued = await Promise.all(
    Array.from({ length: 40 }, (_, turn) =>
      send(pick(keys, turn), turn, '/orders', order(turn, { fill: 'wait' })),
    ),
  );
  expect(new Set(queued.map(({ body: { status } }) => status))).toEqual(new Set(['pending']));
  const lots = Array.from({ length: 18 }, (_, turn) =>
    shop.stock({ denomination: pick(DENOMINATIONS, turn), codes: pick(LOTS, turn) }),
  );
  const others = Array.from({ length: 60 }, async (_, turn) => {
    const fill = pick(['all', 'wait', 'available'], turn >> 1);
    const placed = await send(pick(keys, turn), turn, '/orders', order(turn, { fill }));
    // Some are cancelled again, which brings nothing to those behind them or everything.
    if (turn % 5 === 0 && placed.body.status === 'pending')
      await send(pick(keys, turn), turn, `/orders/${placed.body.id}/cancel`);
    return placed;
  });
  const holds = Array.from({ length: 12 }, async (_, turn) => {
    const placed = await send(pick(keys, turn), turn, '/orders', order(turn, { payment: 'hold' }));
    if (placed.status === 201)
      await send(
        pick(keys, turn),
        turn,
        `/orders/${placed.body.id}/${pick(['confirm', 'cancel'], turn)}`,
      );
    return placed;
  });
  const answers = await Promise.all([...others, ...holds]);
  await Promise.all(lots);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]));
  await fillQueues(shop.app);

  expect(await shop.rows('SELECT shelf_id FROM stock.shelves WHERE filling')).toEqual([]);
  expect(
    await shop.rows(
      `SELECT q.order_id FROM orders.queue q JOIN stock.shelves s USING (shelf_id)
        WHERE q."left" IS NULL AND q.quantity <= s.available`,
    ),
  ).toEqual([]);
  expect(await shop.verify()).toEqual([]);

  // Whatever still waits at its end has its money back.
  clock.advance(86_400_000);
  await expireOrders(shop.app);
  for (const key of keys) {
    expect((await shop.call('GET', '/balance', { key })).body).toMatchObject({ held: '0.00' });
  }
  expect(await shop.verify()).toEqual([]);
});

test('a queue filled by two nodes, by lots and by its own job at once is filled once', async () => {
  const [key = ''] = await buyers(1);
  const body = { region: 'US', denomination: 100, quantity: 1, fill: 'wait' };
  const placed = await Promise.all(
    Array.from({ length: 150 }, (_, turn) => send(key, turn, '/orders', body)),
  );
  const jobs = () => Array.from({ length: 2 }, (_, turn) => fillQueues(pick(shop.nodes, turn).app));
  const lots = async () => {
    for (let lot = 0; lot < 3; lot += 1) {
      await Promise.all([shop.stock({ denomination: 100, codes: 50 }), ...jobs()]);
    }
  };
  await Promise.all([lots(), ...jobs()]);
  await fillQueues(shop.app);
  const rows = await shop.rows(
    `SELECT status, count(*)::int AS n FROM orders.orders WHERE queued AND shelf_id = (
       SELECT shelf_id FROM orders.orders WHERE created_at = (SELECT max(created_at) FROM orders.orders) LIMIT 1)
      GROUP BY status`,
  );
  expect(placed).toHaveLength(150);
  expect(rows).toEqual([{ status: 'delivered', n: 150 }]);
  expect(await shop.available('PSN-US-100')).toBe(0);
  expect(await shop.verify()).toEqual([]);
});

test('two buyers who each free what the other waits for never wait for one another in a circle', async () => {
  const [one = '', other = ''] = await buyers(2);
  const order = (denomination: number, more: object) => ({
    ...{ region: 'US', denomination, quantity: 1 },
    ...more,
  });
  await shop.stock({ denomination: 10, codes: 20 });
  await shop.stock({ denomination: 20, codes: 20 });
  // Everything but one code of each is sold, so that each order waits for what the other buyer holds.
  for (const denomination of [10, 20]) {
    const left = await shop.available(`PSN-US-${denomination}`);
    await send(one, 0, '/orders', { ...order(denomination, {}), quantity: left - 1 });
  }
  for (let round = 0; round < 8; round += 1) {
    const [first, second] = await Promise.all([
      send(one, 0, '/orders', order(10, { payment: 'hold' })),
      send(other, 1, '/orders', order(20, { payment: 'hold' })),
    ]);
    await Promise.all([
      send(one, 0, '/orders', order(20, { fill: 'wait' })),
      send(other, 1, '/orders', order(10, { fill: 'wait' })),
    ]);
    const ended = await Promise.all([
      send(one, 0, `/orders/${first.body.id}/cancel`),
      send(other, 1, `/orders/${second.body.id}/cancel`),
    ]);
    expect(ended.map(({ status }) => status)).toEqual([200, 200]);
    await fillQueues(shop.app);
    expect(await shop.rows(`SELECT FROM orders.orders WHERE status = 'pending'`)).toEqual([]);
    await shop.stock({ denomination: 10, codes: 1 });
    await shop.stock({ denomination: 20, codes: 1 });
  }
  expect(await shop.verify()).toEqual([]);
});

test('a waiting order that ends, is cancelled and is filled at once ends once', async () => {
  const keys = await buyers(4);
  for (let round = 0; round < 3; round += 1) {
    const body = { region: 'GB', denomination: 50, quantity: 2, fill: 'wait', wait_seconds: 60 };
    const placed = await Promise.all(
      Array.from({ length: 20 }, (_, turn) => send(pick(keys, turn), turn, '/orders', body)),
    );
    const end = Date.parse(placed[0]?.body.expires_at ?? '');
    clock.advance(end - clock.now().getTime() - 1);
    await Promise.all([
      shop.stock({ region: 'GB', denomination: 50, codes: 21 }),
      ...placed
        .slice(0, 8)
        .map(({ body: { id } }, turn) => send(pick(keys, turn), turn, `/orders/${id}/cancel`)),
      Promise.resolve().then(() => clock.advance(1)),
      ...Array.from({ length: 4 }, () => expireOrders(shop.app)),
    ]);
    await expireOrders(shop.app);
    await fillQueues(shop.app);
    expect(await shop.rows(`SELECT FROM orders.orders WHERE status = 'pending'`)).toEqual([]);
    expect(await shop.verify()).toEqual([]);
    const left = await shop.available('PSN-GB-50');
    if (left > 0) await send(pick(keys, round), round, '/orders', { ...body, quantity: left });
  }
});
