import type { PriceJump } from '@psnb2b/contract';
import {
  type CatalogSnapshot,
  jumpOf,
  listPriceTakesTwo,
  nextScheduled,
  type Product,
  worthAt,
} from '../catalog/index.ts';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { shareOf } from '../kit/share-of.ts';
import { hasApproved } from '../partners/index.ts';
import { floorsOf } from '../reports/index.ts';
import { highestCosts } from './highest-costs.ts';

/** A list price that somebody wants, in minor units of its currency. */
export interface PriceTarget {
  readonly productId: number;
  readonly currency: string;
  readonly after: number;
}

/** A wanted list price and its effect, in minor units; a cost that is not known is null, never 0. */
export interface PricePreview extends PriceTarget {
  readonly product: Product;
  readonly before: number | null;
  readonly changeBps: number | null;
  /** The highest cost of a code for sale; null if one of them has no cost in this currency. */
  readonly costHigh: number | null;
  /** What is left of either price at that cost. */
  readonly marginBeforeBps: number | null;
  readonly marginAfterBps: number | null;
  /** Live codes for sale. */
  readonly available: number;
  /** The lowest price that one person may set; null if a cost is not known. */
  readonly floor: number | null;
  readonly belowFloor: boolean;
  readonly takesTwo: boolean;
  /** Why it looks like a slip. */
  readonly jump: PriceJump | null;
  /** Businesses with their own price in this currency, which stays the same. */
  readonly ownPrices: number;
  /** When another change will set this price. */
  readonly scheduledAt: Date | null;
}

/**
 * What list prices would change. The preview that people see and the change itself use this, so that they cannot differ. Targets
 * name products of the snapshot.
 */
export async function previewPrices(
  db: Db,
  catalog: CatalogSnapshot,
  targets: readonly PriceTarget[],
  at: Date,
): Promise<PricePreview[]> {
  const ids = [...new Set(targets.map(({ productId }) => productId))];
  const costs = await highestCosts(db, ids);
  const floors = await floorsOf(db, catalog, ids, at);
  const scheduled = await nextScheduled(db, ids);
  const canBuy = await hasApproved(db);
  const worth = worthAt(catalog, targets);
  return targets.map(({ productId, currency, after }) => {
    const product = required(catalog.product(productId), `product ${productId} is listed`);
    const before = catalog.listPrice(productId, currency)?.amount ?? null;
    const costHigh = costs.highest(productId, currency);
    const known = floors.get(productId);
    const floor = known?.currency === currency ? known.floor : null;
    const available = costs.available(productId);
    const margin = (price: number | null) =>
      price === null || costHigh === null ? null : shareOf(price - costHigh, price);
    return {
      ...{ productId, currency, product, before, after, costHigh, floor },
      changeBps: before === null ? null : shareOf(after - before, before),
      marginBeforeBps: margin(before),
      marginAfterBps: margin(after),
      available,
      belowFloor: floor !== null && after < floor,
      takesTwo: listPriceTakesTwo({ before, after, available, floor, canBuy }),
      jump: jumpOf({
        ...{ product, currency, before, after, cost: costHigh },
        ...worth(product, currency),
      }),
      ownPrices: catalog.ownPricesOf(productId).filter((own) => own.currency === currency).length,
      scheduledAt: scheduled.get(`${productId} ${currency}`)?.at ?? null,
    };
  });
}
