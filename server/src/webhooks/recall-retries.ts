import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { DAY_MS } from '../kit/time.ts';

/** No retry is planned further ahead than this, so one that is was planned by a wrong clock. */
const PLANNED_MAX_MS = DAY_MS;

/** Makes retries due that a clock which ran ahead had planned too late; returns how many. */
export async function recallRetries({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Promise<number> {
  const at = clock.now();
  const { rowCount } = await database.transaction((tx) =>
    tx.query(
      `UPDATE webhooks.deliveries SET next_at = $1, first_at = least(first_at, $1)
        WHERE status = 'waiting' AND next_at > $2`,
      [at, new Date(at.getTime() + PLANNED_MAX_MS)],
    ),
  );
  return rowCount;
}
