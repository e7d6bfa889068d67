import type { OrderFailureCode, OrderStatus } from '@psnb2b/contract';

/** The states of an order, in the same words for its buyer and for staff. */
export const orderStatuses = {
  pending: 'Waiting',
  paid: 'Paid',
  delivered: 'Delivered',
  failed: 'Failed',
} satisfies Record<OrderStatus, string>;

/** Why an order failed, in a few words. */
export const orderFailures = {
  cancelled: 'Cancelled',
  payment_expired: 'Not paid in time',
  hold_expired: 'Hold not confirmed in time',
  refused: 'Not approved',
  out_of_stock: 'No codes came in time',
  upstream_failed: 'Could not be obtained',
} satisfies Record<OrderFailureCode, string>;
