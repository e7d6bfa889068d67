import { assert } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';

/** The origin of a run's codes; cost in minor units of the lot's currency, per code. */
export interface CodeOrigin {
  readonly runId: number;
  readonly productId: number;
  readonly lotId: string;
  /** Null where nobody said who sold the lot, and so is its name. */
  readonly supplierId: string | null;
  readonly supplier: string | null;
  readonly cost: number | null;
  readonly costCurrency: string;
  /** Null if its codes never expire. */
  readonly expiresAt: Date | null;
  readonly lotStatus: string;
  readonly fileName: string;
  readonly importedBy: string;
  readonly importedAt: Date | null;
  readonly recalledAt: Date | null;
}

export async function originsOf(
  db: Db,
  runIds: readonly number[],
): Promise<ReadonlyMap<number, CodeOrigin>> {
  const { rows } = await db.query<CodeOrigin>(
    `SELECT run_id AS "runId", product_id AS "productId", lot_id AS "lotId", supplier_id AS "supplierId",
            supplier, cost, cost_currency AS "costCurrency",
            nullif(expires_at, 'infinity') AS "expiresAt", lot_status AS "lotStatus", file_name AS "fileName", imported_by AS "importedBy",
            imported_at AS "importedAt", recalled_at AS "recalledAt"
       FROM stock.origins($1)`,
    [runIds],
  );
  return new Map(rows.map((row) => [row.runId, row]));
}

/** The origin of this run's codes; it is a bug if it was not requested. */
export function originOf(origins: ReadonlyMap<number, CodeOrigin>, runId: number): CodeOrigin {
  const origin = origins.get(runId);
  assert(origin, `run ${runId} has its lot`);
  return origin;
}

/** The runs of a lot. */
export async function runsOfLot(db: Db, lotId: string): Promise<number[]> {
  const { rows } = await db.query<{ runs: number[] }>('SELECT stock.runs_of_lot($1) AS runs', [
    lotId,
  ]);
  return rows[0]?.runs ?? [];
}
