import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { DAY_MS } from '../kit/time.ts';

/** For how long a call is kept; its day is dropped when it is over for the last call of it, too. */
export const KEPT_DAYS = 7;

/** Drops the tables of the days that are older. Returns how many. */
export async function dropOldDays({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Promise<number> {
  const before = new Date(clock.now().getTime() - KEPT_DAYS * DAY_MS).toISOString().slice(0, 10);
  return database.transaction(async (tx) => {
    const sql = 'SELECT request_log.drop_days($1) AS dropped';
    const { rows } = await tx.query<{ dropped: number }>(sql, [before]);
    // nothing: a function gives one row.
    return rows[0]?.dropped ?? 0;
  });
}
