import type { Db, Tx } from '../kit/database/index.ts';
import type { WalOfBackup } from './manifest.ts';

export interface BegunBackup {
  readonly name: string;
  readonly place: string;
  readonly beganAt: Date;
}

export async function beginBackup(tx: Tx, { name, place, beganAt }: BegunBackup): Promise<void> {
  await tx.query('INSERT INTO backups.made (name, place, began_at) VALUES ($1, $2, $3)', [
    name,
    place,
    beganAt,
  ]);
}

export type BackupEnd =
  | {
      readonly at: Date;
      readonly bytes: number;
      readonly databaseBytes: number;
      readonly wal: WalOfBackup | null;
    }
  | { readonly at: Date; readonly failure: string };

export async function endBackup(tx: Tx, name: string, end: BackupEnd): Promise<void> {
  const made = 'bytes' in end ? end : null;
  const failure = 'failure' in end ? end.failure.slice(0, FAILURE_MAX) : null;
  await tx.query(
    `UPDATE backups.made SET ended_at = $2, bytes = $3, database_bytes = $4, failure = $5,
            wal_archive = $6, wal_sequence = $7
      WHERE name = $1 AND ended_at IS NULL`,
    [
      ...[name, end.at, made?.bytes ?? null, made?.databaseBytes ?? null, failure],
      ...[made?.wal?.archive ?? null, made?.wal?.sequence ?? null],
    ],
  );
}

/** Records a backup that was made before there was a table for it; false: it is there. */
export async function insertMade(
  tx: Tx,
  made: BegunBackup & { readonly at: Date; readonly bytes: number; readonly databaseBytes: number },
): Promise<boolean> {
  const { name, place, beganAt, at, bytes, databaseBytes } = made;
  const { rowCount } = await tx.query(
    `INSERT INTO backups.made (name, place, began_at, ended_at, bytes, database_bytes)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (name) DO NOTHING`,
    [name, place, beganAt, at, bytes, databaseBytes],
  );
  return rowCount === 1;
}

const FAILURE_MAX = 1000;

/** Records a backup that could not begin. */
export async function noteFailure(
  tx: Tx,
  failed: { name: string; place: string; at: Date; until: Date; failure: string },
): Promise<void> {
  const { name, place, at, until, failure } = failed;
  await tx.query(
    `INSERT INTO backups.made (name, place, began_at, ended_at, failure)
     SELECT $1, $2, $3, $3, $4
      WHERE NOT EXISTS (SELECT FROM backups.made m WHERE m.began_at BETWEEN $3 AND $5)`,
    [name, place, at, failure.slice(0, FAILURE_MAX), until],
  );
}

/** Backups without an end: one is being made now, those of ended processes are not. */
export async function begunBackups(db: Db): Promise<{ name: string; place: string }[]> {
  const { rows } = await db.query<{ name: string; place: string }>(
    'SELECT name, place FROM backups.made WHERE ended_at IS NULL ORDER BY began_at, name',
  );
  return rows;
}

export interface MadeBackup {
  readonly name: string;
  readonly place: string;
  readonly beganAt: Date;
  readonly endedAt: Date | null;
  /** Null unless it was made. */
  readonly bytes: number | null;
  readonly failure: string | null;
}

/** The latest backups, newest first. */
export async function listBackups(db: Db, limit: number): Promise<MadeBackup[]> {
  const { rows } = await db.query<MadeBackup & Record<string, unknown>>(
    `SELECT name, place, began_at AS "beganAt", ended_at AS "endedAt", bytes, failure
       FROM backups.made ORDER BY began_at DESC, name DESC LIMIT $1`,
    [limit],
  );
  return rows;
}
