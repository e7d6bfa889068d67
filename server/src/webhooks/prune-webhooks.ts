import { findPrunable, pruneEvents } from '../events/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { DAY_MS } from '../kit/time.ts';

/** 30 days, and the day that the last attempt may take: exhausted deliveries can be replayed for 30 days. */
const KEPT_MS = 31 * DAY_MS;
/** A quarter of a year and a week: figures by week compare a quarter. */
const SUMS_KEPT_MS = 98 * DAY_MS;
const SUMS_PRUNED_MAX = 10_000;
/** Number of chunks per round; the next round continues. */
const CHUNKS_MAX = 50;

/** Deletes old events and their deliveries, in chunks of a few milliseconds, and old figures. Returns the number of chunks. */
export async function pruneWebhooks({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Promise<number> {
  await pruneSums({ database, clock });
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

/** Deletes the oldest figures; the next round continues. */
async function pruneSums({ database, clock }: Parameters<typeof pruneWebhooks>[0]): Promise<void> {
  const before = new Date(clock.now().getTime() - SUMS_KEPT_MS);
  const { rows } = await database.reads.query('SELECT FROM webhooks.sums WHERE hour < $1 LIMIT 1', [
    before,
  ]);
  if (rows.length === 0) return;
  await database.transaction((tx) =>
    tx.query(
      `DELETE FROM webhooks.sums WHERE (endpoint_id, hour) IN
         (SELECT endpoint_id, hour FROM webhooks.sums WHERE hour < $1 ORDER BY hour LIMIT ${SUMS_PRUNED_MAX})`,
      [before],
    ),
  );
}
