import type { Db } from '../kit/database/index.ts';

/** By which purchase an order came, and which person made it. */
export interface PurchaseOfOrder {
  readonly purchaseId: string;
  readonly userId: string;
}

/** The purchase of each of these orders of tenants; orders that a key placed are left out. */
export async function purchasesOfOrders(
  db: Db,
  tenantIds: readonly number[],
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, PurchaseOfOrder>> {
  if (orderIds.length === 0) return new Map();
  const { rows } = await db.query<PurchaseOfOrder & { orderId: string }>(
    `SELECT l.order_id AS "orderId", p.purchase_id AS "purchaseId", p.bought_by AS "userId"
       FROM purchases.lines l JOIN purchases.purchases p USING (tenant_id, purchase_id)
      WHERE l.tenant_id = ANY($1) AND l.order_id = ANY($2)`,
    [tenantIds, orderIds],
  );
  return new Map(rows.map(({ orderId, ...purchase }) => [orderId, purchase]));
}

/** The orders of a purchase; none of a purchase of other tenants. */
export async function ordersOfPurchase(
  db: Db,
  tenantIds: readonly number[],
  purchaseId: string,
): Promise<string[]> {
  const { rows } = await db.query<{ orderId: string }>(
    `SELECT order_id AS "orderId" FROM purchases.lines
      WHERE tenant_id = ANY($1) AND purchase_id = $2 AND order_id IS NOT NULL`,
    [tenantIds, purchaseId],
  );
  return rows.map(({ orderId }) => orderId);
}
