import type { Inventory, InventoryBuyer } from './inventory.ts';
import type { InventoryFilter, Page } from './inventory-pages.ts';

/**
 * Everything that a partner can buy, at its prices, at most 1 s old: a page that is made once for
 * all who pay the same. Throws `unavailable` when stock cannot be read.
 */
export async function listInventory(
  inventory: Inventory,
  buyer: InventoryBuyer,
  filter: InventoryFilter,
): Promise<Page> {
  const generation = await inventory.current();
  return inventory.priceList(generation, buyer).page(generation, filter);
}
