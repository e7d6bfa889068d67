import type { Db, Tx } from '../kit/database/index.ts';

/** The products that a person starred. */
export async function listFavourites(db: Db, userId: string): Promise<number[]> {
  const { rows } = await db.query<{ productId: number }>(
    'SELECT product_id AS "productId" FROM purchases.favourites WHERE user_id = $1 ORDER BY product_id',
    [userId],
  );
  return rows.map(({ productId }) => productId);
}

/** Stars a product for a person, or takes the star away; again does nothing. */
export async function setFavourite(
  tx: Tx,
  userId: string,
  productId: number,
  favourite: boolean,
): Promise<void> {
  const sql = favourite
    ? 'INSERT INTO purchases.favourites (user_id, product_id) VALUES ($1, $2) ON CONFLICT DO NOTHING'
    : 'DELETE FROM purchases.favourites WHERE user_id = $1 AND product_id = $2';
  await tx.query(sql, [userId, productId]);
}
