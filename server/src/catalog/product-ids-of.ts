import type { CatalogSnapshot } from './catalog-snapshot.ts';
import { parseRegion } from './parse-region.ts';

/** Products as a filter of a list names them. */
interface ProductFilter {
  /** Names of products, in any case. */
  readonly sku?: readonly string[] | undefined;
  readonly region?: string | readonly string[] | undefined;
}

/**
 * The products that have one of the names and are of one of the regions; undefined if the filter asks for neither. Unknown names match
 * nothing.
 */
export function productIdsOf(
  catalog: Pick<CatalogSnapshot, 'productBySku' | 'productIdsIn'>,
  { sku, region }: ProductFilter,
): number[] | undefined {
  const named = sku?.flatMap(
    (each) => catalog.productBySku(each.trim().toUpperCase())?.productId ?? [],
  );
  if (region === undefined) return named;
  const inRegion = [region].flat().flatMap((each) => catalog.productIdsIn(parseRegion(each)));
  return named?.filter((each) => inRegion.includes(each)) ?? inRegion;
}
