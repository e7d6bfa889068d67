import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';

/** What came back in a period, by currency; money in minor units. */
export interface ReturnedSum {
  readonly currency: string;
  readonly codes: number;
  readonly amount: number;
}

/** Codes of live tenants that were returned later than this. */
export async function sumReturned(db: Db, since: Date): Promise<ReturnedSum[]> {
  const { rows } = await db.query<ReturnedSum>(
    'SELECT currency, codes, amount FROM orders.returned_since($1)',
    [since],
  );
  return rows;
}

/** An order with codes that came back. Money in minor units. */
export interface ReturnedOrder {
  readonly orderId: string;
  readonly tenantId: number;
  readonly codes: number;
  readonly amount: number;
  readonly currency: string;
  /** The last time. */
  readonly returnedAt: Date;
}

const ORDERS_MAX = 100;

/** The orders of all tenants with returned codes, those with the latest returns first. */
export async function listReturned(db: Db): Promise<ReturnedOrder[]> {
  const { rows } = await db.query<ReturnedOrder>(
    `SELECT o.order_id AS "orderId", o.tenant_id AS "tenantId", w.codes::int,
            (w.codes * o.unit_price)::bigint AS amount, o.currency, w.at AS "returnedAt"
       FROM (SELECT order_id, count(*) AS codes, max(withdrawn_at) AS at FROM orders.withdrawn
              WHERE resolution = 'returned' GROUP BY order_id
              ORDER BY 3 DESC, 1 LIMIT ${ORDERS_MAX}) w
       JOIN orders.orders o ON o.order_id = w.order_id ORDER BY w.at DESC, o.order_id`,
  );
  return rows;
}

/** Which of these codes were returned, so that their orders no longer have them. */
export async function returnedAmong(
  db: Db,
  codeIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ codeId: string }>(
    `SELECT code_id AS "codeId" FROM orders.withdrawn
      WHERE resolution = 'returned' AND code_id = ANY($1::uuid[])`,
    [codeIds],
  );
  return new Set(rows.map(({ codeId }) => codeId));
}

/** When codes of an order were returned, the latest 100 times. */
export async function returnMoments(db: Db, orderId: string): Promise<Date[]> {
  const { rows } = await db.query<{ at: Date }>(
    `SELECT DISTINCT withdrawn_at AS at FROM orders.withdrawn
      WHERE order_id = $1 AND resolution = 'returned' ORDER BY at DESC LIMIT 100`,
    [orderId],
  );
  return rows.map(({ at }) => at);
}

/** Codes of live tenants that were returned later than this, and how many of them more than so many hours after their delivery. */
export async function countLateReturns(
  db: Db,
  since: Date,
  hours: number,
): Promise<{ readonly returned: number; readonly late: number }> {
  const { rows } = await db.query<{ returned: number; late: number }>(
    `SELECT count(*)::int AS returned,
            (count(*) FILTER (WHERE w.withdrawn_at - coalesce(w.delivered_at, o.delivered_at) > $2 * interval '1 hour'))::int AS late
       FROM orders.withdrawn w JOIN orders.orders o ON o.order_id = w.order_id
      WHERE w.resolution = 'returned' AND w.withdrawn_at > $1 AND partners.is_live(o.tenant_id)`,
    [since, hours],
  );
  return required(rows[0], 'a count has a row');
}
