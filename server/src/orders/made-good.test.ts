/** Guards: a refund is the price that was paid, whatever the list price is, once per code and to its buyer. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BareOrders, entryOf, openBareOrders } from '../../testkit/index.ts';
import { codesOf } from './codes-of.ts';
import { refundCodes } from './make-good.ts';
import { pricePaid } from './order.ts';
import { placeBatch } from './place-batch.ts';

let bare: BareOrders;
beforeAll(async () => {
  bare = await openBareOrders();
  await bare.client.query('UPDATE ledger.accounts SET balance = 1000 WHERE kind = $1', [
    'available',
  ]);
});
afterAll(() => bare[Symbol.asyncDispose]());

async function bought(quantity: number) {
  const order = entryOf(bare, { quantity, listPrice: 10, unitPrice: 7 });
  await placeBatch(bare.client, bare.at, [order]);
  const codes = await codesOf(bare.database.reads, [order.orderId]);
  return { order, codeIds: codes.map(({ codeId }) => codeId) };
}

const refund = (
  { order, codeIds }: Awaited<ReturnType<typeof bought>>,
  of: readonly string[] = codeIds,
) =>
  bare.database.transaction((tx) =>
    refundCodes(
      tx,
      bare.at,
      { tenantId: order.tenantId, orderId: order.orderId, codeIds: of },
      {
        available: order.accounts.available,
        refunds: bare.tenants[0]?.accounts.refunds ?? 0,
      },
    ),
  );

test('the price paid of each code comes back, and the order says so', async () => {
  const order = await bought(3);
  expect(await refund(order, order.codeIds.slice(0, 2))).toBe(7);
  const { rows } = await bare.client.query(
    `SELECT r.amount, t.kind, p.amount AS posted, p.account_id AS account
       FROM orders.refunds r JOIN ledger.transfers t ON t.reference = r.code_id
       JOIN ledger.postings p ON p.transfer_id = t.transfer_id AND p.leg = 2
      WHERE r.order_id = $1`,
    [order.order.orderId],
  );
  const each = { amount: 7, kind: 'refund', posted: 7, account: order.order.accounts.available };
  expect(rows).toEqual([each, each]);
  const kept = await bare.client.query('SELECT refunded FROM orders.orders WHERE order_id = $1', [
    order.order.orderId,
  ]);
  expect(kept.rows).toEqual([{ refunded: 14 }]);
});

test('a code is refunded once', async () => {
  const order = await bought(1);
  await refund(order);
  await expect(refund(order)).rejects.toMatchObject({ code: expect.stringMatching(/^23/) });
});

test('what a claim names as the price of a code is what was paid for it', () => {
  expect(pricePaid({ unitPrice: 7, listPrice: 10 } as { unitPrice: number })).toBe(7);
});
