import type { Tx } from '../kit/database/index.ts';
import { failOrder } from './end-order.ts';
import {
  type OrderRow,
  orderColumns,
  type ProductLookup,
  type StoredOrder,
  stored,
} from './store.ts';

/** Locks the accounts of all live orders that are pending, and returns these orders, oldest first. Before any shelf is locked. */
export async function lockPending(tx: Tx, products: ProductLookup): Promise<StoredOrder[]> {
  const pending = `FROM orders.orders WHERE status = 'pending' AND tenant_id IN (SELECT partners.live_tenants())`;
  await tx.query(
    `SELECT ledger.lock(ARRAY(
       SELECT a.available FROM ledger.accounts_of(ARRAY(SELECT DISTINCT tenant_id ${pending})) a))`,
  );
  const { rows } = await tx.query<OrderRow>(`SELECT ${orderColumns} ${pending} ORDER BY order_id`);
  return rows.map((row) => stored(row, 'live', products));
}

/** Ends these orders as cancelled, with their money and codes released. The caller holds the locks of their accounts and shelves. */
export async function cancelAllPending(
  tx: Tx,
  orders: readonly StoredOrder[],
  { at, reason }: { readonly at: Date; readonly reason: string },
  products: ProductLookup,
): Promise<void> {
  for (const order of orders) {
    await failOrder(tx, order, { failure: 'cancelled', reason }, at, products);
  }
}
