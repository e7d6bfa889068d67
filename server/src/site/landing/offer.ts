import { type CatalogSnapshot, denominationText, unitPrice } from '../../catalog/index.ts';
import { required } from '../../kit/assert.ts';

/** One region of the offer: its face values with a price, and what they cost. */
export interface OfferedRegion {
  readonly region: string;
  readonly name: string;
  /** Currency of the face values. */
  readonly faceCurrency: string;
  /** Face values as text, ascending. */
  readonly faces: readonly string[];
  /** Currency of the prices. */
  readonly currency: string;
  /** Lowest and highest price by tier, in minor units; one entry, the list price, in a currency without tiers. */
  readonly prices: readonly { readonly from: number; readonly to: number }[];
  readonly inStock: boolean;
  /** How many of its face values are in stock. */
  readonly stocked: number;
}

export interface OfferedTier {
  readonly name: string;
  /** 30-day volume from which it applies, in minor units. */
  readonly volume30d: number;
  readonly discountBps: number;
}

/** What anybody may know of the catalogue: what has a list price, by region, and the tiers. */
export interface Offer {
  /** By currency of the prices, the one with most products first. */
  readonly lists: readonly {
    readonly currency: string;
    readonly tiers: readonly OfferedTier[];
    readonly regions: readonly OfferedRegion[];
  }[];
  readonly products: number;
  /** The largest quantity of one order. */
  readonly quantityMax: number;
}

/** Builds the offer: only products for sale that have a list price, each region in the currency with most of its prices. */
export function offerOf(catalog: CatalogSnapshot, inStock: ReadonlySet<number>): Offer {
  const priced = catalog.products.flatMap((product) => {
    const prices = product.status === 'active' ? catalog.listPricesOf(product.productId) : [];
    return prices.map(({ currency, amount }) => ({ ...product, currency, amount }));
  });
  type Priced = (typeof priced)[number];
  const sizes = new Map<string, number>();
  for (const { currency } of priced) sizes.set(currency, (sizes.get(currency) ?? 0) + 1);
  const currencies = [...sizes].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const regions = [...Map.groupBy(priced, ({ region }) => region)].map(([code, all]) => {
    const listed = Map.groupBy(all, ({ currency }) => currency);
    const most = Math.max(...[...listed.values()].map(({ length }) => length));
    const [currency] = required(
      currencies.find(([each]) => listed.get(each)?.length === most),
      'a region of the offer has a price',
    );
    const products: readonly Priced[] = required(
      listed.get(currency),
      'it is one of its currencies',
    );
    return { code, currency, products };
  });
  const lists = currencies.flatMap(([currency]) => {
    const tiers = catalog.tiers(currency);
    const found = regions
      .filter((each) => each.currency === currency)
      .map(({ code, products }) => {
        const amounts = products.map(({ amount }) => amount);
        const rates = tiers.length === 0 ? [0] : tiers.map(({ discountBps }) => discountBps);
        const { name, currency: faceCurrency } = required(catalog.regions.get(code), 'a region');
        return {
          ...{ region: code, name, faceCurrency, currency },
          faces: products.map(({ denominationMilli }) => denominationText(denominationMilli)),
          prices: rates.map((bps) => ({
            from: unitPrice(Math.min(...amounts), bps, null),
            to: unitPrice(Math.max(...amounts), bps, null),
          })),
          inStock: products.some(({ productId }) => inStock.has(productId)),
          stocked: products.filter(({ productId }) => inStock.has(productId)).length,
        };
      });
    return found.length === 0 ? [] : [{ currency, tiers, regions: found }];
  });
  return {
    lists,
    products: new Set(priced.map(({ productId }) => productId)).size,
    quantityMax: Math.max(0, ...priced.map(({ maxQuantity }) => maxQuantity)),
  };
}
