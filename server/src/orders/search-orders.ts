import type { Db } from '../kit/database/index.ts';
import type { OrderScope } from './list-orders.ts';
import {
  type FoundOrder,
  type OrderRow,
  orderColumns,
  type ProductLookup,
  stored,
} from './store.ts';

/** How many of the latest orders are searched for any part of a reference, over all tenants. */
const LATEST_MAX = 20_000;
/** At least so many of each tenant. */
const LATEST_OF_EACH_MIN = 50;

/**
 * Orders by the partner's reference, the newest first, at most `most`: every order by the beginning of its reference, as it was typed, in
 * upper and in lower case; the latest also by any part of it, in any case. So the work is bounded however many orders there are.
 */
export async function searchOrders(
  db: Db,
  scope: OrderScope,
  text: string,
  most: number,
  products: ProductLookup,
): Promise<FoundOrder[]> {
  const tenantIds = 'tenantIds' in scope ? scope.tenantIds : [scope.tenantId];
  const latest = Math.max(
    LATEST_OF_EACH_MIN,
    Math.floor(LATEST_MAX / Math.max(1, tenantIds.length)),
  );
  const { rows } = await db.query<OrderRow>(
    `SELECT ${orderColumns} FROM orders.orders WHERE order_id IN (
       SELECT f.order_id FROM unnest($1::int[]) t CROSS JOIN LATERAL (
         ${[2, 3, 4].map(beginningWith).join(' UNION ALL ')} UNION ALL
         (SELECT r.order_id FROM (
            SELECT o.order_id, o.reference FROM orders.orders o WHERE o.tenant_id = t
             ORDER BY o.order_id DESC LIMIT $6) r
           WHERE strpos(lower(r.reference), $4) > 0 ORDER BY r.order_id DESC LIMIT $5)) f)
      ORDER BY order_id DESC LIMIT $5`,
    [tenantIds, text, text.toUpperCase(), text.toLowerCase(), most, latest],
  );
  return rows.map((row) => stored(row, scope.mode, products));
}

/** Of one tenant, by the index of references: its order finds the beginning, the limit ends there. */
function beginningWith(value: number): string {
  return `(SELECT o.order_id FROM orders.orders o WHERE o.tenant_id = t AND o.reference ^@ $${value}
           ORDER BY o.reference LIMIT $5)`;
}
