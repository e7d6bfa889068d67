import type { Db, Tx } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import type { Vault } from '../vault/index.ts';
import { type Import, importColumns } from './import.ts';

/** The import with this id; `not_found` if there is none. */
export async function findImport(db: Db, importId: string | null): Promise<Import> {
  const { rows } = await db.query<Import>(
    `SELECT ${importColumns} FROM imports.imports WHERE import_id = $1`,
    [importId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

/** The same, locked until the transaction ends. */
export async function lockImport(tx: Tx, importId: string | null): Promise<Import> {
  const { rows } = await tx.query<Import>(
    `SELECT ${importColumns} FROM imports.imports WHERE import_id = $1 FOR UPDATE`,
    [importId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

export async function readPiece(
  db: Db,
  importId: string,
  position: number,
): Promise<Buffer | null> {
  const { rows } = await db.query<{ sealed: Buffer }>(
    'SELECT sealed FROM imports.pieces WHERE import_id = $1 AND position = $2',
    [importId, position],
    'imports.read_piece',
  );
  return rows[0]?.sealed ?? null;
}

/** What an import ends with. */
export type Ending = Pick<Import, 'accepted' | 'duplicates' | 'rejected' | 'lotId' | 'repeated'> & {
  readonly state: 'done' | 'refused' | 'cancelled';
  readonly fault: string | null;
};

/**
 * Ends an import: its pieces are deleted, and the key that opens copies of them is destroyed. Null if it has ended already.
 */
export async function closeImport(
  tx: Tx,
  vault: Vault,
  importId: string,
  end: Ending,
  at: Date,
): Promise<Import | null> {
  const { rows } = await tx.query<Import>(
    `UPDATE imports.imports
        SET state = $2, ended_at = $3, accepted = $4, duplicates = $5, rejected = $6, lot_id = $7, repeated = $8,
            fault = $9
      WHERE import_id = $1 AND ended_at IS NULL RETURNING ${importColumns}`,
    [
      importId,
      end.state,
      at,
      end.accepted,
      end.duplicates,
      end.rejected,
      end.lotId,
      end.repeated,
      end.fault,
    ],
  );
  if (!rows[0]) return null;
  await tx.query('DELETE FROM imports.pieces WHERE import_id = $1', [importId]);
  await vault.destroyDataKey(tx, importId);
  return rows[0];
}
