import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { addSupplier, type NewSupplier } from './add-supplier.ts';
import { findByName, lockNames } from './names.ts';
import type { Supplier } from './supplier.ts';

/** The supplier of this name, added if there is none: for callers who said that it may be new. */
export async function ensureSupplier(tx: Tx, supplier: NewSupplier, by: By): Promise<Supplier> {
  await lockNames(tx);
  return (await findByName(tx, supplier.name)) ?? addSupplier(tx, supplier, by);
}
