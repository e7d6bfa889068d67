import { required } from '../kit/assert.ts';
import { advisoryLocks, type Db, type Tx } from '../kit/database/index.ts';
import type { SealPlace } from '../vault/index.ts';
import { fileColumns, type StoredFile } from './file.ts';

/** Size of a piece in plaintext: small enough that a download needs little memory, large enough that pieces are few. */
export const PIECE_BYTES = 256 * 1024;

/**
 * All values of a piece's row and its file's row that never change, so that neither can be swapped, and the number of pieces, so
 * that none can be left off.
 */
export function pieceAt(file: StoredFile, position: number): SealPlace {
  return ['file', file.fileId, file.owner, file.kind, file.sizeBytes, position];
}

export function pieceCount(file: StoredFile): number {
  return Math.ceil(file.sizeBytes / PIECE_BYTES);
}

export async function insertFile(tx: Tx, file: StoredFile): Promise<void> {
  await tx.query(
    `INSERT INTO files.files (file_id, owner, name, kind, size_bytes, width, height, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      file.fileId,
      file.owner,
      file.name,
      file.kind,
      file.sizeBytes,
      file.width,
      file.height,
      file.createdAt,
    ],
  );
}

export async function insertPiece(
  tx: Tx,
  fileId: string,
  position: number,
  sealed: Buffer,
): Promise<void> {
  await tx.query(
    'INSERT INTO files.pieces (file_id, position, sealed) VALUES ($1, $2, $3)',
    [fileId, position, sealed],
    'files.insert_piece',
  );
}

export async function readPiece(db: Db, fileId: string, position: number): Promise<Buffer | null> {
  const { rows } = await db.query<{ sealed: Buffer }>(
    'SELECT sealed FROM files.pieces WHERE file_id = $1 AND position = $2',
    [fileId, position],
    'files.read_piece',
  );
  return rows[0]?.sealed ?? null;
}

/** Serialises an owner's uploads, so that counts of them stay correct. */
export async function lockUploads(tx: Tx, owner: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [
    advisoryLocks.uploadsOfOwner,
    owner,
  ]);
}

/** How many unattached uploads an owner has. */
export async function countLoose(db: Db, owner: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'SELECT count(*) FROM files.files WHERE owner = $1 AND subject IS NULL',
    [owner],
  );
  return required(rows[0], 'a count has a row').count;
}

/** The subject of a file, or null; the subject's module decides who may read it. */
export async function findSubject(db: Db, fileId: string | null): Promise<string | null> {
  const { rows } = await db.query<{ subject: string | null }>(
    'SELECT subject FROM files.files WHERE file_id = $1',
    [fileId],
  );
  return rows[0]?.subject ?? null;
}

/** A file attached to this subject, or null. */
export async function findAttached(
  db: Db,
  subject: string,
  fileId: string,
): Promise<StoredFile | null> {
  const { rows } = await db.query<StoredFile>(
    `SELECT ${fileColumns} FROM files.files WHERE file_id = $1 AND subject = $2`,
    [fileId, subject],
  );
  return rows[0] ?? null;
}

/** The files of some subjects, oldest first. */
export async function listAttached(
  db: Db,
  subjects: readonly string[],
): Promise<(StoredFile & { subject: string })[]> {
  const { rows } = await db.query<StoredFile & { subject: string }>(
    `SELECT ${fileColumns} FROM files.files WHERE subject = ANY($1) ORDER BY file_id`,
    [subjects],
  );
  return rows;
}
