import { pipeline } from 'node:stream/promises';
import type { ClientBase, QueryResult } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { required } from '../kit/assert.ts';
import { advisoryLocks, commit, sqlState } from '../kit/database/index.ts';
import { type Chunk, dropKnown, fingerprintsOf, looksOf, placeCodes } from './chunk.ts';
import { copyMessages } from './copy-rows.ts';

const UNIQUE_VIOLATION = '23505';
/** A file with an expiry or a cost for each code has a run for each: memory must not grow with it. */
const KNOWN_RUNS_MAX = 10_000;
/**
 * Has a row while others are at work in the database. What PostgreSQL does by itself, such as cleaning up after the import, waits for
 * nobody.
 */
const OTHERS_AT_WORK = `SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND state = 'active' AND backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1`;
const COPY = 'COPY stock.codes (run_id, position, code_id, fingerprint, sealed) FROM STDIN BINARY';

/** Where a chunk belongs. */
export interface ChunkPlace {
  readonly lotId: string;
  readonly rowsBefore: number;
  /** Check for known codes first: if the last chunk had some, the next one probably has, too. */
  readonly probe: boolean;
  /** The runs of the lot that chunks before had; `storeChunk` adds those of this one. */
  readonly runs: KnownRuns;
  /** Called with whether others are at work in the database at this moment, as the chunk begins. */
  readonly onOthers: (areAtWork: boolean) => void;
}

/** Runs by their name in a chunk, with their number of codes as it was committed: nobody else fills the lot. */
export type KnownRuns = Map<string | number, Run>;

interface Run {
  readonly run_id: number;
  readonly codes: number;
}

/** Whether others are at work in the database right now. */
export async function areOthersAtWork(connection: ClientBase): Promise<boolean> {
  const { rowCount } = await connection.query(OTHERS_AT_WORK);
  return rowCount === 1;
}

/**
 * Stores a chunk, its rejects and the lot's counts in one commit. Most files have no code twice, so codes are inserted
 * optimistically; only if the database finds a known one is everything rolled back and repeated with a check first. Returns
 * whether there were any. Imports store their chunks one at a time, so that two with the same codes never wait for each other's,
 * and the result of a check stays true until the commit.
 */
export async function storeChunk(
  connection: ClientBase,
  chunk: Chunk,
  place: ChunkPlace,
): Promise<boolean> {
  try {
    return await attempt(connection, chunk, place);
  } catch (error) {
    if (place.probe || sqlState(error) !== UNIQUE_VIOLATION) throw error;
    return attempt(connection, chunk, { ...place, probe: true });
  }
}

async function attempt(
  connection: ClientBase,
  chunk: Chunk,
  { lotId, rowsBefore, probe, runs: knownRuns, onOthers }: ChunkPlace,
): Promise<boolean> {
  // One message if possible: each answer waits for what this process is reading meanwhile.
  const [, others, , lost] = (await connection.query(
    `BEGIN; ${OTHERS_AT_WORK}; SELECT pg_advisory_xact_lock(${advisoryLocks.codes}); SELECT FROM stock.lost_codes LIMIT 1`,
  )) as unknown as QueryResult[];
  try {
    onOthers(others?.rowCount === 1);
    const known =
      probe || lost?.rowCount === 1
        ? await knownFingerprints(connection, chunk)
        : new Set<string>();
    if (known.size > 0) dropKnown(chunk, known);
    const runs = await openRuns(connection, chunk, lotId, knownRuns);
    const added = placeCodes(chunk, runs);
    const codes = chunk.runOf.length;
    if (codes > 0)
      await pipeline(copyMessages(chunk.rows, codes), connection.query(copyFrom(COPY)));
    const looks = looksOf(chunk);
    await connection.query({
      name: 'stock.record_chunk',
      text: 'SELECT stock.record_chunk($1, $2, $3, $4, $5, $6), stock.record_looks($1, $7, $8, $9)',
      values: [
        lotId,
        rowsBefore,
        runs.map((run) => run.run_id),
        added,
        chunk.rejects.map((reject) => reject.line),
        chunk.rejects.map((reject) => reject.reason),
        looks.map((look) => look.shape),
        looks.map((look) => look.codes),
        looks.map((look) => look.firstLine),
      ],
    });
    await commit(connection);
    if (knownRuns.size + runs.length > KNOWN_RUNS_MAX) knownRuns.clear();
    for (const [name, index] of chunk.runs) {
      const { run_id, codes: before } = required(runs[index], 'every name has a run');
      knownRuns.set(name, {
        run_id,
        codes: before + required(added[index], 'every run is counted'),
      });
    }
    return known.size > 0;
  } catch (error) {
    await connection.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

async function knownFingerprints(connection: ClientBase, chunk: Chunk): Promise<Set<string>> {
  // One index look-up per code, whatever the planner would do for thousands at once; planned each time, because the table grows
  // meanwhile.
  const { rows } = await connection.query<{ fingerprint: Buffer }>(
    `SELECT k.fingerprint FROM unnest($1::bytea[]) u(fingerprint)
      CROSS JOIN LATERAL (
        SELECT c.fingerprint FROM stock.codes c WHERE c.fingerprint = u.fingerprint
         UNION ALL
        SELECT l.fingerprint FROM stock.lost_codes l WHERE l.fingerprint = u.fingerprint OFFSET 0) k`,
    [fingerprintsOf(chunk)],
  );
  return new Set(rows.map((row) => row.fingerprint.toString('latin1')));
}

/** The runs of a chunk, in the order of its keys. */
async function openRuns(
  connection: ClientBase,
  chunk: Chunk,
  lotId: string,
  known: KnownRuns,
): Promise<Run[]> {
  const names = [...chunk.runs.keys()];
  const runs = names.map((name) => known.get(name));
  const keys = chunk.runKeys.filter((_, index) => runs[index] === undefined);
  if (keys.length === 0) return runs.map((run) => required(run, 'every run is known'));
  const { rows } = await connection.query<Run>({
    name: 'stock.open_runs',
    text: 'SELECT run_id, codes FROM stock.open_runs($1, $2, $3, $4)',
    values: [
      lotId,
      keys.map((key) => key.shelfId),
      keys.map((key) => key.expiresAt),
      keys.map((key) => key.cost),
    ],
  });
  const opened = rows.values();
  return runs.map((run) => run ?? required(opened.next().value, 'each key has a run'));
}
