import { notify } from '../identity/index.ts';
import { formatMoney } from '../kit/money.ts';
import { findPartner, tenantsById } from '../partners/index.ts';
import type { OrderParts } from './parts.ts';
import type { WaitingOrder } from './waiting.ts';

/** Above this many at once, one notification says how many. */
const EACH_MAX = 5;
const PER_ROUND_MAX = 500;

/**
 * Notifies the staff who may approve orders of live ones that have begun to wait for it: each order once, many at once together. The
 * commit of an order knows nothing of it. Returns how many orders.
 */
export async function notifyApprovals({
  database,
  clock,
}: Pick<OrderParts, 'database' | 'clock'>): Promise<number> {
  return database.transaction(async (tx) => {
    const at = clock.now();
    await tx.query(
      `DELETE FROM orders.approval_notices n USING orders.orders o
        WHERE o.order_id = n.order_id AND o.status <> 'pending'`,
    );
    const { rows } = await tx.query<WaitingOrder>(
      `WITH noticed AS (
         INSERT INTO orders.approval_notices (order_id, notified_at)
         SELECT o.order_id, $1 FROM orders.orders o
          WHERE o.status = 'pending' AND o.payment = 'balance' AND NOT o.queued AND o.tenant_id IN (SELECT partners.live_tenants())
            AND NOT EXISTS (SELECT FROM orders.approval_notices n WHERE n.order_id = o.order_id)
          ORDER BY o.order_id LIMIT ${PER_ROUND_MAX}
         ON CONFLICT DO NOTHING RETURNING order_id)
       SELECT order_id AS "orderId", tenant_id AS "tenantId", total, currency, created_at AS "createdAt"
         FROM noticed JOIN orders.orders USING (order_id) ORDER BY order_id`,
      [at],
    );
    if (rows.length > EACH_MAX) {
      await notify(tx, 'orders.waiting', 'staff', { orders: rows.length, at });
      return rows.length;
    }
    const tenants = await tenantsById(
      tx,
      rows.map(({ tenantId }) => tenantId),
    );
    for (const { orderId, tenantId, total, currency } of rows) {
      const tenant = tenants.get(tenantId);
      if (!tenant) continue;
      const { name: business } = await findPartner(tx, tenant.partnerId);
      const sum = `${formatMoney(total, currency)} ${currency}`;
      await notify(tx, 'order.waiting', 'staff', { orderId, business, sum, at });
    }
    return rows.length;
  });
}
