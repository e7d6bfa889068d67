import type { Db } from '../kit/database/index.ts';
import { falling, type PageAsked, Pages, type TimedPlace, timedPlace } from '../kit/pages.ts';

/** A price that was set; minor units, null for none. */
export interface PriceEntry {
  readonly entryId: string;
  readonly productId: number;
  readonly currency: string;
  /** Whose own price it is; null: the list price. */
  readonly partnerId: string | null;
  /** The price list in which it is fixed; null: none. */
  readonly priceListId: string | null;
  readonly priceListName: string | null;
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
  /** Only list prices, only partners' own ones, or only fixed ones of price lists. */
  readonly of?: 'list' | 'partners' | 'price_lists' | undefined;
}

/** Newest first. */
export async function listPriceHistory(
  db: Db,
  filters: PageAsked<TimedPlace> & PriceHistoryFilters,
): Promise<PriceEntry[]> {
  const { behind, order } = falling(filters);
  const { productId = null, currency = null, of = null, limit } = filters;
  const { rows } = await db.query<PriceEntry>(
    `SELECT entry_id AS "entryId", product_id AS "productId", h.currency, partner_id AS "partnerId",
            list_id AS "priceListId", l.name AS "priceListName", before, after, h.changed_at AS "changedAt", actor,
            reason, change_id AS "priceChangeId"
       FROM catalog.price_history h LEFT JOIN catalog.price_lists l USING (list_id)
      WHERE ($1::int IS NULL OR product_id = $1) AND ($2::text IS NULL OR h.currency = $2)
        AND ($3::text IS NULL
             OR $3 = CASE WHEN partner_id IS NOT NULL THEN 'partners' WHEN list_id IS NOT NULL THEN 'price_lists'
                          ELSE 'list' END)
        AND ($4::timestamptz IS NULL OR (h.changed_at, entry_id) ${behind} ($4, $5::uuid))
      ORDER BY h.changed_at ${order}, entry_id ${order} LIMIT $6`,
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
