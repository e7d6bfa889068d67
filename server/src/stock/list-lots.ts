import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { parseId } from '../kit/ids.ts';
import { falling, idPlace, type PageAsked, Pages } from '../kit/pages.ts';

export interface ListedLot {
  readonly lotId: string;
  readonly mode: 'live' | 'test';
  /** Null where nobody said who sold it, and so is its name. */
  readonly supplierId: string | null;
  readonly supplier: string | null;
  readonly fileName: string;
  readonly status: 'importing' | 'held' | 'complete' | 'discarding' | 'discarded' | 'recalled';
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly importedBy: string;
  /** Held because it is large: whoever imported it cannot release it. */
  readonly needsOther: boolean;
  readonly createdAt: Date;
  readonly completedAt: Date | null;
  readonly recalledAt: Date | null;
}

export interface LotFilters extends Partial<PageAsked<string>> {
  /** Part of the name of its file or supplier, or its id. */
  readonly q?: string | undefined;
  readonly mode?: 'live' | 'test' | undefined;
  readonly lotId?: string | undefined;
  readonly supplierId?: string | undefined;
  readonly status?: ListedLot['status'] | undefined;
}

const LOTS_MAX = 1_000;

export const lotPages = new Pages('lots', idPlace, ({ lotId }: ListedLot) => lotId, {
  turns: true,
});

/** The newest lots of files, newest first. */
export async function listLots(db: Db, filters: LotFilters = {}): Promise<ListedLot[]> {
  const { behind, order } = falling(filters);
  const { rows } = await db.query<ListedLot>(
    `SELECT lot_id AS "lotId", mode, supplier_id AS "supplierId", k.name AS supplier, file_name AS "fileName", status, accepted,
            duplicates, rejected, imported_by AS "importedBy", needs_other AS "needsOther", created_at AS "createdAt",
            completed_at AS "completedAt", recalled_at AS "recalledAt"
       FROM stock.lots LEFT JOIN suppliers.known() k USING (supplier_id)
      WHERE mode = $1
        AND ($2::uuid IS NULL OR lot_id = $2)
        AND ($3::uuid IS NULL OR supplier_id = $3)
        AND ($4::text IS NULL OR status = $4)
        AND ($5::uuid IS NULL OR (created_at, lot_id) ${behind} (
          SELECT b.created_at, b.lot_id FROM stock.lots b WHERE b.lot_id = $5))
        AND ($7::text IS NULL OR lot_id = $8 OR strpos(lower(file_name), lower($7)) > 0
             OR strpos(lower(k.name), lower($7)) > 0)
      ORDER BY created_at ${order}, lot_id ${order} LIMIT $6`,
    [
      // nothing: the contract's default mode is live.
      filters.mode ?? 'live',
      filters.lotId ?? null,
      filters.supplierId ?? null,
      filters.status ?? null,
      filters.behind ?? null,
      filters.limit ?? LOTS_MAX,
      filters.q ?? null,
      filters.q === undefined ? null : parseId('lot', filters.q),
    ],
  );
  return rows;
}

/** How many live lots are held until somebody confirms them. */
export async function countHeldLots(db: Db): Promise<number> {
  const { rows } = await db.query<{ held: number }>(
    `SELECT count(*) AS held FROM stock.lots WHERE mode = 'live' AND status = 'held'`,
  );
  return required(rows[0], 'a count has a row').held;
}

/** The files that lots were imported from, by the lots' ids. */
export async function lotFiles(db: Db, lotIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ lotId: string; fileName: string }>(
    'SELECT lot_id AS "lotId", file_name AS "fileName" FROM stock.lots WHERE lot_id = ANY($1::uuid[])',
    [lotIds],
  );
  return new Map(rows.map(({ lotId, fileName }) => [lotId, fileName]));
}
