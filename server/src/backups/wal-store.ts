import { required } from '../kit/assert.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { formatPosition, type Position, parsePosition } from './wal-files.ts';

/** Where the write-ahead log is stored, and until when. */
export interface WalArchive {
  readonly name: string;
  readonly place: string;
  /** Public keys, `age1…`. */
  readonly recipients: readonly string[];
  readonly slot: string;
  readonly timeline: number;
  readonly position: Position;
  readonly sequence: number;
}

type Row = Omit<WalArchive, 'position'> & { readonly position: string } & Record<string, unknown>;

/** The archive that is written now; null if there is none. */
export async function openWalArchive(db: Db): Promise<WalArchive | null> {
  const { rows } = await db.query<Row>(
    `SELECT name, place, recipients, slot, timeline, position::text AS position, sequence
       FROM backups.wal_archives WHERE ended_at IS NULL`,
  );
  const [row] = rows;
  if (!row) return null;
  return { ...row, position: required(parsePosition(row.position), 'PostgreSQL writes positions') };
}

export async function insertWalArchive(tx: Tx, archive: WalArchive): Promise<void> {
  const { name, place, recipients, slot, timeline, position } = archive;
  // PostgreSQL's own clock, as in the commits that it stores.
  await tx.query(
    `INSERT INTO backups.wal_archives (name, place, recipients, slot, timeline, position, began_at)
     VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp())`,
    [name, place, recipients, slot, timeline, formatPosition(position)],
  );
}

/** Ends the open one. `failure`: why the log that follows is not in it. */
export async function endWalArchive(tx: Tx, failure: string | null): Promise<void> {
  await tx.query(
    `UPDATE backups.wal_archives SET ended_at = clock_timestamp(), failure = $1 WHERE ended_at IS NULL`,
    [failure],
  );
}

/** Commits a row at a known time, and returns it: whatever was committed before is in the log before that commit. */
export async function markLook(tx: Tx, name: string): Promise<Date> {
  const { rows } = await tx.query<{ at: Date }>(
    `UPDATE backups.wal_archives SET looked_at = date_trunc('milliseconds', clock_timestamp())
      WHERE name = $1 RETURNING looked_at AS at`,
    [name],
  );
  return required(rows[0], 'an open archive has a row').at;
}

/** The time of the last look that this database knows. */
export async function lastLookAt(db: Db): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    'SELECT max(looked_at) AS at FROM backups.wal_archives',
  );
  return rows[0]?.at ?? null;
}

export interface StoredPiece {
  readonly sequence: number;
  readonly end: Position;
  readonly until: Date | null;
}

export async function noteStored(tx: Tx, name: string, piece: StoredPiece): Promise<void> {
  await tx.query(
    `UPDATE backups.wal_archives
        SET sequence = $2, position = $3, until = coalesce($4, until), failure = NULL WHERE name = $1`,
    [name, piece.sequence, formatPosition(piece.end), piece.until],
  );
}

export async function noteWalFailure(tx: Tx, name: string, failure: string): Promise<void> {
  await tx.query('UPDATE backups.wal_archives SET failure = left($2, 1000) WHERE name = $1', [
    name,
    failure,
  ]);
}

/** Whether the log is stored as scheduled. */
export interface WalState {
  /** Since when commits are not known to be stored, in seconds. */
  readonly ageSeconds: number;
  readonly failure: string | null;
  /** Whether there is a whole backup with which the archive can be restored. */
  readonly hasBackup: boolean;
}

/** The state of the open archive; null if none is open. */
export async function readWalState(db: Db): Promise<WalState | null> {
  const { rows } = await db.query<WalState & Record<string, unknown>>(
    `SELECT extract(epoch FROM clock_timestamp() - coalesce(until, began_at))::float8 AS "ageSeconds", failure,
            EXISTS (SELECT FROM backups.made m
                     WHERE m.wal_archive = w.name AND m.bytes IS NOT NULL AND m.removed_at IS NULL) AS "hasBackup"
       FROM backups.wal_archives w WHERE ended_at IS NULL`,
  );
  return rows[0] ?? null;
}

export interface RemovablePieces {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  /** No backup needs any of it, and nothing is added: it can be removed as a whole. */
  readonly isWhole: boolean;
}

/** The pieces in a place that no backup needs any more: older than all of its backups, or those of an archive without one. */
export async function removablePieces(db: Db, place: string): Promise<RemovablePieces[]> {
  const { rows } = await db.query<RemovablePieces & Record<string, unknown>>(
    `SELECT w.name, w.first_sequence AS first, coalesce(m.needed, w.sequence)::int AS last, m.needed IS NULL AS "isWhole"
       FROM backups.wal_archives w
       LEFT JOIN LATERAL (
         SELECT min(wal_sequence) AS needed FROM backups.made
          WHERE wal_archive = w.name AND bytes IS NOT NULL AND removed_at IS NULL) m ON true
      WHERE w.place = $1
        AND CASE WHEN m.needed IS NULL THEN w.ended_at IS NOT NULL ELSE m.needed >= w.first_sequence END`,
    [place],
  );
  return rows;
}

export async function markPiecesRemoved(tx: Tx, pieces: RemovablePieces): Promise<void> {
  const { name, last, isWhole } = pieces;
  await (isWhole
    ? tx.query('DELETE FROM backups.wal_archives WHERE name = $1', [name])
    : tx.query('UPDATE backups.wal_archives SET first_sequence = $2 WHERE name = $1', [
        name,
        last + 1,
      ]));
}
