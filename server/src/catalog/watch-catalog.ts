import { assert } from '../kit/assert.ts';
import type { Database, VersionWatch } from '../kit/database/index.ts';
import type { CatalogSnapshot } from './catalog-snapshot.ts';
import { loadSnapshot } from './load-snapshot.ts';

/** The catalogue in memory, at most 1 s old. Each call answers from the current snapshot. */
export interface CatalogWatch
  extends Pick<CatalogSnapshot, 'product' | 'productIdsIn' | 'find' | 'tiers' | 'quote'> {
  /** For answers that must be consistent with each other. */
  readonly current: CatalogSnapshot;
}

/**
 * Follows the catalogue: loads it when `watch` starts, and again whenever its version changes. Usable after `watch.start()` has
 * resolved.
 */
export function watchCatalog(database: Database, watch: VersionWatch): CatalogWatch {
  let snapshot: CatalogSnapshot | null = null;
  const current = () => {
    assert(snapshot, 'the catalogue is read before it is loaded');
    return snapshot;
  };
  watch.on('catalog', async () => {
    snapshot = await loadSnapshot(database.reads);
  });
  return {
    get current() {
      return current();
    },
    product: (productId) => current().product(productId),
    productIdsIn: (region) => current().productIdsIn(region),
    find: (region, denominationMilli) => current().find(region, denominationMilli),
    tiers: (currency) => current().tiers(currency),
    quote: (product, terms) => current().quote(product, terms),
  };
}
