import type { OrderFailureCode } from '@psnb2b/contract';
import type { Tx } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import { accountsOf } from '../ledger/index.ts';
import { renderFailure, renderSettlement } from './passage.ts';
import type { StoredOrder } from './store.ts';

/**
 * Ends a pending order as failed: its codes and money on hold are released, and the event is written, in the same commit. False
 * if it was no longer pending; then nothing was done.
 */
export async function failOrder(
  tx: Tx,
  order: StoredOrder,
  failure: OrderFailureCode,
  at: Date,
): Promise<boolean> {
  const accounts = await accountsOf(tx, order.tenantId);
  const { rows } = await tx.query<{ done: boolean }>(
    'SELECT orders.fail($1, $2, $3, $4, $5, $6, $7, $8, $9) AS done',
    [
      at,
      order.terms.orderId,
      order.tenantId,
      order.shelfId,
      accounts.available,
      accounts.held,
      failure,
      newUuid(at.getTime()),
      renderFailure(order.terms, order.progress, at, failure),
    ],
  );
  return rows[0]?.done ?? false;
}

/**
 * Delivers a pending order whose money is available. Codes that were recalled or expired meanwhile are exchanged; if there are no
 * others, the order fails and its money is released. Null if it was no longer pending; `unpaid` if the balance does not cover it.
 */
export async function settleOrder(
  tx: Tx,
  order: StoredOrder,
  at: Date,
): Promise<'delivered' | 'failed' | 'unpaid' | null> {
  const accounts = await accountsOf(tx, order.tenantId);
  const milliseconds = at.getTime();
  const { rows } = await tx.query<{ outcome: 'delivered' | 'failed' | 'unpaid' | null }>(
    'SELECT orders.settle($1, $2, $3, $4, $5, $6, $7, $8::uuid[], $9::text[]) AS outcome',
    [
      at,
      order.terms.orderId,
      order.tenantId,
      order.shelfId,
      accounts.available,
      accounts.held,
      accounts.sales,
      [newUuid(milliseconds), newUuid(milliseconds), newUuid(milliseconds)],
      renderSettlement(order.terms, order.progress, at),
    ],
  );
  return rows[0]?.outcome ?? null;
}
