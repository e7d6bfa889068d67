import { spendingDays } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { HOUR_MS } from '../kit/time.ts';
import { volumeSince } from './volume.ts';

interface Day {
  /** Of UTC, as `2026-11-28`. */
  readonly day: string;
  readonly orders: number;
  readonly codes: number;
  /** In minor units, less what came back of these orders. */
  readonly total: number;
}

export interface SpendingFigures {
  /** Of the last 720 hours, in minor units. */
  readonly volume30d: number;
  /** Oldest first; days without orders are among them. */
  readonly days: readonly Day[];
}

/**
 * What was delivered to a tenant, by day of UTC, up to now. The 720 hours of the volume begin within the day before the first one
 * that is shown.
 */
export async function spendingOf(
  db: Db,
  { tenantId }: TenantRef,
  at: Date,
): Promise<SpendingFigures> {
  const { rows } = await db.query<Day>(
    `SELECT to_char(delivered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*) AS orders,
            sum(quantity)::bigint AS codes, sum(total - coalesce(refunded, 0))::bigint AS total
       FROM orders.orders
      WHERE tenant_id = $1 AND delivered_at >= $2 AND delivered_at <= $3 GROUP BY 1`,
    [tenantId, volumeSince(at), at],
    'orders.spending',
  );
  const found = new Map(rows.map((row) => [row.day, row]));
  const days = Array.from({ length: spendingDays }, (_, index) => {
    const ago = (spendingDays - 1 - index) * 24 * HOUR_MS;
    const day = new Date(at.getTime() - ago).toISOString().slice(0, 10);
    // nothing: on a day without orders nothing was spent.
    return found.get(day) ?? { day, orders: 0, codes: 0, total: 0 };
  });
  return { volume30d: rows.reduce((sum, { total }) => sum + total, 0), days };
}
