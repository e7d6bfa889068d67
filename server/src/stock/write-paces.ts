import type { Tx } from '../kit/database/index.ts';

/** Codes of a shelf that were delivered on one day of UTC, as `2026-11-28`. */
export interface SoldOnDay {
  readonly shelfId: number;
  readonly day: string;
  readonly codes: number;
}

/**
 * Writes the pace of each live shelf from what was sold on these days, oldest first. Days before its first lot and days on which it
 * was seen without stock do not count, unless no other day is left.
 */
export async function writePaces(
  tx: Tx,
  days: readonly string[],
  sold: readonly SoldOnDay[],
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO stock.paces (shelf_id, sold, days, counted_at)
     SELECT s.shelf_id, coalesce(sum(u.codes) FILTER (WHERE k.counts OR NOT k.any_counts), 0),
            greatest(1, count(*) FILTER (WHERE k.counts OR NOT k.any_counts)), $5
       FROM stock.shelves s
       JOIN LATERAL (
         SELECT min(o.completed_at) AT TIME ZONE 'UTC' AS at
           FROM stock.runs r JOIN stock.lots o ON o.lot_id = r.lot_id WHERE r.shelf_id = s.shelf_id) f ON f.at IS NOT NULL
       JOIN LATERAL (
         SELECT d.day, d.counts, bool_or(d.counts) OVER () AS any_counts
           FROM (SELECT e.day, e.day >= f.at::date AND NOT EXISTS (
                          SELECT FROM stock.sold_out_days o WHERE o.shelf_id = s.shelf_id AND o.day = e.day) AS counts
                   FROM unnest($1::date[]) e(day)) d) k ON true
       LEFT JOIN unnest($2::int[], $3::date[], $4::bigint[]) u(shelf_id, day, codes)
         ON u.shelf_id = s.shelf_id AND u.day = k.day
      WHERE s.mode = 'live'
      GROUP BY s.shelf_id
     ON CONFLICT (shelf_id) DO UPDATE SET sold = excluded.sold, days = excluded.days, counted_at = excluded.counted_at`,
    [
      days,
      sold.map(({ shelfId }) => shelfId),
      sold.map(({ day }) => day),
      sold.map(({ codes }) => codes),
      at,
    ],
  );
  await tx.query('DELETE FROM stock.sold_out_days WHERE day < $1::date', [days[0]]);
}
