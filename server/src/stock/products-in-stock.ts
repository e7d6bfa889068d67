import type { Db } from '../kit/database/index.ts';

/** Ids of the products with at least one live code for sale. */
export async function productsInStock(db: Db): Promise<ReadonlySet<number>> {
  const { rows } = await db.query<{ product_id: number }>(
    `SELECT product_id FROM stock.shelves WHERE mode = 'live' AND sellable > 0`,
  );
  return new Set(rows.map((row) => row.product_id));
}
