import type { Db } from '../kit/database/index.ts';

/** The last time at or after this at which a code was delivered; null if there is none. For a restore: it reads all replacements. */
export async function lastDelivery(db: Db, from: Date): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    `SELECT max(x.at) AS at FROM (
       SELECT max(delivered_at) AS at FROM orders.orders WHERE delivered_at >= $1
        UNION ALL
       SELECT max(delivered_at) FROM orders.ranges WHERE replaces IS NOT NULL AND delivered_at >= $1
        UNION ALL
       SELECT max(delivered_at) FROM orders.withdrawn WHERE delivered_at >= $1) x`,
    [from],
  );
  return rows[0]?.at ?? null;
}
