import type { Database } from '../src/kit/database/index.ts';
import { ensureSupplier } from '../src/suppliers/index.ts';

/** The id of the supplier of this name, which is added if there is none. */
export async function supplierNamed(database: Database, name: string): Promise<string> {
  const by = { actor: 'operator:test', at: new Date('2026-03-01T12:00:00Z') };
  const found = await database.transaction((tx) => ensureSupplier(tx, { name }, by));
  return found.supplierId;
}
