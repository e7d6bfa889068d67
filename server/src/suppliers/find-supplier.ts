import type { Db, Tx } from '../kit/database/index.ts';
import { formatId, parseId } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import { findByName } from './names.ts';
import { nearestOf } from './nearest-of.ts';
import { type Supplier, supplierColumns } from './supplier.ts';

/** Limit of the names among which the nearest one is searched. */
const NAMES_MAX = 1_000;

/** The supplier with this id; `not_found` if there is none. */
export async function findSupplier(db: Db, supplierId: string): Promise<Supplier> {
  const { rows } = await db.query<Supplier>(
    `SELECT ${supplierColumns} FROM suppliers.suppliers WHERE supplier_id = $1`,
    [supplierId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

/** The names of suppliers, by their ids. */
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

/** The same, locked until the transaction ends. */
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
 * The supplier that a person means, by id or by name in any spelling. A mistyped name is `not_found` with the nearest name, so
 * that it does not create a second supplier.
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
