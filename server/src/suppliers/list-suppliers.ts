import type { Db } from '../kit/database/index.ts';
import { idPlace, type PageAsked, Pages, rising } from '../kit/pages.ts';
import { type Supplier, supplierColumns } from './supplier.ts';

export interface SupplierFilters extends PageAsked<string> {
  /** Part of a name or an e-mail. */
  readonly q?: string | undefined;
  /** Only archived ones, or only others; by default all. */
  readonly status?: 'active' | 'archived' | undefined;
}

export const supplierPages = new Pages(
  'suppliers',
  idPlace,
  ({ supplierId }: Supplier) => supplierId,
  { turns: true },
);

/** Suppliers by name. */
export async function listSuppliers(db: Db, filters: SupplierFilters): Promise<Supplier[]> {
  const { behind, order } = rising(filters);
  const { rows } = await db.query<Supplier>(
    `SELECT ${supplierColumns} FROM suppliers.suppliers
      WHERE ($1::text IS NULL OR strpos(suppliers.name_key(name), suppliers.name_key($1)) > 0
             OR strpos(email, lower($1)) > 0)
        AND ($2::text IS NULL OR (archived_at IS NOT NULL) = ($2 = 'archived'))
        AND ($3::uuid IS NULL OR suppliers.name_key(name) ${behind} (
          SELECT suppliers.name_key(b.name) FROM suppliers.suppliers b WHERE b.supplier_id = $3))
      ORDER BY suppliers.name_key(name) ${order} LIMIT $4`,
    [filters.q ?? null, filters.status ?? null, filters.behind ?? null, filters.limit],
  );
  return rows;
}
