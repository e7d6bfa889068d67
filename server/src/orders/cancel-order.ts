import { orderCan } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { Idempotency, Visit } from '../kit/http/index.ts';
import { findRecord, saveRecord } from '../kit/idempotency/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState, mustBeAble, Refusal } from '../kit/refusal.ts';
import { accountsOf, lockAccounts } from '../ledger/index.ts';
import { failOrder } from './end-order.ts';
import type { OrderParts } from './parts.ts';
import { findOrder, orderText, type Tenant } from './store.ts';

/**
 * Cancels a pending order; what it held is given back in the same commit. Any other state refuses
 * with `invalid_state`. A repeated request with the same key is answered by the order as it is.
 */
export async function cancelOrder(
  { database, clock, catalog }: OrderParts,
  tenant: Tenant,
  orderId: string,
  idempotency: Idempotency | null,
  by: Visit & { readonly actor: string },
): Promise<{ text: string; replayed: boolean }> {
  return database.transaction(async (tx) => {
    const accounts = await accountsOf(tx, tenant.tenantId);
    await lockAccounts(tx, [accounts.available]);
    const order = await findOrder(tx, tenant, orderId, catalog.product);
    if (!order) throw new Refusal('not_found');
    const record = idempotency && (await findRecord(tx, tenant.tenantId, idempotency.key));
    if (record && record.fingerprint !== idempotency.fingerprint) {
      throw new Refusal('idempotency_key_reused');
    }
    if (record) return { text: orderText(order), replayed: true };
    mustBeAble(orderCan.cancel(order.progress), order.progress.status);
    const at = clock.now();
    if (!(await failOrder(tx, order, 'cancelled', at))) {
      throw invalidState(order.progress.status);
    }
    if (idempotency) {
      await saveRecord(tx, {
        ...idempotency,
        tenantId: tenant.tenantId,
        operation: 'cancelOrder',
        resource: orderId,
        at,
      });
    }
    await recordAudit(tx, {
      at,
      actor: by.actor,
      tenantId: tenant.tenantId,
      action: 'order.cancelled',
      subject: formatId('ord', orderId),
      address: by.address,
      requestId: by.requestId,
    });
    const cancelled = await findOrder(tx, tenant, orderId, catalog.product);
    if (!cancelled) throw new Refusal('not_found');
    return { text: orderText(cancelled), replayed: false };
  });
}
