import { findPrunable, type Prunable, type PrunableFound, pruneEvents } from '../events/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { DAY_MS } from '../kit/time.ts';
import { type Stopping, workAndRest } from '../kit/work-and-rest.ts';

/** 30 days, and the day that the last attempt may take: exhausted deliveries can be replayed for 30 days. */
const KEPT_MS = 31 * DAY_MS;
/** A quarter of a year and a week: figures by week compare a quarter. */
const SUMS_KEPT_MS = 98 * DAY_MS;
const SUMS_CHUNK = 10_000;
/** How many streams one query looks at: a few milliseconds. */
const STREAMS_AT_ONCE = 200;
/** About how many events are deleted between two rests. */
const STEP_EVENTS = 2_000;

export interface PruneParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly drain: Stopping;
}

/** Deletes old events and their deliveries, in chunks of a few milliseconds, and old figures, until none is left. Returns the number of chunks of events. */
export async function pruneWebhooks({ database, clock, drain }: PruneParts): Promise<number> {
  const now = clock.now().getTime();
  const before = new Date(now - KEPT_MS);
  let chunks = 0;
  /** Through which number of each tenant. */
  const pruned = new Map<number, number>();
  /** One chunk of one tenant; the next one of the same tenant if it may have more. */
  const pruneChunk = async (prunable: Prunable): Promise<Prunable | undefined> => {
    const { tenantId, pruned: after, through, isFull } = prunable;
    await database.transaction(async (tx) => {
      await tx.query('SELECT webhooks.forget($1, $2, $3)', [tenantId, after, through]);
      await pruneEvents(tx, prunable);
    });
    pruned.set(tenantId, through);
    chunks += 1;
    if (!isFull) return undefined;
    const again = { after: tenantId - 1, tenants: 1 };
    return (await findPrunable(database.reads, before, again)).found[0];
  };
  await workAndRest(drain, () => pruneSums(database, new Date(now - SUMS_KEPT_MS)));
  const waiting: Prunable[] = [];
  let next: number | null = 0;
  await workAndRest(drain, async () => {
    if (waiting.length === 0 && next !== null) {
      const streams = { after: next, tenants: STREAMS_AT_ONCE };
      const looked: PrunableFound = await findPrunable(database.reads, before, streams);
      waiting.push(...looked.found);
      next = looked.next;
    }
    // Of many partners each has a few old events: one rest for all of them.
    for (let left = STEP_EVENTS; left > 0; ) {
      const one = waiting.pop();
      if (!one) break;
      left -= one.through - one.pruned;
      const more = await pruneChunk(one);
      if (more) waiting.push(more);
    }
    return waiting.length > 0 || next !== null;
  });
  // An attempt that was running while its event was deleted was recorded after it. One search from the beginning is not one for each chunk.
  const late = [...pruned];
  await workAndRest(drain, async () => {
    const some = late.splice(0, STREAMS_AT_ONCE);
    const [tenants, throughs] = [
      some.map(([tenant]) => tenant),
      some.map(([, through]) => through),
    ];
    await database.transaction((tx) =>
      tx.query(
        `SELECT webhooks.forget(t.tenant, 0, t.through)
           FROM unnest($1::int[], $2::bigint[]) t(tenant, through)`,
        [tenants, throughs],
      ),
    );
    return late.length > 0;
  });
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
