import type { Tx } from '../kit/database/index.ts';
import { settleOrder } from './end-order.ts';
import { type ProductLookup, pendingInvoices, type Tenant } from './store.ts';

/**
 * Pays a tenant's pending invoice orders from its balance, oldest first, whole orders only; one
 * that the balance does not cover stops it. Gives the ids of those delivered.
 */
export async function payInvoices(
  tx: Tx,
  tenant: Tenant,
  products: ProductLookup,
  at: Date,
): Promise<string[]> {
  const paid: string[] = [];
  for (const order of await pendingInvoices(tx, tenant, products)) {
    const outcome = await settleOrder(tx, order, at);
    if (outcome === 'unpaid') break;
    if (outcome === 'delivered') paid.push(order.terms.orderId);
  }
  return paid;
}
