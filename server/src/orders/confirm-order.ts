import { orderCan } from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import { mustBeAble, Refusal } from '../kit/refusal.ts';
import { actOnOrder, type OrderAct } from './act-on-order.ts';
import { settleOrder } from './end-order.ts';
import type { OrderParts } from './parts.ts';
import { orderText, type StoredOrder } from './store.ts';

/**
 * Delivers a hold from the money that it holds, in one commit. One that is delivered already is answered as it is; after
 * its end the refusal is `hold_expired`, whether or not its codes were released yet. If its codes were recalled or
 * expired while it waited and no others are in stock, it fails with its money back: `order_failed`.
 */
export async function confirmOrder(
  parts: OrderParts,
  act: OrderAct,
): Promise<{ text: string; replayed: boolean }> {
  const entry = { operation: 'confirmOrder', action: 'order.confirmed' };
  const { order, replayed, at } = await actOnOrder(parts, act, entry, async (tx, order, at) => {
    mustBeConfirmable(order, at);
    if (order.progress.status === 'delivered') return false;
    return (await settleOrder(tx, order, at, parts.catalog.product)) === 'delivered';
  });
  if (order.progress.failure === 'out_of_stock') throw new Refusal('order_failed');
  mustBeConfirmable(order, at);
  return { text: orderText(order), replayed };
}

/** Whether it may be confirmed now: `expires_at` is the first millisecond at which it may not. */
function mustBeConfirmable({ terms, progress }: StoredOrder, at: Date): void {
  const { payment } = terms;
  const { status, failure, expiresAt } = progress;
  const isOver = status === 'pending' && expiresAt !== null && at >= expiresAt;
  const can = orderCan.confirm(
    isOver && payment === 'hold'
      ? { status: 'failed', payment, failure: 'hold_expired' }
      : { status, payment, failure },
  );
  const isExpired = !can.can && can.reason === 'hold_expired';
  const details = isExpired && { expiredAt: required(expiresAt, 'a hold ends').toISOString() };
  mustBeAble(can, status, details || {});
}
