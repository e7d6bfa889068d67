import { listAttached, type StoredFile } from '../files/index.ts';
import type { Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { idPlace, Pages } from '../kit/pages.ts';
import type { Side } from './messages.ts';

export interface Evidence {
  readonly claimId: string;
  readonly item: string | null;
  readonly side: Side;
  readonly file: StoredFile;
}

export const evidencePages = new Pages('evidence', idPlace, ({ file }: Evidence) => file.fileId);

/** The evidence of a claim behind a file, or all, oldest first. The caller has checked who may read the claim. */
export async function listEvidence(
  db: Db,
  claimId: string,
  { behind = null }: { readonly behind?: string | null } = {},
): Promise<Evidence[]> {
  const { rows } = await db.query<{ fileId: string; item: string | null; side: Side }>(
    'SELECT file_id AS "fileId", item, side FROM claims.evidence WHERE claim_id = $1',
    [claimId],
  );
  const given = new Map(rows.map((row) => [row.fileId, row]));
  const files = await listAttached(db, [formatId('clm', claimId)]);
  return files.flatMap((file) => {
    const row = behind === null || file.fileId > behind ? given.get(file.fileId) : undefined;
    return row ? [{ claimId, item: row.item, side: row.side, file }] : [];
  });
}
