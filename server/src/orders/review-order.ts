import { recordAudit } from '../audit/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState, Refusal } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { failOrder, settleOrder } from './end-order.ts';
import type { OrderParts } from './parts.ts';
import { findOrder, type StoredOrder } from './store.ts';

/**
 * A person's decision on an order above the partner's approval limit: an approved order is delivered from the money on hold; a
 * refused one fails, and the money is released.
 */
export async function reviewOrder(
  { database, clock, catalog }: OrderParts,
  tenant: TenantRef,
  orderId: string,
  decision: 'approve' | 'refuse',
  actor: string,
): Promise<StoredOrder> {
  return database.transaction(async (tx) => {
    const order = await findOrder(tx, tenant, orderId, catalog.product);
    if (!order) throw new Refusal('not_found');
    if (order.progress.status !== 'pending' || order.terms.payment !== 'balance' || order.queued) {
      throw invalidState(order.progress.status);
    }
    const at = clock.now();
    const done =
      decision === 'approve'
        ? await settleOrder(tx, order, at, catalog.product)
        : await failOrder(tx, order, 'refused', at, catalog.product);
    if (!done) throw invalidState(order.progress.status);
    await recordAudit(tx, {
      at,
      actor,
      tenantId: tenant.tenantId,
      action: decision === 'approve' ? 'order.approved' : 'order.refused',
      subject: formatId('ord', orderId),
    });
    const decided = await findOrder(tx, tenant, orderId, catalog.product);
    if (!decided) throw new Refusal('not_found');
    return decided;
  });
}
