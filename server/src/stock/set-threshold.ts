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
export async function setThreshold(tx: Tx, threshold: Threshold, by: By): Promise<void> {
  const [change] = await write(tx, [threshold], by);
  if (!change) return;
  const { sku: subject, before, codes: after } = change;
  const detail = { before, after };
  await recordAudit(tx, { ...by, action: 'stock_threshold.set', subject, detail });
}

/**
 * Sets the thresholds of many products, with one audit entry that names each. Those that are low already are noted as reported: the
 * person who set them has seen how many there are. Returns how many changed. `subject`: what they have in common.
 */
export async function setThresholds(
  tx: Tx,
  { subject, thresholds }: { readonly subject: string; readonly thresholds: readonly Threshold[] },
  by: By,
): Promise<number> {
  const changes = await write(tx, thresholds, by);
  if (changes.length === 0) return 0;
  await tx.query(
    `UPDATE stock.thresholds t SET low_since = $2 FROM stock.shelves s
      WHERE t.product_id = ANY($1::int[]) AND s.product_id = t.product_id AND s.mode = 'live'
        AND s.available <= t.codes`,
    [changes.map(({ productId }) => productId), by.at],
  );
  const detail = Object.fromEntries(
    changes.map(({ sku, before, codes: after }) => [sku, { before, after }]),
  );
  await recordAudit(tx, { ...by, action: 'stock_thresholds.set', subject, detail });
  return changes.length;
}

/** Writes those that change, and returns them with what they were. */
async function write(
  tx: Tx,
  thresholds: readonly Threshold[],
  by: By,
): Promise<(Threshold & { readonly before: number | null })[]> {
  const ids = thresholds.map(({ productId }) => productId);
  const { rows } = await tx.query<{ productId: number; codes: number }>(
    `SELECT product_id AS "productId", codes FROM stock.thresholds
      WHERE product_id = ANY($1::int[]) ORDER BY product_id FOR UPDATE`,
    [ids],
  );
  const now = new Map(rows.map(({ productId, codes }) => [productId, codes]));
  const changes = thresholds
    .map((each) => ({ ...each, before: now.get(each.productId) ?? null }))
    .filter(({ before, codes }) => before !== codes);
  const set = changes.flatMap(({ productId, codes }) =>
    codes === null ? [] : [{ productId, codes }],
  );
  await tx.query('DELETE FROM stock.thresholds WHERE product_id = ANY($1::int[])', [
    changes.flatMap(({ productId, codes }) => (codes === null ? [productId] : [])),
  ]);
  await tx.query(
    `INSERT INTO stock.thresholds (product_id, codes, set_at, set_by)
     SELECT u.product_id, u.codes, $3, $4 FROM unnest($1::int[], $2::int[]) u(product_id, codes) ORDER BY u.product_id
     ON CONFLICT (product_id) DO UPDATE
        SET codes = excluded.codes, low_since = NULL, set_at = excluded.set_at, set_by = excluded.set_by`,
    [set.map(({ productId }) => productId), set.map(({ codes }) => codes), ...[by.at, by.actor]],
  );
  return changes;
}
