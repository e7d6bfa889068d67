import { type CatalogSnapshot, floorOver } from '../catalog/index.ts';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { DAY_MS } from '../kit/time.ts';
import { costCeilings } from '../stock/index.ts';

/** How long the cost of codes counts that are sold: longer than a product is without stock. */
const OF_LATE_MS = 90 * DAY_MS;

/** The lowest price that one person may set, in minor units of a currency. */
export interface ProductFloor {
  readonly currency: string;
  readonly floor: number;
}

type Floors = Pick<CatalogSnapshot, 'product' | 'floorBps'>;

/**
 * The floors of products: the highest cost of a code for sale or imported lately, with the margin of its region. A product of which
 * a cost is not known has none.
 */
export async function floorsOf(
  db: Db,
  catalog: Floors,
  productIds: readonly number[],
  at: Date,
): Promise<Map<number, ProductFloor>> {
  const ceilings = await costCeilings(db, productIds, new Date(at.getTime() - OF_LATE_MS));
  return new Map(
    [...ceilings].map(([productId, { currency, high }]) => {
      const { region } = required(catalog.product(productId), `product ${productId} is listed`);
      return [productId, { currency, floor: floorOver(high, catalog.floorBps(region)) }];
    }),
  );
}

/** The products whose list price is below the floor. */
export async function productsBelowFloor(
  db: Db,
  catalog: CatalogSnapshot,
  at: Date,
): Promise<Set<number>> {
  const ids = catalog.products.map(({ productId }) => productId);
  const floors = await floorsOf(db, catalog, ids, at);
  const below = [...floors].filter(([productId, { currency, floor }]) => {
    const list = catalog.listPrice(productId, currency);
    return list !== null && list.amount < floor;
  });
  return new Set(below.map(([productId]) => productId));
}
