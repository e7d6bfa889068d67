import type { Db } from '../kit/database/index.ts';

/** The codes of one product in a lot. */
export interface LotProduct {
  readonly productId: number;
  readonly codes: number;
  /** Neither sold nor on hold: for sale, expired, or frozen by a recall. */
  readonly unsold: number;
  /** For sale. */
  readonly selling: number;
  /** For sale in other lots. */
  readonly elsewhere: number;
}

export async function stockOfLot(db: Db, lotId: string): Promise<LotProduct[]> {
  const { rows } = await db.query<LotProduct>(
    `SELECT s.product_id AS "productId", sum(r.codes)::int AS codes,
            sum(l.unsold)::int AS unsold, sum(l.selling)::int AS selling, (s.available - sum(l.selling))::int AS elsewhere
       FROM stock.runs r
       JOIN stock.shelves s ON s.shelf_id = r.shelf_id
       CROSS JOIN LATERAL (
         SELECT coalesce(sum(n.tail - n.head) FILTER (WHERE n.state <> 'discarded'), 0) AS unsold,
                coalesce(sum(n.tail - n.head) FILTER (WHERE n.state = 'open'), 0) AS selling
           FROM stock.lanes n WHERE n.run_id = r.run_id) l
      WHERE r.lot_id = $1
      GROUP BY s.product_id, s.available ORDER BY s.product_id`,
    [lotId],
  );
  return rows;
}

/** Codes of a product that are for sale, and how many of them are in none of these lots. */
export async function countElsewhere(
  db: Db,
  { productId, mode }: { readonly productId: number; readonly mode: 'live' | 'test' },
  lotIds: readonly string[],
): Promise<{ available: number; elsewhere: number }> {
  const { rows } = await db.query<{ available: number; elsewhere: number }>(
    `SELECT s.available, (s.available - coalesce(l.here, 0))::int AS elsewhere
       FROM stock.shelves s
       CROSS JOIN LATERAL (
         SELECT sum(n.tail - n.head) AS here
           FROM stock.runs r JOIN stock.lanes n ON n.run_id = r.run_id AND n.state = 'open'
          WHERE r.shelf_id = s.shelf_id AND r.lot_id = ANY($3)) l
      WHERE s.product_id = $1 AND s.mode = $2`,
    [productId, mode, lotIds],
  );
  // nothing: a product that never had codes in this mode has no shelf.
  return rows[0] ?? { available: 0, elsewhere: 0 };
}
