/**
 * Guards: orders are placed together, in two parts where many wait, so that one is answered while the other is placed, and sent before the
 * other ends once nobody else will come; but none waits for a batch that waits for somebody else.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type BareOrders, entryOf, openBareOrders } from '../../testkit/index.ts';
import { required } from '../kit/assert.ts';
import type { Placed } from './member.ts';
import { OrderBatches } from './order-batches.ts';

let bare: BareOrders;
beforeAll(async () => {
  bare = await openBareOrders();
  await bare.client.query("UPDATE ledger.accounts SET balance = 1000 WHERE kind = 'available'");
});
afterAll(() => bare[Symbol.asyncDispose]());

const clock = { now: () => bare.at, steadyMs: () => 0 };

const momentOf = ({ entry }: Placed) => entry.placement.endings.waiting.createdAt.getTime();

/** Locks the account of a tenant, until COMMIT. */
async function holdAccount(tenant: number): Promise<AsyncDisposable> {
  const { accounts } = required(bare.tenants[tenant], 'there are two');
  await bare.client.query('BEGIN');
  await bare.client.query('SELECT FROM ledger.accounts WHERE account_id = $1 FOR UPDATE', [
    accounts.available,
  ]);
  return {
    [Symbol.asyncDispose]: async () => {
      await bare.client.query('ROLLBACK');
    },
  };
}

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
    await using _held = await holdAccount(0);
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
  await using _held = await holdAccount(1);
  const round = () => many(batches, 12, { tenant: 1, shelf: 1 });
  const first = round();
  await new Promise(setImmediate);
  const second = round();
  await new Promise(setImmediate);
  expect(batches.load).toEqual({ running: 2, waiting: 0 });
  await bare.client.query('COMMIT');
  await Promise.all([...first, ...second]);
});

test('a batch waits while others may come, and takes them along', async () => {
  let batch = 0;
  const now = () => {
    batch += 1;
    return new Date(bare.at.getTime() + batch);
  };
  await using batches = new OrderBatches(bare.database, { now, steadyMs: () => 0 });
  await Promise.all(many(batches, 24, { tenant: 1, shelf: 1 }));
  await using _held = await holdAccount(1);
  // However long this takes, no batch is as old as to be left alone.
  const steady = vi.spyOn(performance, 'now').mockReturnValue(performance.now());
  const first = many(batches, 12, { tenant: 1, shelf: 1 });
  await new Promise(setImmediate);
  const one = batches.place(entryOf(bare, { tenant: 1, shelf: 1 }));
  await new Promise(setImmediate);
  expect(batches.load).toEqual({ running: 1, waiting: 1 });
  const others = many(batches, 11, { tenant: 1, shelf: 1 });
  await new Promise(setImmediate);
  await bare.client.query('COMMIT');
  await Promise.all(first);
  const placed = await Promise.all([one, ...others]);
  steady.mockRestore();
  expect(new Set(placed.map(momentOf)).size).toBe(1);
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
  const moments = placed.map(momentOf);
  const ofMoment = Map.groupBy(moments, (moment) => moment);
  expect([...ofMoment.values()].map((same) => same.length)).toEqual(sizes);
});
