import type { Db } from '../kit/database/index.ts';
import { type ImportTerms, termsText } from './import-terms.ts';
import type { ListedLot } from './list-lots.ts';

/** The result of a file that was already read to its end. */
export interface KnownLot {
  readonly lotId: string;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
}

/** The live lot of a file that was read to its end and not discarded, with these terms and from this supplier; null if there is none. */
export async function findImported(
  db: Db,
  file: {
    readonly sha256: Buffer;
    readonly supplierId: string | null;
    readonly terms: ImportTerms;
  },
): Promise<KnownLot | null> {
  const { rows } = await db.query<KnownLot>(
    `SELECT lot_id AS "lotId", accepted, duplicates, rejected FROM stock.lots
      WHERE sha256 = $1 AND supplier_id IS NOT DISTINCT FROM $2::uuid AND mode = 'live' AND terms = $3
        AND status IN ('held', 'complete', 'recalled') AND repeats IS NULL`,
    [file.sha256, file.supplierId, termsText(file.terms)],
  );
  return rows[0] ?? null;
}

/** The states of lots and the SHA-256 of their files, by their ids. */
export async function filesOfLots(
  db: Db,
  lotIds: readonly string[],
): Promise<Map<string, { readonly status: ListedLot['status']; readonly sha256: Buffer }>> {
  const { rows } = await db.query<Pick<ListedLot, 'lotId' | 'status'> & { sha256: Buffer }>(
    'SELECT lot_id AS "lotId", status, sha256 FROM stock.lots WHERE lot_id = ANY($1::uuid[])',
    [lotIds],
  );
  return new Map(rows.map(({ lotId, ...lot }) => [lotId, lot]));
}
