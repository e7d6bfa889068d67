import type { Database } from '../src/kit/database/index.ts';
import { ensureSupplier } from '../src/suppliers/index.ts';

/** Returns the id of the supplier with this name, which is added if it does not exist. */
export async function supplierNamed(database: Database, name: string): Promise<string> {
  const by = { actor: 'operator:test', at: new Date('2026-03-01T12:00:00Z') };
  const found = await database.transaction((tx) => ensureSupplier(tx, { name }, by));
  return found.supplierId;
}
