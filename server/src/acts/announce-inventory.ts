import type { InventoryChanged } from '@psnb2b/contract';
import { emitEvent } from '../events/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import { MINUTE_MS } from '../kit/time.ts';
import { findTenant } from '../partners/index.ts';
import {
  currentCursor,
  type Inventory,
  type InventoryBuyer,
  listInventoryChanges,
} from '../stock/index.ts';
import {
  type InventorySubscriber,
  listInventorySubscribers,
  markInventory,
} from '../webhooks/index.ts';

/** One event reports all changes of this period. */
const COALESCE_MS = MINUTE_MS;
const SKUS_MAX = 100;

interface Changes {
  readonly cursor: string;
  readonly data: readonly { readonly sku: string }[];
}

/**
 * Emits events to subscribed tenants with the products whose stock or price changed since their last event, at most once a minute
 * each; a new subscriber gets the changes from now on.
 */
export async function announceInventory(parts: {
  readonly database: Database;
  readonly clock: Clock;
  readonly inventory: Inventory;
}): Promise<number> {
  const { database, clock } = parts;
  const toldBefore = new Date(clock.now().getTime() - COALESCE_MS);
  let announced = 0;
  for (const subscriber of await listInventorySubscribers(database.reads, toldBefore)) {
    if (await announce(parts, subscriber)) announced += 1;
  }
  return announced;
}

async function announce(
  { database, clock, inventory }: Parameters<typeof announceInventory>[0],
  { tenantId, cursor }: InventorySubscriber,
): Promise<boolean> {
  const tenant = await findTenant(database.reads, tenantId);
  if (!tenant) return false;
  const at = clock.now();
  const now = await currentCursor(inventory, tenant);
  const changes = cursor === null ? null : await changesSince(inventory, tenant, cursor, at);
  if (cursor === null || changes?.data.length === 0) {
    await database.transaction((tx) => markInventory(tx, tenantId, changes?.cursor ?? now, null));
    return false;
  }
  const skus = changes?.data.map((each) => each.sku) ?? [];
  const data: InventoryChanged = {
    since: cursor,
    skus: skus.slice(0, SKUS_MAX),
    // An expired cursor does not say what changed: everything may have.
    has_more: changes === null || skus.length > SKUS_MAX,
  };
  await database.transaction(async (tx) => {
    await markInventory(tx, tenantId, changes?.cursor ?? now, at);
    const subject = newUuid(at.getTime());
    await emitEvent(tx, { at, tenantId, type: 'inventory.changed', subject, data });
  });
  return true;
}

/** Null: the cursor has expired. */
async function changesSince(
  inventory: Inventory,
  buyer: InventoryBuyer,
  cursor: string,
  at: Date,
): Promise<Changes | null> {
  try {
    return JSON.parse(await listInventoryChanges(inventory, buyer, cursor, at)) as Changes;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'cursor_expired') return null;
    throw error;
  }
}
