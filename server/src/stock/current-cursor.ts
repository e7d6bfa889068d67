import type { Inventory, InventoryBuyer } from './inventory.ts';
import { formatCursor } from './inventory-cursor.ts';

/** A cursor of now, for clients that want only later changes. */
export async function currentCursor(inventory: Inventory, buyer: InventoryBuyer): Promise<string> {
  const { mark, asOf } = await inventory.current();
  const { discountBps } = buyer;
  return formatCursor({ ...mark, issuedAt: asOf.getTime(), discountBps });
}
