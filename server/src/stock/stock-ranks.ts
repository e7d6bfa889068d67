import type { Db } from '../kit/database/index.ts';

/** What the stock of products is sorted by: for how long it lasts, how old it is, when the first of it expires. */
export type StockRank = 'cover' | 'age' | 'expiry';

/** The rank of stock that nothing is sold of: behind every number of days. */
const ENDLESS = 99_999_999_999_999;

/** An integer for each live shelf, so that one statement serves a list of any depth. */
const RANKS = {
  cover: `SELECT s.product_id AS "productId",
                 CASE WHEN p.sold > 0 THEN floor(s.available::numeric * p.days * 10 / p.sold)::bigint ELSE ${ENDLESS} END AS rank
            FROM stock.shelves s JOIN stock.paces p ON p.shelf_id = s.shelf_id
           WHERE s.mode = 'live' AND (p.sold > 0 OR s.available > 0)`,
  age: `SELECT s.product_id AS "productId", floor(extract(epoch FROM min(o.completed_at)) * 1000)::bigint AS rank
          FROM stock.shelves s JOIN stock.lanes l ON l.shelf_id = s.shelf_id
          JOIN stock.runs r ON r.run_id = l.run_id JOIN stock.lots o ON o.lot_id = r.lot_id
         WHERE s.mode = 'live' AND l.state = 'open' GROUP BY s.product_id`,
  expiry: `SELECT s.product_id AS "productId", floor(extract(epoch FROM min(l.expires_at)) * 1000)::bigint AS rank
             FROM stock.shelves s JOIN stock.lanes l ON l.shelf_id = s.shelf_id
            WHERE s.mode = 'live' AND l.state = 'open' AND l.expires_at < 'infinity' GROUP BY s.product_id`,
} as const satisfies Record<StockRank, string>;

/**
 * The rank of products in an order: tenths of days that their codes last, when the oldest lot with codes for sale was completed, when
 * the first code expires. A product without one has no entry.
 */
export async function stockRanks(db: Db, by: StockRank): Promise<ReadonlyMap<number, number>> {
  const { rows } = await db.query<{ productId: number; rank: number }>(RANKS[by]);
  return new Map(rows.map(({ productId, rank }) => [productId, rank]));
}
