import { loadSnapshot } from '../catalog/index.ts';
import type { Tx } from '../kit/database/index.ts';

/** Creates missing shelves of products, live and test. Returns how many. */
export async function ensureShelves(tx: Tx, at: Date): Promise<number> {
  const { products } = await loadSnapshot(tx);
  const { rowCount } = await tx.query(
    `INSERT INTO stock.shelves (product_id, mode, changed_at)
     SELECT p.product_id, m.mode, $2
       FROM unnest($1::int[]) p(product_id) CROSS JOIN (VALUES ('live'), ('test')) m(mode)
      WHERE NOT EXISTS (SELECT FROM stock.shelves s
                         WHERE s.product_id = p.product_id AND s.mode = m.mode)
     ON CONFLICT DO NOTHING`,
    [products.map((product) => product.productId), at],
  );
  return rowCount;
}
