import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';

/** From how many live codes on a product is low; null: nobody is warned. */
export interface Threshold {
  readonly productId: number;
  readonly sku: string;
  readonly codes: number | null;
}

/** Sets a threshold. A product that is low already is reported again, because the person who set it wants to know. */
export async function setThreshold(
  tx: Tx,
  { productId, sku, codes }: Threshold,
  by: By,
): Promise<void> {
  const { rows } = await tx.query<{ codes: number }>(
    'SELECT codes FROM stock.thresholds WHERE product_id = $1 FOR UPDATE',
    [productId],
  );
  const before = rows[0]?.codes ?? null;
  if (before === codes) return;
  if (codes === null) {
    await tx.query('DELETE FROM stock.thresholds WHERE product_id = $1', [productId]);
  } else {
    await tx.query(
      `INSERT INTO stock.thresholds (product_id, codes, set_at, set_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (product_id) DO UPDATE SET codes = $2, low_since = NULL, set_at = $3, set_by = $4`,
      [productId, codes, by.at, by.actor],
    );
  }
  const detail = { before, after: codes };
  await recordAudit(tx, { ...by, action: 'stock_threshold.set', subject: sku, detail });
}
