import type { AuditAction } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState } from '../kit/refusal.ts';
import { lockSupplier } from './find-supplier.ts';
import type { Supplier } from './supplier.ts';

/**
 * Archives a supplier: no new lots are bought from it, but its lots are still sold, and it is still asked for money. An archived
 * one stays so.
 */
export async function archiveSupplier(tx: Tx, supplierId: string, by: By): Promise<Supplier> {
  return setArchived(tx, supplierId, by.at, 'supplier.archived', by);
}

/** Restores an archived supplier, so that lots may be bought from it. Another one stays as it is. */
export async function restoreSupplier(tx: Tx, supplierId: string, by: By): Promise<Supplier> {
  return setArchived(tx, supplierId, null, 'supplier.restored', by);
}

async function setArchived(
  tx: Tx,
  supplierId: string,
  archivedAt: Date | null,
  action: AuditAction,
  by: By,
): Promise<Supplier> {
  const before = await lockSupplier(tx, supplierId);
  if ((before.archivedAt === null) === (archivedAt === null)) return before;
  await tx.query('UPDATE suppliers.suppliers SET archived_at = $2 WHERE supplier_id = $1', [
    supplierId,
    archivedAt,
  ]);
  await recordAudit(tx, {
    ...by,
    action,
    subject: formatId('sup', supplierId),
    detail: { before: { archivedAt: before.archivedAt }, after: { archivedAt } },
  });
  return { ...before, archivedAt };
}

/**
 * Locks this supplier against archiving until the transaction ends: `invalid_state` if it is archived, `not_found` if there is
 * none.
 */
export async function holdOpenSupplier(tx: Tx, supplierId: string): Promise<void> {
  const { name, archivedAt } = await lockSupplier(tx, supplierId, 'SHARE');
  if (archivedAt === null) return;
  throw invalidState('archived', `“${name}” is archived; restore it before you buy a lot from it.`);
}
