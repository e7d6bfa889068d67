import type { Db } from '../kit/database/index.ts';
import type { PageAsked } from '../kit/pages.ts';
import { type Supplier, supplierColumns } from './supplier.ts';

export interface SupplierFilters extends PageAsked<string> {
  /** Part of a name or an e-mail. */
  readonly text?: string | undefined;
  /** Only archived ones, or only others; by default all. */
  readonly archived?: boolean | undefined;
}

/** Suppliers by name. */
export async function listSuppliers(db: Db, filters: SupplierFilters): Promise<Supplier[]> {
  const { rows } = await db.query<Supplier>(
    `SELECT ${supplierColumns} FROM suppliers.suppliers
      WHERE ($1::text IS NULL OR strpos(suppliers.name_key(name), suppliers.name_key($1)) > 0
             OR strpos(email, lower($1)) > 0)
        AND ($2::boolean IS NULL OR (archived_at IS NOT NULL) = $2)
        AND ($3::uuid IS NULL OR suppliers.name_key(name) > (
          SELECT suppliers.name_key(b.name) FROM suppliers.suppliers b WHERE b.supplier_id = $3))
      ORDER BY suppliers.name_key(name) LIMIT $4`,
    [filters.text ?? null, filters.archived ?? null, filters.behind ?? null, filters.limit],
  );
  return rows;
}
