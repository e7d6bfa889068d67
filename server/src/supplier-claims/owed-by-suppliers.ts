import type { Db } from '../kit/database/index.ts';

/** What suppliers owe in one currency, in its minor units: due or asked for. */
export interface SupplierDebt {
  readonly supplierId: string;
  readonly currency: string;
  /** For codes whose cost is known; null if none is known. */
  readonly amount: number | null;
  readonly codes: number;
  /** Of these codes, those with unknown cost. */
  readonly unknown: number;
  /** Of these codes, those past their due date. */
  readonly overdue: number;
}

/** What these suppliers owe at that time, by currency. */
export async function owedBySuppliers(
  db: Db,
  supplierIds: readonly string[],
  at: Date,
): Promise<SupplierDebt[]> {
  const { rows } = await db.query<SupplierDebt>(
    `SELECT supplier_id AS "supplierId", currency, sum(amount) AS amount, count(*) AS codes,
            count(*) FILTER (WHERE amount IS NULL) AS unknown,
            count(*) FILTER (WHERE state = 'due' AND due_at < $2) AS overdue
       FROM supplier_claims.recoveries
      WHERE supplier_id = ANY($1::uuid[]) AND state IN ('due', 'asked')
      GROUP BY supplier_id, currency ORDER BY supplier_id, currency`,
    [supplierIds, at],
  );
  return rows;
}

/** How many codes of each of these suppliers were ever replaced or refunded. */
export async function madeGoodOf(
  db: Db,
  supplierIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ supplierId: string; codes: number }>(
    `SELECT supplier_id AS "supplierId", count(*) AS codes FROM supplier_claims.recoveries
      WHERE supplier_id = ANY($1::uuid[]) GROUP BY supplier_id`,
    [supplierIds],
  );
  return new Map(rows.map(({ supplierId, codes }) => [supplierId, codes]));
}
