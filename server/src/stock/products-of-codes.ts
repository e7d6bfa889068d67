import type { Db } from '../kit/database/index.ts';

/** The products of codes by their ids. A code that was discarded has none. */
export async function productsOfCodes(
  db: Db,
  codeIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ code_id: string; product_id: number }>(
    `SELECT c.code_id, s.product_id FROM stock.codes c
       JOIN stock.runs r ON r.run_id = c.run_id JOIN stock.shelves s ON s.shelf_id = r.shelf_id
      WHERE c.code_id = ANY($1::uuid[])`,
    [codeIds],
  );
  return new Map(rows.map((row) => [row.code_id, row.product_id]));
}
