import type { Db } from '../kit/database/index.ts';

/** The names of products by their ids. */
export async function productSkus(
  db: Db,
  productIds: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await db.query<{ id: number; sku: string }>(
    'SELECT product_id AS id, sku FROM catalog.products WHERE product_id = ANY($1::int[])',
    [[...new Set(productIds)]],
  );
  return new Map(rows.map(({ id, sku }) => [id, sku]));
}
