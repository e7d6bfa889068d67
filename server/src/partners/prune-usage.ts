import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { DAY_MS } from '../kit/time.ts';

/** A cap is of one day; the week before it explains an old refusal. */
const KEPT_MS = 7 * DAY_MS;

/** Deletes what capped keys bought on days long past; returns how many rows. */
export async function pruneUsage({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Promise<number> {
  const before = new Date(clock.now().getTime() - KEPT_MS).toISOString().slice(0, 10);
  return database.transaction(async (tx) => {
    const { rowCount } = await tx.query('DELETE FROM partners.key_usage WHERE day < $1', [before]);
    return rowCount;
  });
}
