import type { Clock } from '../clock.ts';
import type { Database } from '../database/index.ts';
import { type Stopping, workAndRest } from '../work-and-rest.ts';
import { pruneRecords } from './records.ts';

/** How many rows of each table one transaction deletes: a few dozen milliseconds. */
const CHUNK = 5_000;

export interface PruneParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly drain: Stopping;
}

/** Deletes the records that are older than they are kept, in short transactions, until none is left; returns how many. */
export async function pruneOldRecords(
  { database, clock, drain }: PruneParts,
  keptMs: number,
  chunk: number = CHUNK,
): Promise<number> {
  const olderThan = new Date(clock.now().getTime() - keptMs);
  let pruned = 0;
  await workAndRest(drain, async () => {
    const deleted = await database.transaction((tx) => pruneRecords(tx, olderThan, chunk));
    pruned += deleted;
    return deleted >= chunk;
  });
  return pruned;
}
