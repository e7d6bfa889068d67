import { findPrunable, pruneEvents } from '../events/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { DAY_MS } from '../kit/time.ts';

/** 30 days, and the day that the last attempt may take: exhausted deliveries can be replayed for 30 days. */
const KEPT_MS = 31 * DAY_MS;
/** Number of chunks per round; the next round continues. */
const CHUNKS_MAX = 50;

/** Deletes old events and their deliveries, in chunks of a few milliseconds. Returns the number of chunks. */
export async function pruneWebhooks({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Promise<number> {
  const before = new Date(clock.now().getTime() - KEPT_MS);
  for (let chunk = 0; chunk < CHUNKS_MAX; chunk += 1) {
    const prunable = await findPrunable(database.reads, before);
    if (!prunable) return chunk;
    await database.transaction(async (tx) => {
      await tx.query('SELECT webhooks.forget($1, $2)', [prunable.tenantId, prunable.through]);
      await pruneEvents(tx, prunable);
    });
  }
  return CHUNKS_MAX;
}
