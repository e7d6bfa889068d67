import type { Db } from '../kit/database/index.ts';
import { DAY_MS } from '../kit/time.ts';

/** Codes that expire within this time are shown. */
const SOON_MS = 30 * DAY_MS;

/** The codes for sale in one currency of cost, and the sum of their costs in its minor units; null if none is known. */
export interface LevelCost {
  readonly currency: string;
  readonly amount: number | null;
  readonly unknown: number;
}

/** The live stock of a product. */
export interface StockLevel {
  readonly productId: number;
  readonly available: number;
  /** When the oldest lot was completed that still has codes for sale. */
  readonly oldestAt: Date | null;
  /** Of the codes for sale: when the first ones expire, and how many do within 30 days. */
  readonly nextExpiry: Date | null;
  readonly expiring: number;
  readonly costs: readonly LevelCost[];
  /** Codes sold on so many days; null before they were counted. */
  readonly sold: number | null;
  readonly days: number | null;
  /** For how many days the codes for sale last at this pace; null if none was sold. */
  readonly coverDays: number | null;
  /** From how many codes on it is low; null: nobody is warned. */
  readonly threshold: number | null;
  readonly lowSince: Date | null;
}

/** What is asked for: products that were ever in stock or have a threshold; and those that are low, sold out though they were in stock once, expire soon, or have no threshold. */
export type LevelState = 'kept' | 'low' | 'out' | 'expiring' | 'unwatched';

/** The live stock of these products. */
export async function stockLevels(
  db: Db,
  productIds: readonly number[],
  at: Date,
): Promise<StockLevel[]> {
  const { rows } = await db.query<Omit<StockLevel, 'costs' | 'coverDays'> & { costs: string }>(
    `SELECT s.product_id AS "productId", s.available, n.oldest AS "oldestAt", n.expiry AS "nextExpiry",
            coalesce(n.expiring, 0) AS expiring, coalesce(c.costs, '[]'::json)::text AS costs,
            p.sold, p.days, t.codes AS threshold, t.low_since AS "lowSince"
       FROM stock.shelves s
       LEFT JOIN stock.paces p ON p.shelf_id = s.shelf_id
       LEFT JOIN stock.thresholds t ON t.product_id = s.product_id
       LEFT JOIN LATERAL (
         SELECT min(o.completed_at) AS oldest, min(l.expires_at) FILTER (WHERE l.expires_at < 'infinity') AS expiry,
                sum(l.tail - l.head) FILTER (WHERE l.expires_at <= $2) AS expiring
           FROM stock.lanes l JOIN stock.runs r ON r.run_id = l.run_id JOIN stock.lots o ON o.lot_id = r.lot_id
          WHERE l.shelf_id = s.shelf_id AND l.state = 'open') n ON true
       LEFT JOIN LATERAL (
         SELECT json_agg(json_build_object('currency', k.currency, 'amount', k.amount, 'unknown', k.unknown)
                         ORDER BY k.currency) AS costs
           FROM (SELECT o.cost_currency AS currency, sum((l.tail - l.head) * r.cost)::bigint AS amount,
                        coalesce(sum(l.tail - l.head) FILTER (WHERE r.cost IS NULL), 0) AS unknown
                   FROM stock.lanes l JOIN stock.runs r ON r.run_id = l.run_id
                   JOIN stock.lots o ON o.lot_id = r.lot_id
                  WHERE l.shelf_id = s.shelf_id AND l.state = 'open' GROUP BY o.cost_currency) k) c ON true
      WHERE s.mode = 'live' AND s.product_id = ANY($1::int[])
      ORDER BY array_position($1::int[], s.product_id)`,
    [productIds, new Date(at.getTime() + SOON_MS)],
  );
  return rows.map(({ costs, ...row }) => ({
    ...row,
    costs: JSON.parse(costs) as LevelCost[],
    coverDays: coverOf(row),
  }));
}

function coverOf({
  available,
  sold,
  days,
}: Pick<StockLevel, 'available' | 'sold' | 'days'>): number | null {
  if (sold === null || days === null || sold === 0) return null;
  return Math.floor((available * days * 10) / sold) / 10;
}

/** Ids of the products whose live stock is in this state. */
export async function productsAt(
  db: Db,
  state: LevelState,
  at: Date,
): Promise<ReadonlySet<number>> {
  const { rows } = await db.query<{ productId: number }>(
    `SELECT s.product_id AS "productId"
       FROM stock.shelves s LEFT JOIN stock.thresholds t ON t.product_id = s.product_id
      WHERE s.mode = 'live' AND CASE $1::text
        WHEN 'kept' THEN t.codes IS NOT NULL OR EXISTS (
          SELECT FROM stock.runs r JOIN stock.lanes l ON l.run_id = r.run_id WHERE r.shelf_id = s.shelf_id)
        WHEN 'low' THEN s.available <= t.codes
        WHEN 'out' THEN s.available = 0 AND EXISTS (
          SELECT FROM stock.runs r JOIN stock.lanes l ON l.run_id = r.run_id WHERE r.shelf_id = s.shelf_id)
        WHEN 'expiring' THEN EXISTS (
          SELECT FROM stock.lanes l WHERE l.shelf_id = s.shelf_id AND l.state = 'open' AND l.expires_at <= $2)
        ELSE t.codes IS NULL END`,
    [state, new Date(at.getTime() + SOON_MS)],
  );
  return new Set(rows.map(({ productId }) => productId));
}

/** How many products are low. */
export async function countLow(db: Db): Promise<number> {
  const { rows } = await db.query<{ low: number }>(
    `SELECT count(*) AS low FROM stock.shelves s JOIN stock.thresholds t ON t.product_id = s.product_id
      WHERE s.mode = 'live' AND s.available <= t.codes`,
  );
  // nothing: a count always has a row.
  return rows[0]?.low ?? 0;
}
