import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { DAY_MS } from '../kit/time.ts';

/** How many orders staff have to look at. */
export interface OrderQueues {
  /** That wait for an approval of staff. */
  readonly approval: number;
  /** That wait for codes. */
  readonly codes: number;
  /** That failed in the last 24 hours. */
  readonly failed: number;
}

/** Later than this an order failed lately: `days` times 24 hours before. */
export function failedLatelyAfter(at: Date, days = 1): Date {
  return new Date(at.getTime() - days * DAY_MS);
}

/** Counts the orders of these tenants that the lists of the same filters have (`waiting`, `failedAfter`). */
export async function countQueues(
  db: Db,
  tenantIds: readonly number[],
  at: Date,
): Promise<OrderQueues> {
  const { rows } = await db.query<OrderQueues>(
    `SELECT w.approval, w.codes, f.failed
       FROM (SELECT count(*) FILTER (WHERE expires_at IS NULL) AS approval,
                    count(*) FILTER (WHERE expires_at IS NOT NULL) AS codes
               FROM orders.orders
              WHERE status = 'pending' AND payment = 'balance' AND tenant_id = ANY($1)) w,
            (SELECT count(*) AS failed FROM orders.orders
              WHERE status = 'failed' AND failed_at > $2 AND tenant_id = ANY($1)) f`,
    [tenantIds, failedLatelyAfter(at)],
  );
  return required(rows[0], 'counts are one row');
}

/** How many live orders wait for an approval of staff, and since when the oldest; null if none does. */
export async function sumApprovals(db: Db): Promise<{ orders: number; oldestAt: Date | null }> {
  const { rows } = await db.query<{ orders: number; oldestAt: Date | null }>(
    `SELECT count(*)::int AS orders, min(created_at) AS "oldestAt" FROM orders.orders
      WHERE status = 'pending' AND payment = 'balance' AND NOT queued AND tenant_id IN (SELECT partners.live_tenants())`,
  );
  return required(rows[0], 'a count has a row');
}

/** The live orders that failed in the 24 hours before, by their failure. */
export async function countFailed(
  db: Db,
  at: Date,
): Promise<{ failure: string; orders: number }[]> {
  const { rows } = await db.query<{ failure: string; orders: number }>(
    `SELECT failure_code AS failure, count(*)::int AS orders FROM orders.orders
      WHERE status = 'failed' AND failed_at > $1 AND tenant_id IN (SELECT partners.live_tenants()) GROUP BY 1`,
    [failedLatelyAfter(at)],
  );
  return rows;
}
