/**
 * Guards: orders are placed together, in two parts where many wait, so that one is answered while the other is placed; but none waits
 * for a batch that waits for somebody else.
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

test.each([3, 10, 20])(
  '%i orders are placed while a batch waits for the account of another partner',
  async (count) => {
    const clock = { now: () => bare.at, steadyMs: () => 0 };
    await using batches = new OrderBatches(bare.database, clock);
    const [first] = bare.tenants;
    const { accounts } = required(first, 'there are two');
    await bare.client.query('BEGIN');
    await bare.client.query('SELECT FROM ledger.accounts WHERE account_id = $1 FOR UPDATE', [
      accounts.available,
    ]);
    let isHeld = true;
    const blocked = batches.place(entryOf(bare, { tenant: 0, shelf: 0 })).then(() => isHeld);
    await new Promise(setImmediate);
    const others = Array.from({ length: count }, () =>
      batches.place(entryOf(bare, { tenant: 1, shelf: 1 })),
    );
    const placed = await Promise.all(others);
    expect(placed.map(({ outcome }) => outcome)).toEqual(Array(count).fill('delivered'));
    isHeld = false;
    await bare.client.query('COMMIT');
    expect(await blocked).toBe(false);
  },
);

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
