import { recordAudit } from '../audit/index.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import type { ProductStatus } from './product.ts';

/**
 * Activates, pauses or retires a product. It stays listed in every status, and only an active one can be ordered. Returns whether
 * that changed anything; throws `unknown_product`.
 */
export async function setProductStatus(
  tx: Tx,
  act: { at: Date; actor: string; sku: string; status: ProductStatus },
): Promise<boolean> {
  // Writers of the catalogue wait for each other at this row.
  await bumpVersion(tx, 'catalog');
  const { rows } = await tx.query<{ status: ProductStatus }>(
    'SELECT status FROM catalog.products WHERE sku = $1',
    [act.sku],
  );
  const before = rows[0]?.status;
  if (before === undefined) throw new Refusal('unknown_product');
  if (before === act.status) return false;
  await tx.query(
    `UPDATE catalog.products
        SET status = $2, changed = pg_current_xact_id(), changed_at = $3 WHERE sku = $1`,
    [act.sku, act.status, act.at],
  );
  await recordAudit(tx, {
    at: act.at,
    actor: act.actor,
    action: 'product.status_changed',
    subject: act.sku,
    detail: { from: before, to: act.status },
  });
  return true;
}
