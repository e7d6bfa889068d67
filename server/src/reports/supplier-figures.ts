import type { Db } from '../kit/database/index.ts';
import { type SupplierStock, stockOfSuppliers } from '../stock/index.ts';
import { madeGoodOf, owedBySuppliers, type SupplierDebt } from '../supplier-claims/index.ts';
import type { Supplier } from '../suppliers/index.ts';
import { rateOf } from './claim-rates.ts';

/** A supplier with its sales to us, the quality of its codes, and what it owes. */
export interface SupplierFigures {
  readonly supplier: Supplier;
  readonly stock: Omit<SupplierStock, 'supplierId'>;
  /** Codes of its lots that were replaced or refunded. */
  readonly approved: number;
  /** Share of the sold codes of its lots that was replaced or refunded, in basis points; null if nothing was sold. */
  readonly rateBps: number | null;
  /** By currency. */
  readonly debts: readonly SupplierDebt[];
}

const NO_STOCK = { lots: 0, gone: 0, unsold: 0, costs: [] };

/** Adds the figures to these suppliers: over all time, for their live lots, and what they owe at that time. */
export async function withFigures(
  db: Db,
  suppliers: readonly Supplier[],
  at: Date,
): Promise<SupplierFigures[]> {
  const ids = suppliers.map(({ supplierId }) => supplierId);
  const stock = new Map((await stockOfSuppliers(db, ids)).map((each) => [each.supplierId, each]));
  const madeGood = await madeGoodOf(db, ids);
  const debts = Map.groupBy(await owedBySuppliers(db, ids, at), ({ supplierId }) => supplierId);
  return suppliers.map((supplier) => {
    const own = stock.get(supplier.supplierId) ?? NO_STOCK;
    // nothing: a supplier without replaced or refunded codes is not among these.
    const approved = madeGood.get(supplier.supplierId) ?? 0;
    return {
      supplier,
      stock: own,
      approved,
      rateBps: rateOf(approved, own.gone),
      debts: debts.get(supplier.supplierId) ?? [],
    };
  });
}
