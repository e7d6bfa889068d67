import type { Tx } from '../kit/database/index.ts';
import { invalid } from '../kit/refusal.ts';

/**
 * Attaches an owner's uploads to a subject, in the commit of what refers to them. All or none: an upload that is unknown, another
 * owner's or already used is refused by its place in the list, and the refusal does not tell these cases apart.
 */
export async function attachFiles(
  tx: Tx,
  owner: string,
  fileIds: readonly (string | null)[],
  subject: string,
  at: Date,
): Promise<void> {
  if (fileIds.length === 0) return;
  const { rows } = await tx.query<{ file_id: string }>(
    `UPDATE files.files SET subject = $3, attached_at = $4
      WHERE file_id = ANY($2::uuid[]) AND owner = $1 AND subject IS NULL RETURNING file_id`,
    [owner, fileIds.filter((id) => id !== null), subject, at],
  );
  const attached = new Set(rows.map((row) => row.file_id));
  const faults = [...fileIds.entries()].filter(
    ([index, id]) => id === null || !attached.has(id) || fileIds.indexOf(id) !== index,
  );
  if (faults.length === 0) return;
  throw invalid(
    ...faults.map(([index]) => ({
      pointer: `/attachments/${index}`,
      code: 'unknown_id' as const,
      detail: 'You have no unused upload with this id; upload the file again.',
    })),
  );
}
