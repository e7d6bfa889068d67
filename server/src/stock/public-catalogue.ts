import { type DoorOperation, portalOperations } from '@psnb2b/contract';
import type { CatalogSnapshot, CatalogWatch } from '../catalog/index.ts';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { json, type Route, routesOf } from '../kit/http/index.ts';
import { formatMoney } from '../kit/money.ts';

/** What anybody may see on the public page: what is sold, without prices and counts. */
export function publicCatalogueRoute<Caller>(parts: {
  readonly database: { readonly reads: Db };
  readonly catalog: CatalogWatch;
}): Route<Caller, DoorOperation> {
  return routesOf<Caller>()(portalOperations.getCatalogue, async () => {
    const { rows } = await parts.database.reads.query<{ product_id: number }>(
      `SELECT product_id FROM stock.shelves WHERE mode = 'live' AND available > 0`,
    );
    const inStock = new Set(rows.map((row) => row.product_id));
    const { current } = parts.catalog;
    const regions = regionsOf(current, inStock);
    return json(200, { object: 'catalogue', regions, tiers: tiersOf(current) });
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
