import {
  findPriceList,
  isPercentJump,
  jumpOf,
  listPriceTakesTwo,
  loadSnapshot,
  type Product,
  type StoredPriceList,
  worthAt,
} from '../catalog/index.ts';
import type { Db } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import { shareOf } from '../kit/share-of.ts';
import { type PricePreview, previewPrices } from './preview-prices.ts';

/** What another percentage of a price list would change; in basis points. */
export interface PercentPlan {
  readonly list: StoredPriceList;
  readonly beforeBps: number;
  readonly afterBps: number;
  /** Listed products without a fixed price. */
  readonly prices: number;
  readonly takesTwo: boolean;
  readonly isJump: boolean;
}

/** `not_found` for an unknown list. */
export async function planPercent(
  db: Db,
  { priceListId, percentBps }: { readonly priceListId: string; readonly percentBps: number },
): Promise<PercentPlan> {
  const list = await findPriceList(db, priceListId);
  const catalog = await loadSnapshot(db);
  const free = catalog.products.filter(
    ({ productId }) =>
      catalog.listPrice(productId, list.currency) !== null &&
      catalog.fixedPrice(priceListId, productId) === null,
  );
  return {
    ...{ list, beforeBps: list.percentBps, afterBps: percentBps },
    prices: percentBps === list.percentBps ? 0 : free.length,
    takesTwo: percentBps < list.percentBps,
    isJump: isPercentJump(list.percentBps, percentBps),
  };
}

/** The fixed price of a product in a list that somebody wants; minor units, null: the percentage applies. */
export interface FixedPriceWanted {
  readonly priceListId: string;
  readonly sku: string;
  readonly after: number | null;
}

/** What a fixed price would change, in minor units. */
export interface FixedPricePlan extends Pick<PricePreview, 'floor' | 'takesTwo' | 'jump'> {
  readonly list: StoredPriceList;
  readonly product: Product;
  readonly listPrice: number | null;
  /** The fixed price now; null: none. */
  readonly before: number | null;
  readonly after: number | null;
  /** What a partner of the list pays before its tier, now and then; null: the product is not listed. */
  readonly priceNow: number | null;
  readonly priceThen: number | null;
  readonly changeBps: number | null;
}

/** `not_found` for an unknown list or product. */
export async function planFixedPrice(
  db: Db,
  { priceListId, sku, after }: FixedPriceWanted,
  at: Date,
): Promise<FixedPricePlan> {
  const list = await findPriceList(db, priceListId);
  const catalog = await loadSnapshot(db);
  const product = catalog.productBySku(sku);
  if (!product) throw new Refusal('not_found');
  const { productId } = product;
  const { currency } = list;
  const priceNow = catalog.listedPrice(product, currency, priceListId);
  const priceThen = after ?? catalog.unfixedPrice(product, currency, priceListId);
  const targets = priceThen === null ? [] : [{ productId, currency, after: priceThen }];
  const [preview] = await previewPrices(db, catalog, targets, at);
  const facts = {
    ...{ list, product, after, priceNow, priceThen },
    listPrice: catalog.listPrice(productId, currency)?.amount ?? null,
    before: catalog.fixedPrice(priceListId, productId),
    floor: preview?.floor ?? null,
  };
  const isStep = preview !== undefined && priceNow !== null && priceThen !== null;
  const changeBps = isStep ? shareOf(priceThen - priceNow, priceNow) : null;
  if (after === null || !preview) return { ...facts, changeBps, takesTwo: false, jump: null };
  const { available, floor, costHigh: cost } = preview;
  const step = { before: priceNow, after };
  return {
    ...{ ...facts, changeBps },
    // Without a list price the product is not sold at all.
    takesTwo: isStep && listPriceTakesTwo({ ...step, available, floor, canBuy: true }),
    jump: jumpOf({ ...step, product, currency, cost, ...worthAt(catalog, [])(product, currency) }),
  };
}
