/** Guards: orders are placed together, but none waits for a batch that waits for somebody else. */
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
