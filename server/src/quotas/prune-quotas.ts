import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { DAY_MS } from '../kit/time.ts';

const KEPT_MS = 7 * DAY_MS;

/** Deletes the use of days long past; returns how many rows. */
export async function pruneQuotas({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Promise<number> {
  const before = new Date(clock.now().getTime() - KEPT_MS).toISOString().slice(0, 10);
  return database.transaction(async (tx) => {
    const { rowCount } = await tx.query('DELETE FROM quotas.uses WHERE day < $1', [before]);
    return rowCount;
  });
}
