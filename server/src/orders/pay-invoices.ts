import type { Tx } from '../kit/database/index.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { settleOrder } from './end-order.ts';
import { type ProductLookup, pendingInvoices } from './store.ts';

/**
 * Pays a tenant's pending invoice orders from its balance, oldest first, each completely or not at all; it stops at the first
 * that the balance does not cover. Returns the ids of those delivered. The caller holds the lock of the tenant's account.
 */
export async function payInvoices(
  tx: Tx,
  tenant: TenantRef,
  products: ProductLookup,
  at: Date,
): Promise<string[]> {
  const pending = await pendingInvoices(tx, tenant, products);
  // Locks all shelves at once, in the order that everybody uses: taking them by age of the orders could deadlock with a batch of
  // orders.
  const shelves = pending.map((order) => order.shelfId);
  if (shelves.length > 0) await tx.query('SELECT stock.lock($1, $2)', [shelves, at]);
  const paid: string[] = [];
  for (const order of pending) {
    const outcome = await settleOrder(tx, order, at, products);
    if (outcome === 'unpaid') break;
    if (outcome === 'delivered') paid.push(order.terms.orderId);
  }
  return paid;
}
