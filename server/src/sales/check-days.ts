import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';

/** Days of one round, each in a transaction of its own. */
const DAYS_MAX = 20;
/** Of older days nobody makes reports with a comparison. */
const DAYS_BACK = 400;

/**
 * Reads what days that are over by two hours sold, from the postings of the ledger, so that reports can be compared with it; the newest
 * first. Returns how many days it read.
 */
export async function checkDays({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Promise<number> {
  let days = 0;
  while (days < DAYS_MAX && (await checkOne(database, clock.now()))) days += 1;
  return days;
}

/** False: there is no such day. */
function checkOne(database: Database, at: Date): Promise<boolean> {
  return database.transaction(async (tx) => {
    const { rows } = await tx.query<{ day: string; zone: string }>(
      `SELECT to_char(g.day, 'YYYY-MM-DD') AS day, s.zone
         FROM sales.state s
         CROSS JOIN LATERAL (SELECT (($1::timestamptz - interval '2 hours') AT TIME ZONE s.zone)::date - 1 AS last) l
         CROSS JOIN LATERAL generate_series(l.last, greatest(l.last - $2::int, (SELECT min(day) FROM sales.money_days)),
                                            interval '-1 day') g(day)
        WHERE NOT EXISTS (SELECT FROM sales.checked_days c WHERE c.day = g.day::date)
        ORDER BY g.day DESC LIMIT 1 FOR UPDATE OF s`,
      [at, DAYS_BACK],
    );
    const [next] = rows;
    if (!next) return false;
    await tx.query(
      `INSERT INTO sales.checks (day, currency, sold, back)
       SELECT $1, m.currency, -coalesce(sum(m.amount) FILTER (WHERE m.kind IN ('order', 'capture')), 0)::bigint,
              coalesce(sum(m.amount) FILTER (WHERE m.kind IN ('return', 'refund')), 0)::bigint
         FROM ledger.moved_during('live', $1::date::timestamp AT TIME ZONE $2, ($1::date + 1)::timestamp AT TIME ZONE $2) m
        GROUP BY m.currency`,
      [next.day, next.zone],
    );
    await tx.query('INSERT INTO sales.checked_days (day, checked_at) VALUES ($1, $2)', [
      ...[next.day, at],
    ]);
    return true;
  });
}
