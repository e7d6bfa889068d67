import { orderCan } from '@psnb2b/contract';
import { invalidState, mustBeAble } from '../kit/refusal.ts';
import { actOnOrder, type OrderAct } from './act-on-order.ts';
import { failOrder } from './end-order.ts';
import type { OrderParts } from './parts.ts';
import { orderText } from './store.ts';

/**
 * Cancels a pending order; its codes and its money on hold are released in the same commit. Any other state refuses with
 * `invalid_state`. A repeated request with the same key is answered by the order as it is.
 */
export async function cancelOrder(
  parts: OrderParts,
  act: OrderAct,
): Promise<{ text: string; replayed: boolean }> {
  const entry = { operation: 'cancelOrder', action: 'order.cancelled' };
  const { order, replayed } = await actOnOrder(parts, act, entry, async (tx, order, at) => {
    const { status } = order.progress;
    mustBeAble(orderCan.cancel(order.progress), status);
    if (!(await failOrder(tx, order, 'cancelled', at, parts.catalog.product)))
      throw invalidState(status);
    return true;
  });
  return { text: orderText(order), replayed };
}
