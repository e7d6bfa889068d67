import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { DAY_MS, HOUR_MS } from '../kit/time.ts';

/** After midnight, for processes that store late. */
const SETTLED_MS = HOUR_MS;
const KEPT_MS = 3 * DAY_MS;

/**
 * Sums up days that have ended, each once, and drops the minutes of days that were summed up and are older than three days. Returns
 * how many minutes were dropped.
 */
export async function rollUpFigures({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Promise<number> {
  const now = clock.now().getTime();
  return database.transaction(async (tx) => {
    await tx.query(
      `WITH ended AS (
         SELECT m.*, (m.minute AT TIME ZONE 'UTC')::date AS day FROM status.minutes m
          WHERE m.minute < date_trunc('day', $1::timestamptz, 'UTC')
            AND NOT EXISTS (SELECT 1 FROM status.days d
                             WHERE d.part = m.part AND d.day = (m.minute AT TIME ZONE 'UTC')::date)),
       counted AS (
         SELECT part, day, min(minute) AS began, count(*) AS measured,
                count(*) FILTER (WHERE failures > 0 AND failures * 100 >= calls) AS down,
                sum(calls) AS calls, sum(failures) AS failures
           FROM ended GROUP BY part, day),
       timed AS (
         SELECT part, day, array_agg(total ORDER BY i) AS times
           FROM (SELECT part, day, i, sum(t) AS total FROM ended, unnest(times) WITH ORDINALITY AS u (t, i)
                  GROUP BY part, day, i) s
          GROUP BY part, day)
       INSERT INTO status.days (part, day, began, measured, down, calls, failures, times)
       SELECT part, day, began, measured, down, calls, failures, times
         FROM counted JOIN timed USING (part, day)
       ON CONFLICT DO NOTHING`,
      [new Date(now - SETTLED_MS)],
    );
    const { rowCount } = await tx.query(
      `DELETE FROM status.minutes m WHERE m.minute < date_trunc('day', $1::timestamptz, 'UTC')
          AND EXISTS (SELECT 1 FROM status.days d
                       WHERE d.part = m.part AND d.day = (m.minute AT TIME ZONE 'UTC')::date)`,
      [new Date(now - KEPT_MS)],
    );
    return rowCount;
  });
}
