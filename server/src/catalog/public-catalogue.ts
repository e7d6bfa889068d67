import { required } from '../kit/assert.ts';
import type { CatalogSnapshot } from './catalog-snapshot.ts';

/** What anybody may know of the catalogue: regions and face values, without prices and counts, and the tiers. */
export function publicCatalogue(catalog: CatalogSnapshot, inStock: ReadonlySet<number>) {
  return { regions: regionsOf(catalog, inStock), tiers: tiersOf(catalog) };
}

function regionsOf(catalog: CatalogSnapshot, inStock: ReadonlySet<number>) {
  const sold = catalog.products.filter(({ status }) => status === 'active');
  return [...Map.groupBy(sold, ({ region }) => region)].map(([code, products]) => {
    const region = required(catalog.regions.get(code), `region ${code} has products`);
    return {
      ...region,
      denominations: products.map(({ denominationMilli }) => denominationMilli / 1000),
      inStock: products.some(({ productId }) => inStock.has(productId)),
    };
  });
}

function tiersOf(catalog: CatalogSnapshot) {
  const regions = [...catalog.regions.values()];
  const currencies = new Set(['USD', ...regions.map(({ currency }) => currency)]);
  return [...currencies].flatMap((currency) =>
    catalog.tiers(currency).map((tier) => ({ ...tier, currency })),
  );
}
