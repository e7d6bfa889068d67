import { required } from '../kit/assert.ts';
import { numberPlace, Pages } from '../kit/pages.ts';
import type { CatalogSnapshot } from './catalog-snapshot.ts';
import type { Product, ProductStatus } from './product.ts';

export interface ProductFilters {
  /** Every word must be in the SKU or in the name of the region. */
  readonly q?: string | undefined;
  readonly region?: string | undefined;
  readonly status?: ProductStatus | undefined;
  /** Only with a list price, or only without any. */
  readonly price?: 'set' | 'missing' | 'below_floor' | undefined;
  /** Only these. */
  readonly among?: ReadonlySet<number> | undefined;
  readonly behind?: number | null;
  readonly turned?: boolean;
}

export const productPages = new Pages('products', numberPlace, (each: Product) => each.productId, {
  turns: true,
});

/** Products by region and face value. */
export function searchProducts(catalog: CatalogSnapshot, filters: ProductFilters): Product[] {
  const { q, region, status, price, among, behind, turned = false } = filters;
  // nothing: an empty search finds everything.
  const words = (q ?? '').toLowerCase().split(/\s+/);
  const products = turned ? catalog.products.toReversed() : catalog.products;
  const found = products.filter((product) => {
    if (region !== undefined && product.region !== region) return false;
    if (status !== undefined && product.status !== status) return false;
    const isListed = catalog.listPricesOf(product.productId).length > 0;
    if (price !== undefined && isListed === (price === 'missing')) return false;
    if (among && !among.has(product.productId)) return false;
    const text = `${product.sku} ${regionName(catalog, product)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return found.slice(1 + found.findIndex(({ productId }) => productId === behind));
}

export function regionName(catalog: CatalogSnapshot, { region }: Product): string {
  return required(catalog.regions.get(region), `region ${region} is there`).name;
}
