import type { OrderFailureCode } from '@psnb2b/contract';
import { orderRenderer, type Progress, statusChanged, type Terms } from './order.ts';

/** The texts of an order that is delivered at once, or waits, at one instant. */
export interface Placement {
  /** The order in the reply, by outcome. */
  readonly delivered: string;
  readonly pending: string;
  /** Its state if it waits. */
  readonly waiting: Progress;
  /** Event data for pending, paid and delivered, in this order. */
  readonly events: readonly [string, string, string];
}

const NOT_YET = {
  ...{ paidAt: null, deliveredAt: null, failedAt: null, failure: null, failureReason: null },
  ...{ expiresAt: null },
  refunded: 0,
} as const;

/**
 * Every state that an order passes emits an event, even if all happen in one commit. `waitMs`: how long it waits if it
 * stays pending; null: without end.
 */
export function renderPlacement(terms: Terms, at: Date, waitMs: number | null): Placement {
  const render = orderRenderer(terms);
  const expiresAt = waitMs === null ? null : new Date(at.getTime() + waitMs);
  const waiting = { ...NOT_YET, status: 'pending', sequence: 1, createdAt: at, expiresAt } as const;
  const pending = render(waiting);
  const paid = render({ ...NOT_YET, status: 'paid', sequence: 2, createdAt: at, paidAt: at });
  const delivered = render({
    ...NOT_YET,
    status: 'delivered',
    sequence: 3,
    createdAt: at,
    paidAt: at,
    deliveredAt: at,
  });
  return {
    delivered,
    pending,
    waiting,
    events: [
      statusChanged(pending, null),
      statusChanged(paid, 'pending'),
      statusChanged(delivered, 'paid'),
    ],
  };
}

/** Event data of a pending order that is settled now: paid, delivered, or failed instead. */
export function renderSettlement(
  terms: Terms,
  pending: Progress,
  at: Date,
): readonly [string, string, string] {
  const render = orderRenderer(terms);
  const next = pending.sequence + 1;
  const paid = render({ ...pending, status: 'paid', sequence: next, paidAt: at });
  const delivered = render({
    ...pending,
    status: 'delivered',
    sequence: next + 1,
    paidAt: at,
    deliveredAt: at,
  });
  return [
    statusChanged(paid, 'pending'),
    statusChanged(delivered, 'paid'),
    renderFailure(terms, pending, at, 'out_of_stock'),
  ];
}

/** Event data of a delivered order, money of which came back for returned codes. It stays delivered. */
export function renderReturn(terms: Terms, delivered: Progress, amount: number): string {
  const returned = orderRenderer(terms)({
    ...delivered,
    sequence: delivered.sequence + 1,
    refunded: delivered.refunded + amount,
  });
  return statusChanged(returned, delivered.status);
}

/** Event data of a pending order that ends here; `failureReason`: what staff wrote to its partner. */
export function renderFailure(
  terms: Terms,
  pending: Progress,
  at: Date,
  failure: OrderFailureCode,
  failureReason: string | null = null,
): string {
  const failed = orderRenderer(terms)({
    ...pending,
    status: 'failed',
    sequence: pending.sequence + 1,
    failedAt: at,
    failure,
    failureReason,
  });
  return statusChanged(failed, pending.status);
}
