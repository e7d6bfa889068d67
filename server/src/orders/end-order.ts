import type { OrderFailureCode } from '@psnb2b/contract';
import type { Tx } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import { accountsOf } from '../ledger/index.ts';
import { fillWaiting } from './fill-queue.ts';
import { renderFailure, renderSettlement } from './passage.ts';
import type { ProductLookup, StoredOrder } from './store.ts';

/** Why an order fails, and what staff write to its partner if they end it. */
export interface Failure {
  readonly failure: OrderFailureCode;
  readonly reason?: string;
}

/**
 * Ends a pending order as failed: its codes and money on hold are released, its codes go to those who wait for them, and the events
 * are written, in the same commit. False if it was no longer pending; then nothing was done.
 */
export async function failOrder(
  tx: Tx,
  order: StoredOrder,
  { failure, reason }: Failure,
  at: Date,
  products: ProductLookup,
): Promise<boolean> {
  const accounts = await accountsOf(tx, order.tenantId);
  const { rows } = await tx.query<{ done: boolean }>(
    'SELECT orders.fail($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS done',
    [
      at,
      order.terms.orderId,
      order.tenantId,
      order.shelfId,
      accounts.available,
      accounts.held,
      failure,
      newUuid(at.getTime()),
      renderFailure(order.terms, order.progress, at, failure, reason),
      reason ?? null,
    ],
  );
  if (!rows[0]?.done) return false;
  await fillWaiting(tx, [order.shelfId], products, at);
  return true;
}

/**
 * Delivers a pending order whose money is available. Codes that were recalled or expired meanwhile are exchanged; if there are no
 * others, the order fails and its money is released. Null if it was no longer pending; `unpaid` if the balance does not cover it.
 */
export async function settleOrder(
  tx: Tx,
  order: StoredOrder,
  at: Date,
  products: ProductLookup,
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
  const outcome = rows[0]?.outcome ?? null;
  if (outcome === 'failed') await fillWaiting(tx, [order.shelfId], products, at);
  return outcome;
}
