import { discounted, priceOfList, type Tier } from './price.ts';
import { WHOLE_SHOP } from './price-floors.ts';
import type { Product, ProductStatus, Region } from './product.ts';

/** A price with the transaction that set it. Minor units; null if an own price was removed. */
export interface SetPrice<Amount extends number | null = number> {
  readonly amount: Amount;
  readonly changed: bigint;
  readonly changedAt: Date;
}

/** Whose price is requested. */
export interface PriceTerms {
  readonly partnerId: string;
  readonly currency: string;
  /** The partner's stored tier. */
  readonly discountBps: number;
  /** Its price list, if that is known already; null: none. */
  readonly priceListId?: string | null;
}

export interface Quote {
  /** The list price, or the price of the partner's list: what the discount is taken off. */
  readonly listPrice: number;
  readonly unitPrice: number;
  /** The tier's, or less where the floor stops it; 0 if the partner has an own price. */
  readonly discountBps: number;
  readonly status: ProductStatus;
}

/** What one partner pays for a product, in minor units. */
export interface OwnPrice {
  readonly partnerId: string;
  readonly currency: string;
  readonly amount: number;
}

/** A price list of some partners, as quotes need it. */
export interface ListRow {
  readonly listId: string;
  readonly currency: string;
  readonly percentBps: number;
  readonly changed: bigint;
  readonly changedAt: Date;
}

/** What a partner's prices depend on besides list price and tier, with the transaction that changed it. */
type Changed = Pick<SetPrice, 'changed' | 'changedAt'>;

/** The data that a snapshot is made of. */
export interface CatalogRows {
  readonly regions: readonly Region[];
  /** By region and denomination. */
  readonly products: readonly Product[];
  readonly prices: readonly (SetPrice & { productId: number; currency: string })[];
  readonly partnerPrices: readonly (SetPrice<number | null> & {
    partnerId: string;
    productId: number;
    currency: string;
  })[];
  readonly lists: readonly ListRow[];
  readonly listPrices: readonly (SetPrice<number | null> & {
    listId: string;
    productId: number;
  })[];
  readonly listPartners: readonly (Changed & { partnerId: string; listId: string | null })[];
  /** The lowest prices that a discount leads to; null: no cost is known any more. */
  readonly productFloors: readonly (SetPrice<number | null> & {
    productId: number;
    currency: string;
  })[];
  /** The margin over cost of the shop (`*`) and of regions, in basis points. */
  readonly floors: readonly { region: string; marginBps: number }[];
  /** Ascending by volume within each currency. */
  readonly tiers: readonly (Tier & { currency: string })[];
}

/** The catalogue at one moment, immutable: everything decided from one snapshot is consistent. */
export interface CatalogSnapshot {
  readonly regions: ReadonlyMap<string, Region>;
  /** By region, then denomination. */
  readonly products: readonly Product[];
  product(productId: number): Product | null;
  productBySku(sku: string): Product | null;
  find(region: string, denominationMilli: number): Product | null;
  productIdsIn(region: string): number[];
  listPrice(productId: number, currency: string): SetPrice | null;
  /** Prices of a product in every currency. */
  listPricesOf(productId: number): readonly (SetPrice & { readonly currency: string })[];
  /** Own prices of single partners for a product. */
  ownPricesOf(productId: number): readonly OwnPrice[];
  /** Whether any own price was ever set for the partner. */
  hasOwnPrices(partnerId: string): boolean;
  ownPrice(partnerId: string, productId: number, currency: string): SetPrice<number | null> | null;
  /** The margin over cost that one person must leave in a region (`*`: the shop), in basis points. */
  floorBps(region: string): number;
  /** The same, if it is the region's own. */
  ownFloorBps(region: string): number | null;
  tiers(currency: string): readonly Tier[];
  /** The price list of a partner in its currency; null: none. */
  priceListOf(partnerId: string, currency: string): string | null;
  /** When the partner was given another price list, as a transaction; null: never. */
  priceListSetAt(partnerId: string): bigint | null;
  /** The fixed price of a product in a price list, in minor units. */
  fixedPrice(listId: string, productId: number): number | null;
  /** What a partner of a price list (null: of none) pays before its tier; null if the product is not listed. */
  listedPrice(product: Product, currency: string, listId: string | null): number | null;
  /** The same as if the list had no fixed price for the product. */
  unfixedPrice(product: Product, currency: string, listId: string | null): number | null;
  /** Everything that the prices of a product in a price list depend on. */
  causesOf(product: Product, currency: string, listId: string | null): readonly Changed[];
  /** What a partner pays now; null if the product is not listed in the partner's currency. */
  quote(product: Product, terms: PriceTerms): Quote | null;
}

export function catalogSnapshot(rows: CatalogRows): CatalogSnapshot {
  const { products } = rows;
  const byId = new Map(products.map((each) => [each.productId, each]));
  const bySku = new Map(products.map((each) => [each.sku, each]));
  const byFace = new Map(
    products.map((each) => [`${each.region} ${each.denominationMilli}`, each]),
  );
  const byRegion = Map.groupBy(products, (each) => each.region);
  const prices = new Map(rows.prices.map((each) => [`${each.productId} ${each.currency}`, each]));
  const pricesOf = Map.groupBy(rows.prices, (each) => each.productId);
  const own = new Map<string, Map<string, SetPrice<number | null>>>();
  for (const each of rows.partnerPrices) {
    const theirs = own.get(each.partnerId) ?? new Map();
    own.set(each.partnerId, theirs.set(`${each.productId} ${each.currency}`, each));
  }
  const lists = new Map(rows.lists.map((each) => [each.listId, each]));
  const fixed = new Map(rows.listPrices.map((each) => [`${each.listId} ${each.productId}`, each]));
  const assigned = new Map(rows.listPartners.map((each) => [each.partnerId, each]));
  const stops = new Map(
    rows.productFloors.map((each) => [`${each.productId} ${each.currency}`, each]),
  );
  const priceListOf = (partnerId: string, currency: string) => {
    const listId = assigned.get(partnerId)?.listId ?? null;
    return listId !== null && lists.get(listId)?.currency === currency ? listId : null;
  };
  const unfixedPrice: CatalogSnapshot['unfixedPrice'] = ({ productId }, currency, listId) => {
    const key = `${productId} ${currency}`;
    const list = prices.get(key)?.amount ?? null;
    const own = listId === null ? undefined : lists.get(listId);
    if (list === null || own === undefined) return list;
    return priceOfList(list, own.percentBps, stops.get(key)?.amount ?? null);
  };
  const listedPrice: CatalogSnapshot['listedPrice'] = (product, currency, listId) => {
    const { productId } = product;
    const isListed = prices.has(`${productId} ${currency}`);
    const fixedPrice = fixed.get(`${listId} ${productId}`)?.amount ?? null;
    if (isListed && fixedPrice !== null) return fixedPrice;
    return unfixedPrice(product, currency, listId);
  };
  const floors = new Map(rows.floors.map((each) => [each.region, each.marginBps]));
  const tiers = Map.groupBy(rows.tiers, (each) => each.currency);
  return {
    regions: new Map(rows.regions.map((each) => [each.region, each])),
    products,
    product: (productId) => byId.get(productId) ?? null,
    productBySku: (sku) => bySku.get(sku) ?? null,
    find: (region, denominationMilli) => byFace.get(`${region} ${denominationMilli}`) ?? null,
    productIdsIn: (region) => (byRegion.get(region) ?? []).map((each) => each.productId),
    listPrice: (productId, currency) => prices.get(`${productId} ${currency}`) ?? null,
    listPricesOf: (productId) => pricesOf.get(productId) ?? [],
    ownPricesOf: (productId) =>
      rows.partnerPrices.flatMap(({ partnerId, currency, amount, productId: of }) =>
        of === productId && amount !== null ? [{ partnerId, currency, amount }] : [],
      ),
    hasOwnPrices: (partnerId) => own.has(partnerId),
    ownPrice: (partnerId, productId, currency) =>
      own.get(partnerId)?.get(`${productId} ${currency}`) ?? null,
    // nothing: unless somebody set one, the floor is the cost.
    floorBps: (region) => floors.get(region) ?? floors.get(WHOLE_SHOP) ?? 0,
    ownFloorBps: (region) => floors.get(region) ?? null,
    tiers: (currency) => tiers.get(currency) ?? [],
    priceListOf,
    priceListSetAt: (partnerId) => assigned.get(partnerId)?.changed ?? null,
    fixedPrice: (listId, productId) => fixed.get(`${listId} ${productId}`)?.amount ?? null,
    listedPrice,
    unfixedPrice,
    causesOf: ({ productId }, currency, listId) => {
      const key = `${productId} ${currency}`;
      const causes: (Changed | undefined)[] = [prices.get(key), stops.get(key)];
      if (listId !== null) causes.push(fixed.get(`${listId} ${productId}`), lists.get(listId));
      return causes.filter((each) => each !== undefined);
    },
    quote: (product, { partnerId, currency, discountBps, priceListId }) => {
      const listId = priceListId === undefined ? priceListOf(partnerId, currency) : priceListId;
      const listPrice = listedPrice(product, currency, listId);
      if (listPrice === null) return null;
      const key = `${product.productId} ${currency}`;
      const ownPrice = own.get(partnerId)?.get(key)?.amount ?? null;
      if (ownPrice !== null) {
        return { listPrice, unitPrice: ownPrice, discountBps: 0, status: product.status };
      }
      const floor = stops.get(key)?.amount ?? null;
      return { listPrice, ...discounted(listPrice, discountBps, floor), status: product.status };
    },
  };
}
