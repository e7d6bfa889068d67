import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import { invalidState } from '../kit/refusal.ts';
import { type Import, type ImportParts, importColumns } from './import.ts';
import { lockImport } from './store.ts';
import { mustBeOwn } from './take-piece.ts';

/**
 * Hands a complete file over to the worker; a repeated call changes nothing. Refuses as `not_found` an import that somebody else
 * began, as `invalid_state` one whose file is incomplete or that was cancelled.
 */
export async function startImport(
  { database }: Pick<ImportParts, 'database'>,
  importId: string | null,
  by: By,
): Promise<Import> {
  return database.transaction(async (tx) => {
    const found = await lockImport(tx, importId);
    mustBeOwn(found, by);
    const { state, bytes, bytesSent } = found;
    if (state === 'waiting' || state === 'reading' || state === 'done' || state === 'refused') {
      return found;
    }
    if (state !== 'sending') throw invalidState(state, 'The import was cancelled; begin it again.');
    if (bytesSent < bytes) {
      throw invalidState(
        state,
        `${bytesSent} of ${bytes} bytes arrived; send the other pieces first.`,
      );
    }
    const { rows } = await tx.query<Import>(
      `UPDATE imports.imports SET state = 'waiting' WHERE import_id = $1 RETURNING ${importColumns}`,
      [found.importId],
    );
    return required(rows[0], 'a locked row is there');
  });
}
