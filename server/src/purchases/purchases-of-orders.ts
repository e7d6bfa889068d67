import type { Db } from '../kit/database/index.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';

/** By which purchase an order came, and which person made it. */
export interface PurchaseOfOrder {
  readonly purchaseId: string;
  readonly userId: string;
}

/** The purchase of each of these orders of a tenant; orders that a key placed are left out. */
export async function purchasesOfOrders(
  db: Db,
  { tenantId }: TenantRef,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, PurchaseOfOrder>> {
  if (orderIds.length === 0) return new Map();
  const { rows } = await db.query<PurchaseOfOrder & { orderId: string }>(
    `SELECT l.order_id AS "orderId", p.purchase_id AS "purchaseId", p.bought_by AS "userId"
       FROM purchases.lines l JOIN purchases.purchases p USING (tenant_id, purchase_id)
      WHERE l.tenant_id = $1 AND l.order_id = ANY($2)`,
    [tenantId, orderIds],
  );
  return new Map(rows.map(({ orderId, ...purchase }) => [orderId, purchase]));
}

/** The orders of a purchase; none of a purchase of another tenant. */
export async function ordersOfPurchase(
  db: Db,
  { tenantId }: TenantRef,
  purchaseId: string,
): Promise<string[]> {
  const { rows } = await db.query<{ orderId: string }>(
    `SELECT order_id AS "orderId" FROM purchases.lines
      WHERE tenant_id = $1 AND purchase_id = $2 AND order_id IS NOT NULL`,
    [tenantId, purchaseId],
  );
  return rows.map(({ orderId }) => orderId);
}
