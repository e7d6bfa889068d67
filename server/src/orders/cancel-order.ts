import { orderCan } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { Db } from '../kit/database/index.ts';
import type { Idempotency, Visit } from '../kit/http/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState, mustBeAble, Refusal } from '../kit/refusal.ts';
import { onceByTenant } from '../ledger/index.ts';
import { failOrder } from './end-order.ts';
import type { OrderParts } from './parts.ts';
import { findOrder, orderText, type StoredOrder, type Tenant } from './store.ts';

/**
 * Cancels a pending order; its money and stock on hold are released in the same commit. Any other state refuses with
 * `invalid_state`. A repeated request with the same key gets the order in its present state.
 */
export async function cancelOrder(
  { database, clock, catalog }: OrderParts,
  tenant: Tenant,
  orderId: string,
  idempotency: Idempotency | null,
  by: Visit & { readonly actor: string },
): Promise<{ text: string; replayed: boolean }> {
  const find = async (db: Db): Promise<StoredOrder> => {
    const order = await findOrder(db, tenant, orderId, catalog.product);
    if (!order) throw new Refusal('not_found');
    return order;
  };
  const at = clock.now();
  const { tenantId } = tenant;
  const request = { tenantId, operation: 'cancelOrder', idempotency, at };
  const { made } = await onceByTenant(database, request, async (tx) => {
    const order = await find(tx);
    mustBeAble(orderCan.cancel(order.progress), order.progress.status);
    if (!(await failOrder(tx, order, 'cancelled', at))) {
      throw invalidState(order.progress.status);
    }
    await recordAudit(tx, {
      at,
      actor: by.actor,
      tenantId,
      action: 'order.cancelled',
      subject: formatId('ord', orderId),
      address: by.address,
      requestId: by.requestId,
    });
    return { resource: orderId, made: await find(tx) };
  });
  return { text: orderText(made ?? (await find(database.reads))), replayed: made === null };
}
