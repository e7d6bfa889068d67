import type { Db } from '../kit/database/index.ts';

/** Codes of a shelf that were delivered on one day of UTC, as `2026-11-28`. */
interface Sold {
  readonly shelfId: number;
  readonly day: string;
  readonly codes: number;
}

/** What was delivered of each shelf since a time, by day of UTC. Reads every order since then: for background work. */
export async function soldByDay(db: Db, since: Date): Promise<Sold[]> {
  const { rows } = await db.query<Sold>(
    `SELECT shelf_id AS "shelfId", to_char(delivered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day,
            sum(quantity)::bigint AS codes
       FROM orders.orders WHERE delivered_at >= $1 GROUP BY 1, 2`,
    [since],
  );
  return rows;
}
