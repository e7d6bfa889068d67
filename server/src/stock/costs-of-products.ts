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

/** The highest cost of a product's codes, in minor units of the one currency that all of them have a cost in. */
export interface CostCeiling {
  readonly currency: string;
  readonly high: number;
}

/**
 * The highest cost of the live codes of products: of those for sale and of those imported since a time. Products of which one such
 * code has no cost, or two have costs in different currencies, have no entry.
 */
export async function costCeilings(
  db: Db,
  productIds: readonly number[],
  since: Date,
): Promise<Map<number, CostCeiling>> {
  const { rows } = await db.query<CostCeiling & { productId: number }>(
    `SELECT s.product_id AS "productId", max(r.cost) AS high, max(l.cost_currency) AS currency
       FROM stock.shelves s
       JOIN stock.runs r ON r.shelf_id = s.shelf_id
       JOIN stock.lots l ON l.lot_id = r.lot_id
      WHERE s.mode = 'live' AND s.product_id = ANY ($1::int[]) AND l.status NOT IN ('discarding', 'discarded')
        AND (l.created_at >= $2
             OR EXISTS (SELECT FROM stock.lanes WHERE run_id = r.run_id AND state = 'open'))
      GROUP BY s.product_id
     HAVING bool_and(r.cost IS NOT NULL) AND bool_and(l.cost_currency IS NOT NULL)
        AND min(l.cost_currency) = max(l.cost_currency)`,
    [productIds, since],
  );
  return new Map(rows.map(({ productId, ...each }) => [productId, each]));
}
