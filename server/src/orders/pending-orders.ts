import type { OrderWait } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';

/** Pending orders that wait for the same; totals in minor units. */
export interface PendingOrders {
  readonly waitsFor: OrderWait;
  readonly orders: number;
  readonly total: number;
  /** When the first of them ends by itself; null: none does. */
  readonly nextEndsAt: Date | null;
}

/** The pending orders of a tenant by what they wait for, as `waitsFor` says of each. */
export async function pendingOrders(db: Db, tenantId: number): Promise<PendingOrders[]> {
  const { rows } = await db.query<PendingOrders>(
    `SELECT CASE WHEN payment = 'invoice' THEN 'deposit' WHEN payment = 'hold' THEN 'confirmation'
                 WHEN queued OR expires_at IS NOT NULL THEN 'codes' ELSE 'approval' END AS "waitsFor",
            count(*)::int AS orders, sum(total)::bigint AS total, min(expires_at) AS "nextEndsAt"
       FROM orders.orders WHERE tenant_id = $1 AND status = 'pending' GROUP BY 1 ORDER BY 1`,
    [tenantId],
  );
  return rows;
}
