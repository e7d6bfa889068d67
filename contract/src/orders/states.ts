import type { Can } from '../kit/can.ts';

export const orderStatuses = ['pending', 'paid', 'delivered', 'failed'] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** Every transition of an order. Each is recorded and emitted even if several happen in one commit. */
export const orderTransitions = {
  pending: ['paid', 'failed'],
  paid: ['delivered', 'failed'],
  delivered: [],
  failed: [],
} as const satisfies Record<OrderStatus, readonly OrderStatus[]>;

/** Why an order failed, with the sentence that `failure.detail` carries. */
export const orderFailures = {
  cancelled: 'The order was cancelled while it was pending.',
  payment_expired: 'The order was not paid in time.',
  hold_expired: 'The hold was not confirmed in time.',
  refused: 'The order was not approved.',
  out_of_stock: 'There were not enough codes in stock in time.',
  upstream_failed: 'The codes could not be obtained from the supplier.',
} as const;
export type OrderFailureCode = keyof typeof orderFailures;
export const orderFailureCodes = [
  'cancelled',
  'payment_expired',
  'hold_expired',
  'refused',
  'out_of_stock',
  'upstream_failed',
] as const satisfies readonly OrderFailureCode[];

/** What a pending order can wait for. */
export const orderWaits = ['deposit', 'confirmation', 'approval', 'codes'] as const;
export type OrderWait = (typeof orderWaits)[number];

/** The orders that staff look at first. */
export const orderQueues = ['approval', 'codes', 'failed'] as const;
export type OrderQueue = (typeof orderQueues)[number];

/** Whether an order may go from one state to the other in one transition. */
export function canTransition(from: OrderStatus, to: OrderStatus): boolean {
  const allowed: readonly OrderStatus[] = orderTransitions[from];
  return allowed.includes(to);
}

/** Whether no transition leaves this state. */
export function isFinal(status: OrderStatus): boolean {
  return orderTransitions[status].length === 0;
}

/** What a partner may do with an order in its state, and the code of the refusal otherwise. */
export const orderCan = {
  /** A hold that is delivered may be confirmed again: it is answered as it is. */
  confirm(order: { status: OrderStatus; payment: string; failure: string | null }): Can {
    const { status, payment, failure } = order;
    if (payment !== 'hold') return { can: false, reason: 'invalid_state' };
    if (status === 'pending' || status === 'delivered') return { can: true };
    return { can: false, reason: failure === 'hold_expired' ? 'hold_expired' : 'invalid_state' };
  },
  cancel(order: { status: OrderStatus }): Can {
    return order.status === 'pending' ? { can: true } : { can: false, reason: 'invalid_state' };
  },
  readCodes(order: { status: OrderStatus }): Can {
    switch (order.status) {
      case 'delivered':
        return { can: true };
      case 'failed':
        return { can: false, reason: 'order_failed' };
      case 'pending':
      case 'paid':
        return { can: false, reason: 'order_not_delivered' };
      default:
        return order.status satisfies never;
    }
  },
};
