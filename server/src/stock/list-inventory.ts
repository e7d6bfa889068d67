import type { Inventory, InventoryBuyer } from './inventory.ts';
import type { Generation, InventoryFilter, InventoryPage } from './inventory-pages.ts';

/**
 * Everything that a partner can buy, at its prices, at most 1 s old: a page that is made once for all who pay the same. A promise
 * only if stock must be polled first. Throws `unavailable` if stock cannot be read.
 */
export function listInventory(
  inventory: Inventory,
  buyer: InventoryBuyer,
  filter: InventoryFilter,
): InventoryPage | Promise<InventoryPage> {
  const page = (generation: Generation) =>
    inventory.priceList(generation, buyer).page(generation, filter);
  const { fresh } = inventory;
  return fresh ? page(fresh) : inventory.current().then(page);
}
