import { listAttached, type StoredFile } from '../files/index.ts';
import type { Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import type { Side } from './messages.ts';

export interface Evidence {
  readonly claimId: string;
  readonly item: string | null;
  readonly side: Side;
  readonly file: StoredFile;
}

/** All evidence of a claim, oldest first. The caller has checked who may read the claim. */
export async function listEvidence(db: Db, claimId: string): Promise<Evidence[]> {
  const { rows } = await db.query<{ fileId: string; item: string | null; side: Side }>(
    'SELECT file_id AS "fileId", item, side FROM claims.evidence WHERE claim_id = $1',
    [claimId],
  );
  const given = new Map(rows.map((row) => [row.fileId, row]));
  const files = await listAttached(db, [formatId('clm', claimId)]);
  return files.flatMap((file) => {
    const row = given.get(file.fileId);
    return row ? [{ claimId, item: row.item, side: row.side, file }] : [];
  });
}
