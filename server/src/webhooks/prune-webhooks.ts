import { findPrunable, pruneEvents } from '../events/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { DAY_MS } from '../kit/time.ts';
import { type Stopping, workAndRest } from '../kit/work-and-rest.ts';

/** 30 days, and the day that the last attempt may take: exhausted deliveries can be replayed for 30 days. */
const KEPT_MS = 31 * DAY_MS;
/** A quarter of a year and a week: figures by week compare a quarter. */
const SUMS_KEPT_MS = 98 * DAY_MS;
const SUMS_CHUNK = 10_000;

export interface PruneParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly drain: Stopping;
}

/** Deletes old events and their deliveries, in chunks of a few milliseconds, and old figures, until none is left. Returns the number of chunks of events. */
export async function pruneWebhooks({ database, clock, drain }: PruneParts): Promise<number> {
  const now = clock.now().getTime();
  let chunks = 0;
  /** Through which number of each tenant. */
  const pruned = new Map<number, number>();
  await workAndRest(drain, () => pruneSums(database, new Date(now - SUMS_KEPT_MS)));
  await workAndRest(drain, async () => {
    const prunable = await findPrunable(database.reads, new Date(now - KEPT_MS));
    if (!prunable) return false;
    await database.transaction(async (tx) => {
      const { tenantId, pruned: after, through } = prunable;
      await tx.query('SELECT webhooks.forget($1, $2, $3)', [tenantId, after, through]);
      await pruneEvents(tx, prunable);
    });
    pruned.set(prunable.tenantId, prunable.through);
    chunks += 1;
    return true;
  });
  // An attempt that was running while its event was deleted was recorded after it. One search from the beginning is not one for each chunk.
  for (const [tenantId, through] of pruned) {
    await database.transaction((tx) =>
      tx.query('SELECT webhooks.forget($1, 0, $2)', [tenantId, through]),
    );
  }
  return chunks;
}

/** Deletes some old figures; whether more are left. */
async function pruneSums(database: Database, before: Date): Promise<boolean> {
  const { rows } = await database.reads.query('SELECT FROM webhooks.sums WHERE hour < $1 LIMIT 1', [
    before,
  ]);
  if (rows.length === 0) return false;
  const { rowCount } = await database.transaction((tx) =>
    tx.query(
      `DELETE FROM webhooks.sums WHERE (endpoint_id, hour) IN
         (SELECT endpoint_id, hour FROM webhooks.sums WHERE hour < $1 ORDER BY hour LIMIT ${SUMS_CHUNK})`,
      [before],
    ),
  );
  return rowCount >= SUMS_CHUNK;
}
