import type { StockSort } from '@psnb2b/contract';
import {
  type CatalogSnapshot,
  type Product,
  type ProductFilters,
  searchProducts,
} from '../catalog/index.ts';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { type PageAsked, Pages, type PlaceForm } from '../kit/pages.ts';
import { type StockRank, stockRanks } from '../stock/index.ts';

/** A product with its rank in an order. */
export interface RankedProduct extends Product {
  readonly rank: number;
}

interface Place {
  readonly rank: number;
  readonly productId: number;
}

const PLACE = /^([0-9]{1,15}) ([0-9]{1,9})$/;

const rankedPlace: PlaceForm<Place> = {
  write: ({ rank, productId }) => `${rank} ${productId}`,
  read: (text) => {
    const [, rank, productId] = PLACE.exec(text) ?? [];
    return rank === undefined ? null : { rank: Number(rank), productId: Number(productId) };
  },
};

/** Behind every rank, whichever way: products without one are last. */
const LAST = 999_999_999_999_999;

/** What each order ranks by, and whether the highest rank is first. */
const ORDERS = {
  product: { by: null, falls: false },
  product_last: { by: null, falls: true },
  shortest: { by: 'cover', falls: false },
  longest: { by: 'cover', falls: true },
  oldest: { by: 'age', falls: false },
  youngest: { by: 'age', falls: true },
  expires_first: { by: 'expiry', falls: false },
  expires_last: { by: 'expiry', falls: true },
} as const satisfies Record<StockSort, { by: StockRank | null; falls: boolean }>;

type Filters = Omit<ProductFilters, 'behind' | 'turned'>;

/**
 * Reads products in an order, those that are equal in it by region and face value: behind a place, or before it, the nearest first.
 * A product whose rank changes between two pages is at its new place; no other is lost or shown twice.
 */
export async function sortStock(
  db: Db,
  catalog: CatalogSnapshot,
  filters: Filters,
  sort: StockSort,
): Promise<(from: Pick<PageAsked<Place>, 'behind' | 'turned'>) => readonly RankedProduct[]> {
  const { by, falls } = ORDERS[sort];
  const ranks = by === null ? null : await stockRanks(db, by);
  const places = new Map(catalog.products.map(({ productId }, place) => [productId, place]));
  const rankOf = ({ productId }: Product) => {
    if (ranks === null) return 0;
    const rank = ranks.get(productId);
    if (rank === undefined) return LAST;
    return falls ? LAST - 1 - rank : rank;
  };
  const placeOf = ({ productId }: Place) =>
    required(places.get(productId), `product ${productId} is in the catalogue`);
  const way = sort === 'product_last' ? -1 : 1;
  const compare = (one: Place, other: Place) =>
    one.rank - other.rank || way * (placeOf(one) - placeOf(other));
  const sorted = searchProducts(catalog, filters)
    .map((product) => ({ ...product, rank: rankOf(product) }))
    .sort(compare);
  return ({ behind = null, turned = false }) => {
    // Not a cursor of ours, if it names no product: the list is read from its beginning.
    if (behind === null || !places.has(behind.productId)) return sorted;
    if (turned) return sorted.filter((each) => compare(each, behind) < 0).toReversed();
    return sorted.filter((each) => compare(each, behind) > 0);
  };
}

/** Pages of the stock in an order. */
export const stockPages = (sort: StockSort) =>
  new Pages(
    `stock by ${sort}`,
    rankedPlace,
    ({ rank, productId }: RankedProduct) => ({ rank, productId }),
    { turns: true },
  );
