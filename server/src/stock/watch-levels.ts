import type { Tx } from '../kit/database/index.ts';

/** A product that has become low. */
export interface LowProduct {
  readonly productId: number;
  readonly available: number;
  readonly threshold: number;
}

/**
 * Marks the products that have become low since the last time, and returns them: each once, until its stock has clearly risen again,
 * by a tenth over the threshold, so that single codes that come and go report nothing.
 */
export async function takeLow(tx: Tx, at: Date): Promise<LowProduct[]> {
  await tx.query(
    `UPDATE stock.thresholds t SET low_since = NULL
       FROM stock.shelves s
      WHERE s.product_id = t.product_id AND s.mode = 'live' AND t.low_since IS NOT NULL
        AND s.available > t.codes + t.codes / 10`,
  );
  const { rows } = await tx.query<LowProduct>(
    `UPDATE stock.thresholds t SET low_since = $1
       FROM stock.shelves s
      WHERE s.product_id = t.product_id AND s.mode = 'live' AND t.low_since IS NULL AND s.available <= t.codes
      RETURNING t.product_id AS "productId", s.available, t.codes AS threshold`,
    [at],
  );
  return rows;
}

/** Notes for today which products are without stock. */
export async function noteSoldOut(tx: Tx, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO stock.sold_out_days (shelf_id, day)
     SELECT shelf_id, ($1::timestamptz AT TIME ZONE 'UTC')::date FROM stock.shelves
      WHERE mode = 'live' AND sellable = 0
     ON CONFLICT DO NOTHING`,
    [at],
  );
}
