import type { Clock } from './clock.ts';
import type { Database } from './database/index.ts';
import { DAY_MS } from './time.ts';

export interface PruneParts {
  readonly database: Database;
  readonly clock: Clock;
}

/** Deletes what was counted on days more than `days` ago; returns how many rows. `deletes`: SQL with the first day that stays as $1. */
export function pruneDays(
  { database, clock }: PruneParts,
  days: number,
  deletes: string,
): Promise<number> {
  const from = new Date(clock.now().getTime() - days * DAY_MS).toISOString().slice(0, 10);
  return database.transaction(async (tx) => (await tx.query(deletes, [from])).rowCount);
}
