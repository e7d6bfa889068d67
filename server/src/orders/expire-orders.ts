import { findTenant } from '../partners/index.ts';
import { failOrder } from './end-order.ts';
import type { OrderParts } from './parts.ts';
import { findOrder, unpaidOrders } from './store.ts';

const PER_ROUND_MAX = 100;

/** Ends invoice orders that were not paid in time. Safe to run twice and concurrently with payments. */
export async function expireOrders({
  database,
  clock,
  catalog,
}: Pick<OrderParts, 'database' | 'clock' | 'catalog'>): Promise<number> {
  const due = await unpaidOrders(database.reads, clock.now(), PER_ROUND_MAX);
  let ended = 0;
  for (const { tenantId, orderId } of due) {
    const done = await database.transaction(async (tx) => {
      const tenant = await findTenant(tx, tenantId);
      const order = tenant && (await findOrder(tx, tenant, orderId, catalog.product));
      return order ? failOrder(tx, order, 'payment_expired', clock.now()) : false;
    });
    if (done) ended += 1;
  }
  return ended;
}
