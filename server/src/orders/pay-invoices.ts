import type { Tx } from '../kit/database/index.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { settleOrder } from './end-order.ts';
import { type ProductLookup, pendingInvoices, type StoredOrder } from './store.ts';

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
  await lockShelvesOf(tx, pending, at);
  const paid: string[] = [];
  for (const order of pending) {
    const outcome = await settleOrder(tx, order, at, products);
    if (outcome === 'unpaid') break;
    if (outcome === 'delivered') paid.push(order.terms.orderId);
  }
  return paid;
}

/**
 * Locks the shelves of the pending invoice orders of several tenants at once. Who pays those of one after the other calls it before the first:
 * the payment of one writes events, behind which no shelf may be locked. The caller holds the locks of their accounts.
 */
export async function lockInvoiceShelves(
  tx: Tx,
  tenants: readonly TenantRef[],
  products: ProductLookup,
  at: Date,
): Promise<void> {
  const pending: StoredOrder[] = [];
  for (const tenant of tenants) pending.push(...(await pendingInvoices(tx, tenant, products)));
  await lockShelvesOf(tx, pending, at);
}

async function lockShelvesOf(tx: Tx, orders: readonly StoredOrder[], at: Date): Promise<void> {
  const shelves = [...new Set(orders.map(({ shelfId }) => shelfId))];
  if (shelves.length > 0) await tx.query('SELECT stock.lock($1, $2)', [shelves, at]);
}
