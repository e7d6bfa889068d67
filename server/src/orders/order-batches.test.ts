/**
 * Guards: orders are placed together, in two parts where many wait, so that one is answered while the other is placed, and sent before the
 * other ends once nobody else will come; but none waits for a batch that waits for somebody else.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BareOrders, entryOf, openBareOrders } from '../../testkit/index.ts';
import { required } from '../kit/assert.ts';
import { OrderBatches } from './order-batches.ts';

let bare: BareOrders;
beforeAll(async () => {
  bare = await openBareOrders();
  await bare.client.query("UPDATE ledger.accounts SET balance = 1000 WHERE kind = 'available'");
});
afterAll(() => bare[Symbol.asyncDispose]());

const clock = { now: () => bare.at, steadyMs: () => 0 };

const many = (batches: OrderBatches, count: number, of: { tenant: number; shelf: number }) =>
  Array.from({ length: count }, () => batches.place(entryOf(bare, of)));

test.each([
  [1, 3],
  [1, 10],
  [1, 20],
  // The others are sent behind the batch that waits.
  [12, 12],
])(
  '%i orders wait for the account of their partner, and %i of another are placed meanwhile',
  async (held, count) => {
    await using batches = new OrderBatches(bare.database, clock);
    await batches.place(entryOf(bare, { tenant: 1, shelf: 1 }));
    const [first] = bare.tenants;
    const { accounts } = required(first, 'there are two');
    await bare.client.query('BEGIN');
    await bare.client.query('SELECT FROM ledger.accounts WHERE account_id = $1 FOR UPDATE', [
      accounts.available,
    ]);
    let isHeld = true;
    const blocked = many(batches, held, { tenant: 0, shelf: 0 }).map((placed) =>
      placed.then(({ outcome }) => [outcome, isHeld]),
    );
    await new Promise(setImmediate);
    const others = many(batches, count, { tenant: 1, shelf: 1 });
    const placed = await Promise.all(others);
    expect(placed.map(({ outcome }) => outcome)).toEqual(Array(count).fill('delivered'));
    isHeld = false;
    await bare.client.query('COMMIT');
    expect(await Promise.all(blocked)).toEqual(Array(held).fill(['delivered', false]));
  },
);

test('a batch is sent behind the one that runs once all are there that lately were', async () => {
  await using batches = new OrderBatches(bare.database, clock);
  await batches.place(entryOf(bare, { tenant: 1, shelf: 1 }));
  const load = async () => {
    await new Promise(setImmediate);
    return batches.load;
  };
  const round = () => many(batches, 12, { tenant: 1, shelf: 1 });
  const first = round();
  expect(await load()).toEqual({ running: 1, waiting: 0 });
  const second = round();
  expect(await load()).toEqual({ running: 2, waiting: 0 });
  await Promise.all([...first, ...second]);
  // Twelve more may come: the next batch waits for them.
  const third = round();
  expect(await load()).toEqual({ running: 1, waiting: 0 });
  const one = batches.place(entryOf(bare, { tenant: 1, shelf: 1 }));
  expect(await load()).toEqual({ running: 1, waiting: 1 });
  const others = many(batches, 11, { tenant: 1, shelf: 1 });
  expect(await load()).toEqual({ running: 2, waiting: 0 });
  await Promise.all([...third, one, ...others]);
});

test.each([
  [12, [12]],
  [20, [16, 4]],
  [40, [32, 8]],
])('%i orders that wait are placed in batches of %j', async (count, sizes) => {
  let batch = 0;
  const now = () => {
    batch += 1;
    return new Date(bare.at.getTime() + batch);
  };
  await using batches = new OrderBatches(bare.database, { now, steadyMs: () => 0 });
  const placed = await Promise.all(
    Array.from({ length: count }, () => batches.place(entryOf(bare, { tenant: 1, shelf: 1 }))),
  );
  const moments = placed.map(({ entry }) => entry.placement.endings.waiting.createdAt.getTime());
  const ofMoment = Map.groupBy(moments, (moment) => moment);
  expect([...ofMoment.values()].map((same) => same.length)).toEqual(sizes);
});
