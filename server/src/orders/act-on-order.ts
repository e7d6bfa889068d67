import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import type { Idempotency } from '../kit/http/index.ts';
import { formatId } from '../kit/ids.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { onceByTenant } from '../ledger/index.ts';
import type { OrderParts } from './parts.ts';
import { mustFindOrder, type StoredOrder } from './store.ts';

/** What a buyer asks to be done to one of its orders. */
export interface OrderAct {
  readonly tenant: TenantRef;
  readonly orderId: string;
  readonly idempotency: Idempotency | null;
  readonly by: By;
}

/**
 * Does something to an order once per idempotency key, in one commit with its entry in the audit, which `step` has only
 * if it returns true. Returns the order as it is afterwards; a repeated request does nothing.
 */
export async function actOnOrder(
  { database, clock, catalog }: OrderParts,
  { tenant, orderId, idempotency, by }: OrderAct,
  { operation, action }: { readonly operation: string; readonly action: string },
  step: (tx: Tx, order: StoredOrder, at: Date) => Promise<boolean>,
): Promise<{ order: StoredOrder; replayed: boolean; at: Date }> {
  const find = (db: Db) => mustFindOrder(db, tenant, orderId, catalog.product);
  const at = clock.now();
  const { tenantId } = tenant;
  const request = { tenantId, operation, idempotency, at };
  const { made } = await onceByTenant(database, request, async (tx) => {
    if (await step(tx, await find(tx), at)) {
      await recordAudit(tx, { ...by, at, tenantId, action, subject: formatId('ord', orderId) });
    }
    return { resource: orderId, made: await find(tx) };
  });
  return { order: made ?? (await find(database.reads)), replayed: made === null, at };
}
