import { pipeline } from 'node:stream/promises';
import type { ClientBase, QueryResult } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { advisoryLocks, commit, sqlState } from '../kit/database/index.ts';
import { type Chunk, dropKnown, fingerprintsOf, looksOf, placeCodes } from './chunk.ts';
import { copyMessages } from './copy-rows.ts';

const UNIQUE_VIOLATION = '23505';
const COPY = 'COPY stock.codes (run_id, position, code_id, fingerprint, sealed) FROM STDIN BINARY';

/** Where a chunk belongs. */
export interface ChunkPlace {
  readonly lotId: string;
  readonly rowsBefore: number;
  /** Check for known codes first: if the last chunk had some, the next one probably has, too. */
  readonly probe: boolean;
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
  { lotId, rowsBefore, probe }: ChunkPlace,
): Promise<boolean> {
  // One message if possible: each answer waits for what this process is sealing meanwhile.
  const begun: unknown = await connection.query(
    `BEGIN; SELECT pg_advisory_xact_lock(${advisoryLocks.codes}); SELECT FROM stock.lost_codes LIMIT 1`,
  );
  try {
    const known =
      probe || hasLostCodes(begun) ? await knownFingerprints(connection, chunk) : new Set<string>();
    if (known.size > 0) dropKnown(chunk, known);
    const runs = await openRuns(connection, chunk, lotId);
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
    return known.size > 0;
  } catch (error) {
    await connection.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

/** Whether a restore has noted codes that are in no lot, by the replies to the three statements. */
function hasLostCodes(replies: unknown): boolean {
  return Array.isArray(replies) && (replies.at(-1) as QueryResult).rowCount === 1;
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

async function openRuns(
  connection: ClientBase,
  chunk: Chunk,
  lotId: string,
): Promise<{ run_id: number; codes: number }[]> {
  const { rows } = await connection.query<{ run_id: number; codes: number }>({
    name: 'stock.open_runs',
    text: 'SELECT run_id, codes FROM stock.open_runs($1, $2, $3, $4)',
    values: [
      lotId,
      chunk.runKeys.map((key) => key.shelfId),
      chunk.runKeys.map((key) => key.expiresAt),
      chunk.runKeys.map((key) => key.cost),
    ],
  });
  return rows;
}
