import { loadSnapshot, storeProductFloors } from '../catalog/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { floorsOf } from '../reports/index.ts';

/**
 * Stores the floors of all products, below which no discount leads, as costs and margins are now. Returns how many changed. Orders
 * read them from memory, so that none has to look at costs.
 */
export async function keepFloors({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Promise<number> {
  const at = clock.now();
  const catalog = await loadSnapshot(database.reads);
  const ids = catalog.products.map(({ productId }) => productId);
  const floors = await floorsOf(database.reads, catalog, ids, at);
  return database.transaction((tx) => storeProductFloors(tx, floors, at));
}
