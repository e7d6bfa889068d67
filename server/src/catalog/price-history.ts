import type { Db } from '../kit/database/index.ts';
import { falling, type PageAsked, Pages, type TimedPlace, timedPlace } from '../kit/pages.ts';

/** A price that was set; minor units, null for none. */
export interface PriceEntry {
  readonly entryId: string;
  readonly productId: number;
  readonly currency: string;
  /** Whose own price it is; null: the list price. */
  readonly partnerId: string | null;
  readonly before: number | null;
  readonly after: number | null;
  readonly changedAt: Date;
  readonly actor: string;
  readonly reason: string | null;
  readonly priceChangeId: string | null;
}

export const priceHistoryPages = new Pages(
  'price-history',
  timedPlace,
  ({ changedAt, entryId }: PriceEntry): TimedPlace => ({ time: changedAt, id: entryId }),
  { turns: true },
);

export interface PriceHistoryFilters {
  readonly productId?: number | undefined;
  readonly currency?: string | undefined;
  /** Only list prices, or only partners' own ones. */
  readonly of?: 'list' | 'partners' | undefined;
}

/** Newest first. */
export async function listPriceHistory(
  db: Db,
  filters: PageAsked<TimedPlace> & PriceHistoryFilters,
): Promise<PriceEntry[]> {
  const { behind, order } = falling(filters);
  const { productId = null, currency = null, of = null, limit } = filters;
  const { rows } = await db.query<PriceEntry>(
    `SELECT entry_id AS "entryId", product_id AS "productId", currency, partner_id AS "partnerId", before, after,
            changed_at AS "changedAt", actor, reason, change_id AS "priceChangeId"
       FROM catalog.price_history
      WHERE ($1::int IS NULL OR product_id = $1) AND ($2::text IS NULL OR currency = $2)
        AND ($3::text IS NULL OR (partner_id IS NULL) = ($3 = 'list'))
        AND ($4::timestamptz IS NULL OR (changed_at, entry_id) ${behind} ($4, $5::uuid))
      ORDER BY changed_at ${order}, entry_id ${order} LIMIT $6`,
    [productId, currency, of, filters.behind?.time ?? null, filters.behind?.id ?? null, limit],
  );
  return rows;
}

/** Who set a price last, and when; null if the history has none. */
export async function lastPriceEntry(
  db: Db,
  productId: number,
  currency: string,
): Promise<PriceEntry | null> {
  const [last] = await listPriceHistory(db, { productId, currency, of: 'list', limit: 1 });
  return last ?? null;
}
