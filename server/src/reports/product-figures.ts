import { type CatalogSnapshot, type Product, regionName } from '../catalog/index.ts';
import type { Db } from '../kit/database/index.ts';
import { shareOf } from '../kit/share-of.ts';
import { costsOfProducts, type StockCosts } from '../stock/index.ts';
import { floorsOf, type ProductFloor } from './price-floors.ts';

/** List price and cost of a product in one currency; minor units. */
export interface ProductPrice {
  readonly currency: string;
  readonly listPrice: number | null;
  readonly changedAt: Date | null;
  /** Of codes for sale; null if no cost is known. */
  readonly costLow: number | null;
  readonly costHigh: number | null;
  /** What is left of the list price at the highest cost. */
  readonly marginBps: number | null;
  /** The lowest price that one person may set; null if a cost is not known. */
  readonly floor: number | null;
  readonly belowFloor: boolean;
}

/** A product with its codes for sale, its prices and costs. */
export interface ProductFigures extends Product {
  readonly regionName: string;
  readonly available: number;
  /** Codes for sale whose cost is unknown. */
  readonly costUnknown: number;
  readonly prices: readonly ProductPrice[];
}

/** Adds the figures to these products. */
export async function withPrices(
  db: Db,
  catalog: CatalogSnapshot,
  products: readonly Product[],
  at: Date,
): Promise<ProductFigures[]> {
  const ids = products.map(({ productId }) => productId);
  const costs = await costsOfProducts(db, ids);
  const floors = await floorsOf(db, catalog, ids, at);
  return products.map((product) => ({
    ...product,
    regionName: regionName(catalog, product),
    // nothing: a product that never had codes has no shelf.
    available: costs.available.get(product.productId) ?? 0,
    // nothing: a product with all costs known is not among these.
    costUnknown: costs.unknown.get(product.productId) ?? 0,
    prices: pricesOf(catalog, product, costs, floors.get(product.productId)),
  }));
}

function pricesOf(
  catalog: CatalogSnapshot,
  { productId }: Product,
  { spans }: StockCosts,
  known: ProductFloor | undefined,
): ProductPrice[] {
  const listed = catalog.listPricesOf(productId);
  const lists = new Map(listed.map((each) => [each.currency, each]));
  const own = spans.filter((each) => each.productId === productId);
  const costs = new Map(own.map((each) => [each.currency, each]));
  return [...new Set([...lists.keys(), ...costs.keys()])].sort().map((currency) => {
    const list = lists.get(currency);
    const cost = costs.get(currency);
    const floor = known?.currency === currency ? known.floor : null;
    return {
      currency,
      listPrice: list?.amount ?? null,
      changedAt: list?.changedAt ?? null,
      costLow: cost?.low ?? null,
      costHigh: cost?.high ?? null,
      ...{ floor, belowFloor: list !== undefined && floor !== null && list.amount < floor },
      marginBps: list && cost ? shareOf(list.amount - cost.high, list.amount) : null,
    };
  });
}
