import type { Db, Tx } from '../kit/database/index.ts';
import { formatId, parseId } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import { findByName } from './names.ts';
import { nearestOf } from './nearest-of.ts';
import { type Supplier, supplierColumns } from './supplier.ts';

/** Among how many names the nearest one is looked for. */
const NAMES_MAX = 1_000;

/** The supplier of this id; `not_found` where there is none. */
export async function findSupplier(db: Db, supplierId: string): Promise<Supplier> {
  const { rows } = await db.query<Supplier>(
    `SELECT ${supplierColumns} FROM suppliers.suppliers WHERE supplier_id = $1`,
    [supplierId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

/** What suppliers are called, by their ids. */
export async function supplierNames(
  db: Db,
  supplierIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<Pick<Supplier, 'supplierId' | 'name'>>(
    'SELECT supplier_id AS "supplierId", name FROM suppliers.suppliers WHERE supplier_id = ANY($1::uuid[])',
    [supplierIds],
  );
  return new Map(rows.map(({ supplierId, name }) => [supplierId, name]));
}

/** The same, locked until the transaction ends: nobody changes it meanwhile. */
export async function lockSupplier(
  tx: Tx,
  supplierId: string,
  how: 'NO KEY UPDATE' | 'SHARE' = 'NO KEY UPDATE',
): Promise<Supplier> {
  const { rows } = await tx.query<Supplier>(
    `SELECT ${supplierColumns} FROM suppliers.suppliers WHERE supplier_id = $1 FOR ${how}`,
    [supplierId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

/**
 * The supplier that a person means, by id or by name in any spelling. Whoever mistypes a name is told the nearest one:
 * `not_found`, so that no second supplier comes of it.
 */
export async function namedSupplier(db: Db, text: string): Promise<Supplier> {
  const supplierId = parseId('sup', text);
  if (supplierId !== null) return findSupplier(db, supplierId);
  const found = await findByName(db, text);
  if (found) return found;
  const { rows } = await db.query<Pick<Supplier, 'supplierId' | 'name'>>(
    `SELECT supplier_id AS "supplierId", name FROM suppliers.suppliers ORDER BY created_at DESC LIMIT ${NAMES_MAX}`,
  );
  const nearest = nearestOf(text, rows);
  const meant = nearest
    ? ` Did you mean “${nearest.name}” (${formatId('sup', nearest.supplierId)})?`
    : '';
  throw new Refusal('not_found', {}, { detail: `There is no supplier “${text}”.${meant}` });
}
