import type { Db } from '../kit/database/index.ts';

/** Cost of a product's live codes for sale, in minor units of one currency. */
export interface CostSpan {
  readonly productId: number;
  readonly currency: string;
  readonly low: number;
  readonly high: number;
}

/** The codes for sale of products, and what is known of their cost. */
export interface StockCosts {
  readonly available: ReadonlyMap<number, number>;
  /** Codes for sale whose cost is unknown. */
  readonly unknown: ReadonlyMap<number, number>;
  readonly spans: readonly CostSpan[];
}

/** Live codes for sale of these products, and their cost. */
export async function costsOfProducts(db: Db, productIds: readonly number[]): Promise<StockCosts> {
  const { rows: shelves } = await db.query<{ productId: number; available: number }>(
    `SELECT product_id AS "productId", available FROM stock.shelves
      WHERE mode = 'live' AND product_id = ANY($1::int[])`,
    [productIds],
  );
  const { rows } = await db.query<{
    productId: number;
    currency: string;
    low: number | null;
    high: number | null;
    unknown: number;
  }>(
    `SELECT s.product_id AS "productId", l.cost_currency AS currency, min(r.cost) AS low,
            max(r.cost) AS high, coalesce(sum(n.codes) FILTER (WHERE r.cost IS NULL), 0)::int AS unknown
       FROM stock.shelves s
       JOIN stock.runs r ON r.shelf_id = s.shelf_id
       JOIN stock.lots l ON l.lot_id = r.lot_id
       JOIN LATERAL (SELECT sum(tail - head) AS codes FROM stock.lanes
                      WHERE run_id = r.run_id AND state = 'open') n ON n.codes > 0
      WHERE s.mode = 'live' AND s.product_id = ANY($1::int[])
      GROUP BY s.product_id, l.cost_currency ORDER BY s.product_id, l.cost_currency`,
    [productIds],
  );
  const unknown = new Map<number, number>();
  for (const { productId, unknown: codes } of rows) {
    // nothing: a count begins at 0.
    unknown.set(productId, (unknown.get(productId) ?? 0) + codes);
  }
  return {
    available: new Map(shelves.map((row) => [row.productId, row.available])),
    unknown,
    spans: rows.flatMap(({ low, high, ...of }) =>
      low === null || high === null ? [] : [{ ...of, low, high }],
    ),
  };
}

/**
 * The highest cost of a live code of a product, in minor units of `currency`, of those for sale and of those imported
 * since a time; null where one of them has no cost in it, and where there are none.
 */
export async function costCeiling(
  db: Db,
  productId: number,
  currency: string,
  since: Date,
): Promise<number | null> {
  const { rows } = await db.query<{ high: number | null; known: boolean | null }>(
    `SELECT max(r.cost) AS high, bool_and(r.cost IS NOT NULL AND l.cost_currency = $2) AS known
       FROM stock.shelves s
       JOIN stock.runs r ON r.shelf_id = s.shelf_id
       JOIN stock.lots l ON l.lot_id = r.lot_id
      WHERE s.mode = 'live' AND s.product_id = $1 AND l.status NOT IN ('discarding', 'discarded')
        AND (l.created_at >= $3
             OR EXISTS (SELECT FROM stock.lanes WHERE run_id = r.run_id AND state = 'open'))`,
    [productId, currency, since],
  );
  return rows[0]?.known ? rows[0].high : null;
}
