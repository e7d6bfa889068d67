import type { OrderFailureCode } from '@psnb2b/contract';
import { findTenant } from '../partners/index.ts';
import { failOrder } from './end-order.ts';
import { waitsFor } from './order.ts';
import type { OrderParts } from './parts.ts';
import { findOrder, type StoredOrder } from './store.ts';
import { overdueOrders } from './waiting.ts';

/** Why an order fails whose time is over. */
function failureOf(order: StoredOrder): OrderFailureCode {
  if (waitsFor(order) === 'codes') return 'out_of_stock';
  return order.terms.payment === 'hold' ? 'hold_expired' : 'payment_expired';
}

const PER_ROUND_MAX = 100;

/**
 * Ends orders that were not paid, confirmed or filled in time, each in a commit of its own. Safe to run twice and concurrently
 * with payments and confirmations. Returns how many; `onEnd` is called for each.
 */
export async function expireOrders(
  { database, clock, catalog }: Pick<OrderParts, 'database' | 'clock' | 'catalog'>,
  {
    tenantId = null,
    onEnd = () => {},
  }: {
    /** Only this tenant's. */
    readonly tenantId?: number | null;
    readonly onEnd?: (failure: OrderFailureCode) => void;
  } = {},
): Promise<number> {
  let ended = 0;
  for (;;) {
    const before = ended;
    const due = await overdueOrders(database.reads, { at: clock.now(), tenantId }, PER_ROUND_MAX);
    for (const { tenantId, orderId } of due) {
      const failure = await database.transaction(async (tx) => {
        const tenant = await findTenant(tx, tenantId);
        const order = tenant && (await findOrder(tx, tenant, orderId, catalog.product));
        if (!order) return null;
        const failure = failureOf(order);
        const done = await failOrder(tx, order, { failure }, clock.now(), catalog.product);
        return done ? failure : null;
      });
      if (failure === null) continue;
      ended += 1;
      onEnd(failure);
    }
    if (due.length < PER_ROUND_MAX || ended === before) return ended;
  }
}
