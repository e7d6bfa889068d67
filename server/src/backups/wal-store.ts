import { assert, required } from '../kit/assert.ts';
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

/** A look at how far the log has reached the disk. */
export interface Look {
  readonly at: Date;
  /** Counted in its archive: the order of looks, whatever the clock says. */
  readonly look: number;
}

/** Commits a row at a known time, and returns it: whatever was committed before is in the log before that commit. */
export async function markLook(tx: Tx, name: string): Promise<Look> {
  const { rows } = await tx.query<{ at: Date; look: number }>(
    `UPDATE backups.wal_archives
        SET looked_at = date_trunc('milliseconds', clock_timestamp()), looks = looks + 1
      WHERE name = $1 RETURNING looked_at AS at, looks AS look`,
    [name],
  );
  return required(rows[0], 'an open archive has a row');
}

/** The last look into an archive that this database knows; null if there was none. */
export async function lastLook(db: Db, name: string): Promise<Look | null> {
  const { rows } = await db.query<{ at: Date; look: number }>(
    `SELECT looked_at AS at, looks AS look FROM backups.wal_archives
      WHERE name = $1 AND looked_at IS NOT NULL`,
    [name],
  );
  return rows[0] ?? null;
}

export interface StoredPiece {
  readonly sequence: number;
  readonly end: Position;
  readonly until: Date | null;
}

/** Notes a piece that follows the last one. Another process that has stored the same one is a bug. */
export async function noteStored(tx: Tx, name: string, piece: StoredPiece): Promise<void> {
  const { rowCount } = await tx.query(
    `UPDATE backups.wal_archives
        SET sequence = $2, position = $3, until = coalesce($4, until), failure = NULL
      WHERE name = $1 AND sequence = $2 - 1 AND ended_at IS NULL`,
    [name, piece.sequence, formatPosition(piece.end), piece.until],
  );
  assert(rowCount === 1, 'a piece follows the one before, of an open archive');
  await tx.query('UPDATE backups.schedule SET wal_failure = NULL WHERE wal_failure IS NOT NULL');
}

/** Keeps why the log is not stored, also while no archive is open, until the next piece is. */
export async function noteWalFailure(tx: Tx, failure: string): Promise<void> {
  await tx.query('UPDATE backups.schedule SET wal_failure = left($1, 1000)', [failure]);
}

/** Whether the log is stored as scheduled. */
export interface WalState {
  /** Since when commits are not known to be stored, in seconds. */
  readonly ageSeconds: number;
  readonly failure: string | null;
  /** Whether there is a whole backup with which the open archive can be restored; null if none is open. */
  readonly hasBackup: boolean | null;
}

/** The state of the stored log, also if its archive has ended and no other could begin; null if the schedule does not want it. */
export async function readWalState(db: Db): Promise<WalState | null> {
  // An archive that ended while a clock ran ahead does not say until when the log is stored.
  const { rows } = await db.query<WalState & Record<string, unknown>>(
    `SELECT extract(epoch FROM clock_timestamp() - coalesce(w.until, last.until, s.changed_at))::float8 AS "ageSeconds",
            coalesce(s.wal_failure, w.failure, CASE WHEN w.name IS NULL THEN last.failure END) AS failure,
            CASE WHEN w.name IS NOT NULL THEN
              EXISTS (SELECT FROM backups.made m
                       WHERE m.wal_archive = w.name AND m.bytes IS NOT NULL AND m.removed_at IS NULL) END AS "hasBackup"
       FROM backups.schedule s
       LEFT JOIN backups.wal_archives w ON w.ended_at IS NULL
       LEFT JOIN LATERAL (
         SELECT max(until) FILTER (WHERE until <= clock_timestamp()) AS until,
                (array_agg(failure ORDER BY ended_at DESC))[1] AS failure
           FROM backups.wal_archives WHERE ended_at IS NOT NULL) last ON true
      WHERE s.archives_wal`,
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

/** Notes that the pieces before this one are removed. */
export async function markPiecesRemoved(tx: Tx, name: string, next: number): Promise<void> {
  await tx.query('UPDATE backups.wal_archives SET first_sequence = $2 WHERE name = $1', [
    name,
    next,
  ]);
}

export async function deleteWalArchive(tx: Tx, name: string): Promise<void> {
  await tx.query('DELETE FROM backups.wal_archives WHERE name = $1', [name]);
}
