import { Refusal } from '../kit/refusal.ts';
import type { Inventory, InventoryBuyer } from './inventory.ts';
import { isAlive, parseCursor } from './inventory-cursor.ts';
import { headText } from './inventory-pages.ts';

/**
 * The rows that changed since a cursor, as the JSON text of the reply. A transaction that was running when the cursor was issued
 * has an id of at least the cursor's, so it is never missed; rows may repeat. After a change of the buyer's discount or price
 * list every row counts as changed.
 *
 * Throws `cursor_expired` for a cursor that is too old, of another cluster or epoch, or invalid.
 */
export async function listInventoryChanges(
  inventory: Inventory,
  buyer: InventoryBuyer,
  since: string,
  at: Date,
): Promise<string> {
  const cursor = parseCursor(since);
  if (!cursor || !isAlive(cursor, at)) throw new Refusal('cursor_expired');
  let generation = await inventory.current();
  if (cursor.xmin > inventory.seen.xmin) {
    // Another node has seen more than this one.
    await inventory.refresh();
    generation = await inventory.current();
  }
  const { seen } = inventory;
  if (cursor.epoch !== seen.epoch || cursor.xmin > seen.xmin) throw new Refusal('cursor_expired');
  const list = inventory.priceList(generation, buyer);
  const listSetAt = generation.catalog.priceListSetAt(buyer.partnerId);
  const repriced =
    cursor.discountBps !== buyer.discountBps || (listSetAt !== null && listSetAt >= cursor.xmin);
  const rows = list.rows(generation).filter((row) => repriced || row.changed >= cursor.xmin);
  const data = rows.map((row) => row.text).join(',');
  return `{"object":"inventory_changes",${headText(list.group, generation)},"data":[${data}]}`;
}
