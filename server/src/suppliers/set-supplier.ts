import { recordAudit } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { lockSupplier } from './find-supplier.ts';
import { lockNames, refuseTaken } from './names.ts';
import { readTerms, type Supplier, type SupplierTerms, supplierColumns } from './supplier.ts';

/**
 * Changes a supplier's record; a new name is shown with everything that it ever sold. Due dates stay as they were booked. An
 * empty change leaves nothing in the audit.
 */
export async function setSupplier(
  tx: Tx,
  supplierId: string,
  change: Partial<SupplierTerms>,
  by: By,
): Promise<Supplier> {
  await lockNames(tx);
  const before = await lockSupplier(tx, supplierId);
  const after = readTerms({ ...before, ...change });
  const names = Object.keys(after) as (keyof SupplierTerms)[];
  const changed = names.filter((name) => after[name] !== before[name]);
  if (changed.length === 0) return before;
  await refuseTaken(tx, after.name, supplierId);
  const { rows } = await tx.query<Supplier>(
    `UPDATE suppliers.suppliers
        SET name = $2, email = $3, note = $4, cost_currency = $5, claim_days = $6
      WHERE supplier_id = $1 RETURNING ${supplierColumns}`,
    [supplierId, after.name, after.email, after.note, after.costCurrency, after.claimDays],
  );
  const only = (terms: SupplierTerms) =>
    Object.fromEntries(changed.map((name) => [name, terms[name]]));
  await recordAudit(tx, {
    ...by,
    action: 'supplier.changed',
    subject: formatId('sup', supplierId),
    detail: { before: only(before), after: only(after) },
  });
  return required(rows[0], 'a locked row is there');
}
