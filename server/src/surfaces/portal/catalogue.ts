import type { CatalogSnapshot } from '../../catalog/index.ts';
import { required } from '../../kit/assert.ts';
import { json } from '../../kit/http/index.ts';
import { formatMoney } from '../../kit/money.ts';
import { productsInStock } from '../../stock/index.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** The part of the catalogue on the public page: regions and face values, without prices and counts. */
export function catalogueRoutes({ database, catalog }: Parts) {
  return onPortal({
    getCatalogue: async () => {
      const { current } = catalog;
      const regions = regionsOf(current, await productsInStock(database.reads));
      return json(200, { object: 'catalogue', regions, tiers: tiersOf(current) });
    },
  });
}

function regionsOf(catalog: CatalogSnapshot, inStock: ReadonlySet<number>) {
  const sold = catalog.products.filter(({ status }) => status === 'active');
  return [...Map.groupBy(sold, ({ region }) => region)].map(([code, products]) => {
    const region = required(catalog.regions.get(code), `region ${code} has products`);
    return {
      region: code,
      name: region.name,
      currency: region.currency,
      denominations: products.map(({ denominationMilli }) => denominationMilli / 1000),
      in_stock: products.some(({ productId }) => inStock.has(productId)),
    };
  });
}

function tiersOf(catalog: CatalogSnapshot) {
  const currencies = new Set([
    'USD',
    ...[...catalog.regions.values()].map((each) => each.currency),
  ]);
  return [...currencies].flatMap((currency) =>
    catalog.tiers(currency).map((tier) => ({
      name: tier.name,
      currency,
      volume_30d: formatMoney(tier.volume30d, currency),
      discount_bps: tier.discountBps,
    })),
  );
}
