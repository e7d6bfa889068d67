import { assert } from '../kit/assert.ts';
import type { Database, Db } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';

/** How much of a product can be sold. Immutable: a change makes a new object. */
export interface Level {
  readonly available: number;
  /** Codes that orders wait for. */
  readonly waiting: number;
  /** Transaction of the last change, and its time. */
  readonly changed: bigint;
  readonly changedAt: Date;
}

/** The point in the database's history at which something was read. */
export interface Mark {
  /** Every transaction below this one had ended, and its effect was read. */
  readonly xmin: bigint;
  /** Transaction ids can be compared only within one epoch. */
  readonly epoch: string;
}

export interface LevelsRead extends Mark {
  /** The shelves that changed since the given mark, by product. */
  readonly levels: ReadonlyMap<number, Level>;
  /** Whether these are all shelves, because the mark was of another epoch. */
  readonly whole: boolean;
}

interface Row {
  xmin: string;
  epoch: string | null;
  whole: boolean;
  product_id: number | null;
  available: number;
  waiting: number;
  changed: string;
  changed_at: Date;
}

// Rows and snapshot come from one statement, so they are of one moment. A transaction that was running then has an id of at least
// xmin, and the next poll reads its rows again.
const POLL = `
  SELECT s.xmin::text, s.epoch, s.whole, l.product_id, l.sellable AS available, l.waiting,
         l.changed::text, l.changed_at
    FROM (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xmin, e.epoch,
                 e.epoch IS DISTINCT FROM $2 AS whole
            FROM (VALUES (1)) one
            LEFT JOIN stock.epoch e
              ON e.cluster = (SELECT system_identifier FROM pg_control_system())) s
    LEFT JOIN stock.shelves l ON l.mode = 'live' AND (s.whole OR l.changed >= $1::xid8)`;

/** Reads the levels of live stock that changed since a mark, or all of them. Test stock has no levels: it is endless. */
export async function readLevels(database: Database, since: Mark | null): Promise<LevelsRead> {
  let rows = await poll(database.reads, since);
  if (rows[0]?.epoch === null) {
    await beginEpoch(database);
    rows = await poll(database.reads, since);
  }
  const [first] = rows;
  assert(first?.epoch, 'the epoch was begun');
  const levels = new Map<number, Level>();
  for (const row of rows) {
    if (row.product_id === null) continue;
    levels.set(row.product_id, {
      available: row.available,
      waiting: row.waiting,
      changed: BigInt(row.changed),
      changedAt: row.changed_at,
    });
  }
  return { xmin: BigInt(first.xmin), epoch: first.epoch, whole: first.whole, levels };
}

async function poll(db: Db, since: Mark | null): Promise<Row[]> {
  // nothing: the first poll reads everything.
  const values = [String(since?.xmin ?? 0), since?.epoch ?? ''];
  return (await db.query<Row>(POLL, values, 'stock.levels')).rows;
}

/** If several nodes begin an epoch at once, the first wins. */
async function beginEpoch(database: Database): Promise<void> {
  await database.transaction((tx) =>
    tx.query(
      `INSERT INTO stock.epoch (epoch, cluster)
       SELECT $1, system_identifier FROM pg_control_system()
       ON CONFLICT (one) DO UPDATE SET epoch = excluded.epoch, cluster = excluded.cluster
        WHERE epoch.cluster <> excluded.cluster`,
      [newUuid().slice(-8)],
    ),
  );
}
