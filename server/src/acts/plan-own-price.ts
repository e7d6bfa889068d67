import {
  type CatalogSnapshot,
  jumpOf,
  loadSnapshot,
  ownPriceTakesTwo,
  type Product,
  worthAt,
} from '../catalog/index.ts';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { invalid, notFoundAt } from '../kit/refusal.ts';
import { shareOf } from '../kit/share-of.ts';
import { tenantOf } from '../partners/index.ts';
import { type PricePreview, previewPrices } from './preview-prices.ts';

/** Whose price of what; `after` in minor units, null: the business pays as its list and tier say. */
export interface OwnPriceWanted {
  readonly partnerId: string;
  readonly sku: string;
  readonly after: number | null;
}

/** What an own price would change, in minor units. */
export interface OwnPricePlan
  extends Pick<PricePreview, 'floor' | 'belowFloor' | 'takesTwo' | 'jump'> {
  readonly product: Product;
  readonly currency: string;
  readonly listPrice: number;
  /** The own price now; null: none. */
  readonly before: number | null;
  readonly after: number | null;
  /** What a code costs the business now, and what it would cost it. */
  readonly paysNow: number;
  readonly paysThen: number;
  readonly changeBps: number | null;
  /** What is left of either at the highest cost of a code for sale. */
  readonly marginNowBps: number | null;
  readonly marginThenBps: number | null;
}

/**
 * What an own price would change. `validation_failed` for a product that is unknown or has no list price in the currency of the
 * business: it could not be ordered.
 */
export async function planOwnPrice(
  db: Db,
  { partnerId, sku, after }: OwnPriceWanted,
  at: Date,
): Promise<OwnPricePlan> {
  const { currency, discountBps } = await tenantOf(db, partnerId, 'live');
  const catalog = await loadSnapshot(db);
  const product = productOf(catalog, sku, currency);
  const { productId } = product;
  const listId = catalog.priceListOf(partnerId, currency);
  const listed = required(catalog.listedPrice(product, currency, listId), 'it has a list price');
  const pays = paysOf(catalog, product, { partnerId, currency, discountBps });
  const before = catalog.ownPrice(partnerId, productId, currency)?.amount ?? null;
  const paysThen = after ?? pays.withoutOwn;
  const targets = [{ productId, currency, after: paysThen }];
  const [preview] = await previewPrices(db, catalog, targets, at);
  const {
    costHigh,
    floor,
    available,
    belowFloor,
    marginAfterBps,
    before: list,
  } = required(preview, 'one target has one preview');
  return {
    ...{ product, currency, before, after, floor, belowFloor, paysThen },
    listPrice: required(list, 'it has a list price'),
    paysNow: pays.now,
    changeBps: shareOf(paysThen - pays.now, pays.now),
    marginNowBps: costHigh === null ? null : shareOf(pays.now - costHigh, pays.now),
    marginThenBps: marginAfterBps,
    takesTwo: ownPriceTakesTwo({ listed, own: before, after, available, floor }),
    jump:
      after === null
        ? null
        : jumpOf({
            ...{ product, currency, before: pays.now, after, cost: costHigh },
            ...worthAt(catalog, [])(product, currency),
          }),
  };
}

/** What a business pays for a product that is listed in its currency; minor units. */
export interface PartnerPriceRow extends Pick<PricePreview, 'floor' | 'belowFloor'> {
  readonly product: Product;
  readonly currency: string;
  readonly listPrice: number;
  readonly ownPrice: number | null;
  readonly withoutOwn: number;
  /** What is left of what it pays at the highest cost of a code for sale. */
  readonly marginBps: number | null;
  /** When the own price was set, or removed. */
  readonly changedAt: Date | null;
}

/** What a business pays for every product with a list price in its currency. */
export async function listPartnerPrices(
  db: Db,
  catalog: CatalogSnapshot,
  partnerId: string,
  at: Date,
): Promise<PartnerPriceRow[]> {
  const { currency, discountBps } = await tenantOf(db, partnerId, 'live');
  const listed = catalog.products.filter(
    ({ productId }) => catalog.listPrice(productId, currency) !== null,
  );
  const pays = listed.map((product) =>
    paysOf(catalog, product, { partnerId, currency, discountBps }),
  );
  const targets = listed.map(({ productId }, place) => ({
    ...{ productId, currency },
    after: required(pays[place], 'every product has a price').now,
  }));
  const previews = await previewPrices(db, catalog, targets, at);
  return previews.map(({ product, floor, belowFloor, marginAfterBps, before }, place) => {
    const own = catalog.ownPrice(partnerId, product.productId, currency);
    return {
      ...{ product, currency, floor, belowFloor },
      listPrice: required(before, 'it is listed'),
      ownPrice: own?.amount ?? null,
      withoutOwn: required(pays[place], 'every product has a price').withoutOwn,
      marginBps: marginAfterBps,
      changedAt: own?.changedAt ?? null,
    };
  });
}

/** What a listed product costs a business in minor units: now, and without an own price. */
function paysOf(
  catalog: CatalogSnapshot,
  product: Product,
  terms: { readonly partnerId: string; readonly currency: string; readonly discountBps: number },
): { readonly now: number; readonly withoutOwn: number } {
  const priceListId = catalog.priceListOf(terms.partnerId, terms.currency);
  const price = (partnerId: string) => {
    const quote = catalog.quote(product, { ...terms, partnerId, priceListId });
    return required(quote, `${product.sku} has a list price`).unitPrice;
  };
  // Nobody has the empty id, and so no own price.
  return { now: price(terms.partnerId), withoutOwn: price('') };
}

function productOf(catalog: CatalogSnapshot, sku: string, currency: string): Product {
  const product = catalog.productBySku(sku.toUpperCase());
  if (!product) throw notFoundAt('/sku');
  if (catalog.listPrice(product.productId, currency) !== null) return product;
  const detail = `${product.sku} has no list price in ${currency}: set that first.`;
  throw invalid({ pointer: '/sku', code: 'enum', detail });
}
