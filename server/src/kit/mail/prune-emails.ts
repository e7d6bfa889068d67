import type { Clock } from '../clock.ts';
import type { Database } from '../database/index.ts';
import { DAY_MS } from '../time.ts';
import { type Stopping, workAndRest } from '../work-and-rest.ts';

/** As long as notifications, which say the same. */
const KEPT_MS = 180 * DAY_MS;
const CHUNK = 1_000;

export interface PruneParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly drain: Stopping;
}

/** Deletes e-mails that are older than half a year, sent or not; returns how many. */
export async function pruneEmails({ database, clock, drain }: PruneParts): Promise<number> {
  const before = new Date(clock.now().getTime() - KEPT_MS);
  let pruned = 0;
  await workAndRest(drain, async () => {
    const { rowCount } = await database.transaction((tx) =>
      tx.query(
        `DELETE FROM kit.emails WHERE email_id IN (
           SELECT email_id FROM kit.emails WHERE created_at < $1 ORDER BY created_at LIMIT ${CHUNK})`,
        [before],
      ),
    );
    pruned += rowCount;
    return rowCount >= CHUNK;
  });
  return pruned;
}
