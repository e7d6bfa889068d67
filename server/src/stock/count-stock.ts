import { loadSnapshot } from '../catalog/index.ts';
import type { Db } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';

export interface StockCount {
  readonly sku: string;
  readonly available: number;
  readonly held: number;
  readonly sold: number;
  readonly recalled: number;
}

/**
 * Live codes of each product that ever had any, or of one: for sale, on hold for pending orders, sold, and frozen by a recall.
 * Throws `unknown_product` for an unknown SKU.
 */
export async function countStock(db: Db, sku?: string): Promise<StockCount[]> {
  const catalog = await loadSnapshot(db);
  const asked = sku === undefined ? null : catalog.productBySku(sku);
  if (sku !== undefined && !asked) throw new Refusal('unknown_product');
  const { rows } = await db.query<Omit<StockCount, 'sku'> & { product_id: number }>(
    `SELECT s.product_id, s.available, coalesce(c.held, 0) AS held, coalesce(c.sold, 0) AS sold,
            coalesce(c.recalled, 0) AS recalled
       FROM stock.shelves s
       LEFT JOIN (
         SELECT r.shelf_id, sum(r.codes) AS codes, sum(o.held) AS held, sum(o.sold) AS sold,
                sum(l.recalled) AS recalled
           FROM stock.runs r
           LEFT JOIN orders.codes_by_run() o ON o.run_id = r.run_id
           LEFT JOIN (SELECT n.run_id, sum(n.tail - n.head) AS recalled FROM stock.lanes n
                       WHERE n.state = 'recalled' GROUP BY n.run_id) l ON l.run_id = r.run_id
          GROUP BY r.shelf_id) c ON c.shelf_id = s.shelf_id
      WHERE s.mode = 'live'
        AND CASE WHEN $1::int IS NULL THEN c.codes > 0 ELSE s.product_id = $1 END`,
    [asked?.productId ?? null],
  );
  return rows
    .map(({ product_id: productId, ...counts }) => ({
      sku: catalog.product(productId)?.sku ?? String(productId),
      ...counts,
    }))
    .sort((a, b) => (a.sku < b.sku ? -1 : 1));
}
