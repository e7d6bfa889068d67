import { recordAudit } from '../audit/index.ts';
import { assert } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import { DAY_MS } from '../kit/time.ts';
import type { FileParts } from './parts.ts';

/** How long an unattached upload is kept: as long as somebody may be filling in a form. */
const LOOSE_KEPT_MS = DAY_MS;
const BATCH = 100;

/** Deletes an owner's unattached upload; any other is `not_found`. */
export async function deleteUpload(
  { database, vault }: Pick<FileParts, 'database' | 'vault'>,
  owner: string,
  fileId: string | null,
  by: By,
): Promise<void> {
  await database.transaction(async (tx) => {
    const { rows } = await tx.query<{ file_id: string }>(
      `DELETE FROM files.files WHERE file_id = $1 AND owner = $2 AND subject IS NULL
       RETURNING file_id`,
      [fileId, owner],
    );
    if (!rows[0]) throw new Refusal('not_found');
    await vault.destroyDataKey(tx, rows[0].file_id);
    await recordAudit(tx, {
      ...by,
      action: 'file.deleted',
      subject: formatId('fil', rows[0].file_id),
      detail: { owner },
    });
  });
}

/** Removes a file from its subject for good, in the commit of the verb that attached it. */
export async function deleteAttached(
  tx: Tx,
  vault: FileParts['vault'],
  subject: string,
  fileId: string,
): Promise<void> {
  const { rowCount } = await tx.query(
    'DELETE FROM files.files WHERE file_id = $1 AND subject = $2',
    [fileId, subject],
  );
  assert(rowCount === 1, `file ${fileId} is attached to ${subject}`);
  await vault.destroyDataKey(tx, fileId);
}

/** Deletes uploads that were never used; returns how many. */
export async function dropLooseFiles({
  database,
  vault,
  clock,
}: Pick<FileParts, 'database' | 'vault' | 'clock'>): Promise<number> {
  const before = new Date(clock.now().getTime() - LOOSE_KEPT_MS);
  let dropped = 0;
  for (;;) {
    const batch = await database.transaction((tx) => dropBatch(tx, vault, before));
    dropped += batch;
    if (batch < BATCH) return dropped;
  }
}

async function dropBatch(tx: Tx, vault: FileParts['vault'], before: Date): Promise<number> {
  const { rows } = await tx.query<{ file_id: string }>(
    `DELETE FROM files.files WHERE file_id IN (
       SELECT file_id FROM files.files WHERE subject IS NULL AND created_at < $1
        ORDER BY file_id LIMIT $2 FOR UPDATE SKIP LOCKED)
     RETURNING file_id`,
    [before, BATCH],
  );
  for (const { file_id: fileId } of rows) await vault.destroyDataKey(tx, fileId);
  return rows.length;
}
