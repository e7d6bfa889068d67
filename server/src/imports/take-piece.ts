import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import { invalid, invalidState, Refusal } from '../kit/refusal.ts';
import {
  type Import,
  type ImportParts,
  importColumns,
  pieceAt,
  pieceCount,
  pieceSize,
} from './import.ts';
import { lockImport, readPiece } from './store.ts';

/** A piece of a file, as it was sent. */
export interface Piece {
  readonly position: number;
  readonly bytes: Buffer;
}

/**
 * Stores the next piece of a file, sealed; one that is there already is compared. Refuses as `not_found` an import that somebody else
 * began; as `invalid_state` a piece that is not the next one, or differs from the one that is there; as `validation_failed` a
 * piece of another size than its position says; as `unavailable` every piece while only the room for orders is left.
 */
export async function takePiece(
  { database, vault, reserve }: ImportParts,
  importId: string | null,
  { position, bytes }: Piece,
  by: By,
): Promise<Import> {
  await reserve();
  return database.transaction(async (tx) => {
    const found = await lockImport(tx, importId);
    mustBeOwn(found, by);
    if (found.state !== 'sending') {
      throw invalidState(found.state, `The import is ${found.state}; no more pieces are accepted.`);
    }
    if (position >= pieceCount(found.bytes)) {
      throw invalidState(
        found.state,
        'The file has no such piece; its size was stated as smaller.',
      );
    }
    if (bytes.length !== pieceSize(found.bytes, position)) {
      const detail = `Piece ${position} must have ${pieceSize(found.bytes, position)} bytes.`;
      throw invalid({ pointer: '/file', code: 'content', detail });
    }
    const key = await vault.dataKey(tx, found.importId);
    const place = pieceAt(found, position);
    const stored = await readPiece(tx, found.importId, position);
    if (stored) {
      if (vault.openBytes(key, place, stored).equals(bytes)) return found;
      throw invalidState(
        found.state,
        'The file differs from the one whose import began; send the same file, or cancel the import.',
      );
    }
    if (position !== pieceCount(found.bytesSent)) {
      const next = pieceCount(found.bytesSent);
      throw invalidState(found.state, `Send piece ${next} next.`);
    }
    await tx.query('INSERT INTO imports.pieces (import_id, position, sealed) VALUES ($1, $2, $3)', [
      found.importId,
      position,
      vault.sealBytes(key, place, bytes),
    ]);
    const { rows } = await tx.query<Import>(
      `UPDATE imports.imports SET bytes_sent = bytes_sent + $2, sent_at = $3 WHERE import_id = $1
       RETURNING ${importColumns}`,
      [found.importId, bytes.length, by.at],
    );
    return required(rows[0], 'a locked row is there');
  });
}

/** An import of somebody else reads as unknown to whoever wants to send a piece of it. */
export function mustBeOwn({ begunBy }: Import, { actor }: By): void {
  if (begunBy !== actor) throw new Refusal('not_found');
}
