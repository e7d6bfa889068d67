import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/index.ts';
import { pruneRecords } from './records.ts';

/** How many rows of each table one transaction deletes: a few dozen milliseconds. */
const CHUNK = 5_000;

export interface PruneParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly drain: { readonly isStopping: boolean };
}

/**
 * Deletes the records that are older than they are kept, in short transactions, until none is left; returns how many. It rests as long
 * as it works, so that orders have the database at least half of the time, and it still deletes many times faster than orders come.
 */
export async function pruneOldRecords(
  { database, clock, drain }: PruneParts,
  keptMs: number,
  chunk: number = CHUNK,
): Promise<number> {
  const olderThan = new Date(clock.now().getTime() - keptMs);
  for (let pruned = 0; ; ) {
    const began = performance.now();
    const deleted = await database.transaction((tx) => pruneRecords(tx, olderThan, chunk));
    pruned += deleted;
    if (deleted < chunk || drain.isStopping) return pruned;
    await delay(performance.now() - began);
  }
}
