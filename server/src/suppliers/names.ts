import { advisoryLocks, type Db, type Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalid } from '../kit/refusal.ts';
import { type Supplier, supplierColumns } from './supplier.ts';

/** Serialises changes of suppliers' names; nobody else waits. Not by a lock of the table, which archiving one would cross. */
export async function lockNames(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [advisoryLocks.supplierNames]);
}

/** The supplier of this name, in any spelling; also an archived one. */
export async function findByName(db: Db, name: string): Promise<Supplier | null> {
  const { rows } = await db.query<Supplier>(
    `SELECT ${supplierColumns} FROM suppliers.suppliers
      WHERE suppliers.name_key(name) = suppliers.name_key($1)`,
    [name],
  );
  return rows[0] ?? null;
}

/** Refuses a name that another supplier has, in any spelling. The caller has locked the names. */
export async function refuseTaken(tx: Tx, name: string, ownId?: string): Promise<void> {
  const other = await findByName(tx, name);
  if (!other || other.supplierId === ownId) return;
  const archived = other.archivedAt ? ', archived' : '';
  const detail = `“${other.name}” (${formatId('sup', other.supplierId)}${archived}) already has this name.`;
  throw invalid({ pointer: '/name', code: 'taken', detail });
}
