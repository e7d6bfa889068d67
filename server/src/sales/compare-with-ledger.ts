import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import type { Range } from './range.ts';
import { WAITING_MAX } from './read-today.ts';

export interface Agreement {
  /** Net sales in minor units, as counted and as the ledger has them. */
  readonly currencies: readonly {
    readonly currency: string;
    readonly sales: number;
    readonly ledger: number;
  }[];
  readonly checkedAt: Date;
  /** Days of the range that were not compared. */
  readonly uncheckedDays: number;
}

/**
 * Compares the sales of a range with the ledger: of days that the worker has read from it, and of today and yesterday as it is now. One
 * statement, so that nothing moves in between.
 */
export async function compareWithLedger(db: Db, { from, to }: Range, at: Date): Promise<Agreement> {
  const { rows } = await db.query<{
    currency: string | null;
    sales: number;
    ledger: number;
    checkedAt: Date | null;
    unchecked: number;
  }>(
    `WITH zone AS MATERIALIZED (SELECT coalesce((SELECT zone FROM sales.state), 'UTC') AS name),
     now_on AS MATERIALIZED (SELECT ($3::timestamptz AT TIME ZONE name)::date - 1 AS day FROM zone),
     range AS MATERIALIZED (
       SELECT g.day::date AS day, c.checked_at, c.day IS NULL AND g.day::date >= n.day AS is_live,
              c.day IS NOT NULL OR g.day::date >= n.day AS is_compared
         FROM now_on n CROSS JOIN generate_series($1::date, $2::date, interval '1 day') g(day)
         LEFT JOIN sales.checked_days c ON c.day = g.day::date
        WHERE g.day::date >= coalesce((SELECT min(day) FROM sales.money_days), n.day)),
     counted AS (
       SELECT d.currency, d.sold - d.returned - d.refunded AS net, d.day
         FROM (SELECT * FROM sales.days WHERE day BETWEEN $1 AND $2
                UNION ALL
               SELECT * FROM sales.pending($4) WHERE day BETWEEN $1 AND $2) d),
     booked AS (
       SELECT c.currency, c.sold - c.back AS net FROM sales.checks c JOIN range r ON r.day = c.day
        UNION ALL
       SELECT m.currency, -m.amount FROM range r CROSS JOIN zone z
        CROSS JOIN LATERAL ledger.moved_during('live', r.day::timestamp AT TIME ZONE z.name,
                                               (r.day + 1)::timestamp AT TIME ZONE z.name) m
        WHERE r.is_live AND m.kind IN ('order', 'capture', 'return', 'refund')),
     both_sides AS (
       SELECT c.currency, c.net AS sales, 0::bigint AS ledger FROM counted c JOIN range r ON r.day = c.day AND r.is_compared
        UNION ALL
       SELECT b.currency, 0, b.net FROM booked b)
     SELECT x.currency, coalesce(x.sales, 0)::bigint AS sales, coalesce(x.ledger, 0)::bigint AS ledger,
            (SELECT min(checked_at) FROM range) AS "checkedAt",
            (SELECT count(*) FILTER (WHERE NOT is_compared) FROM range)::int AS unchecked
       FROM (SELECT 1) one
       LEFT JOIN (SELECT currency, sum(sales) AS sales, sum(ledger) AS ledger FROM both_sides GROUP BY currency) x ON true
      ORDER BY x.currency`,
    [from, to, at, WAITING_MAX],
    'sales.compare_with_ledger',
  );
  const { checkedAt, unchecked } = required(rows[0], 'a left join gives a row');
  return {
    currencies: rows.flatMap(({ currency, sales, ledger }) =>
      currency === null ? [] : [{ currency, sales, ledger }],
    ),
    // nothing: no day was read before, so it was read now.
    checkedAt: checkedAt ?? at,
    uncheckedDays: unchecked,
  };
}
