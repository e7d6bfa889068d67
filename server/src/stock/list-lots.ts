import type { Db } from '../kit/database/index.ts';

export interface ListedLot {
  readonly lotId: string;
  readonly mode: 'live' | 'test';
  readonly supplier: string;
  readonly fileName: string;
  readonly status: 'importing' | 'complete' | 'discarding' | 'discarded' | 'recalled';
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly importedBy: string;
  readonly createdAt: Date;
  readonly completedAt: Date | null;
  readonly recalledAt: Date | null;
}

const LOTS_MAX = 1_000;

/** The newest lots of files, newest first. */
export async function listLots(
  db: Db,
  { mode = 'live' }: { readonly mode?: 'live' | 'test' } = {},
): Promise<ListedLot[]> {
  const { rows } = await db.query<ListedLot>(
    `SELECT lot_id AS "lotId", mode, supplier, file_name AS "fileName", status, accepted,
            duplicates, rejected, imported_by AS "importedBy", created_at AS "createdAt",
            completed_at AS "completedAt", recalled_at AS "recalledAt"
       FROM stock.lots WHERE mode = $1 ORDER BY created_at DESC, lot_id DESC LIMIT $2`,
    [mode, LOTS_MAX],
  );
  return rows;
}
