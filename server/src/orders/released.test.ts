/** Guards: an order that ends without delivery releases every code and all the money that it held, once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BareOrders, entryOf, leftBy, openBareOrders } from '../../testkit/index.ts';
import { newUuid } from '../kit/ids.ts';
import { placeBatch } from './place-batch.ts';

/** What anybody can have: codes that can be sold, codes that no order holds, and money. */
const LOOKS = {
  shelves: 'SELECT shelf_id, available FROM stock.shelves ORDER BY shelf_id',
  sellable: `SELECT l.shelf_id, l.run_id, p AS position
               FROM stock.lanes l CROSS JOIN LATERAL generate_series(l.head, l.tail - 1) p
              WHERE l.state = 'open' ORDER BY l.run_id, p`,
  held: 'SELECT run_id, from_position FROM orders.ranges WHERE released_at IS NULL',
  money: 'SELECT account_id, balance FROM ledger.accounts ORDER BY account_id',
};

let bare: BareOrders;
beforeAll(async () => {
  bare = await openBareOrders();
  await bare.client.query('UPDATE ledger.accounts SET balance = 5000 WHERE kind = $1', [
    'available',
  ]);
});
afterAll(() => bare[Symbol.asyncDispose]());

const WAITING = {
  'that holds money': { approval: { limit: 0, windowMs: 1 } },
  'that is a hold': { settlement: 'hold' },
  'for an invoice': { settlement: 'invoice', invoiceLimit: 1_000_000 },
} as const;

// 40 codes a run: 41 and more are of two.
test.each(
  Object.entries(WAITING).flatMap(([name, wish]) =>
    [1, 2, 39, 40, 41, 80].map((quantity) => ({ name, wish, quantity })),
  ),
)('an order of $quantity $name leaves nothing behind', async ({ wish, quantity }) => {
  const { client, at } = bare;
  const order = entryOf(bare, { ...wish, quantity, unitPrice: 7 });
  const { tenantId, accounts, orderId } = order;
  const end = async () => {
    const { rows } = await client.query<{ done: boolean }>(
      `SELECT orders.fail($1, $2, $3, $4, $5, $6, 'cancelled', $7, '{}', NULL) AS done`,
      [at, orderId, tenantId, order.product?.shelfId, accounts.available, accounts.held, newUuid()],
    );
    return rows[0]?.done;
  };
  const untouched = await leftBy(client, LOOKS, async () => {});
  const placed = await leftBy(client, LOOKS, () => placeBatch(client, at, [order]));
  expect(placed).toMatchObject({ result: [{ outcome: 'pending' }] });
  const ended = await leftBy(client, LOOKS, async () => {
    await placeBatch(client, at, [order]);
    expect(await end()).toBe(true);
    expect(await end()).toBe(false);
  });
  expect(ended).toEqual(untouched);
  expect(placed).not.toMatchObject({ rows: 'rows' in untouched ? untouched.rows : {} });
});
