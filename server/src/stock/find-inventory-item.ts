import type { Inventory, InventoryBuyer } from './inventory.ts';
import type { Generation, InventoryPage } from './inventory-pages.ts';

/**
 * One product by its name, as the list of everything shows it to this buyer; null if the list does not have it. A promise only if
 * stock must be polled first. Throws `unavailable` if stock cannot be read.
 */
export function findInventoryItem(
  inventory: Inventory,
  buyer: InventoryBuyer,
  sku: string,
): InventoryPage | null | Promise<InventoryPage | null> {
  const item = (generation: Generation) =>
    inventory.priceList(generation, buyer).item(generation, sku);
  const { fresh } = inventory;
  return fresh ? item(fresh) : inventory.current().then(item);
}
