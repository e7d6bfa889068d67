import { recordAudit } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { lockNames, refuseTaken } from './names.ts';
import {
  CLAIM_DAYS,
  readTerms,
  type Supplier,
  type SupplierTerms,
  supplierColumns,
} from './supplier.ts';

/** Only the name is required. */
export type NewSupplier = Pick<SupplierTerms, 'name'> & Partial<SupplierTerms>;

/**
 * Adds a supplier; a name that differs from another one's only in case or blanks is refused (`taken`). By default its costs are
 * in USD, and its claims are due within 30 days.
 */
export async function addSupplier(tx: Tx, supplier: NewSupplier, by: By): Promise<Supplier> {
  const { email = null, note = null, costCurrency = 'USD', claimDays = CLAIM_DAYS } = supplier;
  const terms = readTerms({ name: supplier.name, email, note, costCurrency, claimDays });
  await lockNames(tx);
  await refuseTaken(tx, terms.name);
  const supplierId = newUuid(by.at.getTime());
  const { rows } = await tx.query<Supplier>(
    `INSERT INTO suppliers.suppliers
       (supplier_id, name, email, note, cost_currency, claim_days, created_at, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${supplierColumns}`,
    [
      supplierId,
      terms.name,
      terms.email,
      terms.note,
      terms.costCurrency,
      terms.claimDays,
      by.at,
      by.actor,
    ],
  );
  await recordAudit(tx, {
    ...by,
    action: 'supplier.added',
    subject: formatId('sup', supplierId),
    detail: { before: null, after: terms },
  });
  return required(rows[0], 'an insert gives its row');
}
