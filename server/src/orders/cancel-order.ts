import { orderCan } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState, mustBeAble } from '../kit/refusal.ts';
import { onceByTenant } from '../ledger/index.ts';
import { failOrder } from './end-order.ts';
import type { OrderAct } from './order-act.ts';
import type { OrderParts } from './parts.ts';
import { mustFindOrder, orderText } from './store.ts';

/**
 * Cancels a pending order; its codes and its money on hold are released in the same commit. Any other state refuses with
 * `invalid_state`. A repeated request with the same key is answered by the order as it is.
 */
export async function cancelOrder(
  { database, clock, catalog }: OrderParts,
  { tenant, orderId, idempotency, by }: OrderAct,
): Promise<{ text: string; replayed: boolean }> {
  const { tenantId } = tenant;
  const find = (db: Db) => mustFindOrder(db, tenant, orderId, catalog.product);
  const at = clock.now();
  const request = { tenantId, operation: 'cancelOrder', idempotency, at };
  const { made } = await onceByTenant(database, request, async (tx) => {
    const order = await find(tx);
    const { status } = order.progress;
    mustBeAble(orderCan.cancel(order.progress), status);
    const done = await failOrder(tx, order, { failure: 'cancelled' }, at, catalog.product);
    if (!done) throw invalidState(status);
    const subject = formatId('ord', orderId);
    await recordAudit(tx, { ...by, at, tenantId, action: 'order.cancelled', subject });
    return { resource: orderId, made: await find(tx) };
  });
  return { text: orderText(made ?? (await find(database.reads))), replayed: made === null };
}
