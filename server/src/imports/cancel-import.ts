import { recordAudit } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState } from '../kit/refusal.ts';
import { DAY_MS } from '../kit/time.ts';
import type { Vault } from '../vault/index.ts';
import { type Import, type ImportParts, importColumns } from './import.ts';
import { closeImport, lockImport } from './store.ts';

/** A file of which nothing arrived for so long is not waited for. */
const IDLE_MS = DAY_MS;
const BATCH = 20;

/**
 * Cancels an import. What arrived is deleted at once; while the worker reads it, the worker stops after the next rows and discards
 * the lot. A cancelled import stays so. Refuses as `invalid_state` one that has ended otherwise.
 */
export async function cancelImport(
  { database, vault }: ImportParts,
  importId: string | null,
  by: By,
): Promise<Import> {
  return database.transaction(async (tx) => cancel(tx, vault, await lockImport(tx, importId), by));
}

async function cancel(tx: Tx, vault: Vault, found: Import, by: By): Promise<Import> {
  const { state, importId } = found;
  if (state === 'cancelled' || state === 'cancelling') return found;
  if (state === 'done' || state === 'refused') {
    throw invalidState(state, 'The import has ended; discard or recall its lot instead.');
  }
  await recordAudit(tx, {
    ...by,
    action: 'import.cancelled',
    subject: formatId('imp', importId),
    detail: { file_name: found.fileName, state },
  });
  if (state !== 'reading') {
    const closed = await closeImport(tx, vault, importId, { ...found, state: 'cancelled' }, by.at);
    return required(closed, 'a locked import has not ended');
  }
  const { rows } = await tx.query<Import>(
    `UPDATE imports.imports SET state = 'cancelling' WHERE import_id = $1 RETURNING ${importColumns}`,
    [importId],
  );
  return required(rows[0], 'a locked row is there');
}

/** Cancels imports whose files stopped to arrive a day ago; returns how many. */
export async function dropIdleImports({ database, vault, clock }: ImportParts): Promise<number> {
  const at = clock.now();
  const before = new Date(at.getTime() - IDLE_MS);
  return database.transaction(async (tx) => {
    const { rows } = await tx.query<Import>(
      `SELECT ${importColumns} FROM imports.imports
        WHERE state = 'sending' AND coalesce(sent_at, begun_at) < $1
        ORDER BY begun_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [before, BATCH],
    );
    for (const each of rows) await cancel(tx, vault, each, { actor: 'system:drop-imports', at });
    return rows.length;
  });
}
