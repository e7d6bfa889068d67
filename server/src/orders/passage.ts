import type { OrderFailureCode } from '@psnb2b/contract';
import {
  endingText,
  orderRenderer,
  type Progress,
  statusChanged,
  statusText,
  type Terms,
  type TermsText,
} from './order.ts';

/** The states that an order passes which is delivered at once, each with the one before. Each emits an event. */
export const PASSED = [
  ['pending', null],
  ['paid', 'pending'],
  ['delivered', 'paid'],
] as const;

/** The texts of an order that is delivered at once, or waits, at one instant. */
export interface Placement extends TermsText {
  /** The order in the reply, by outcome. */
  readonly delivered: string;
  readonly pending: string;
  readonly endings: Endings;
}

/** The same object for all orders of one instant and currency that wait equally long. */
export interface Endings {
  readonly pending: string;
  readonly paid: string;
  readonly delivered: string;
  /** The state of an order that waits. */
  readonly waiting: Progress;
}

const NOT_YET = {
  ...{ paidAt: null, deliveredAt: null, failedAt: null, failure: null, failureReason: null },
  ...{ expiresAt: null },
  ...{ refunded: 0, agedMs: 0 },
} as const;

/** `waitMs`: how long it waits if it stays pending; null: without end. */
export function renderPlacement(
  { head, sold }: TermsText,
  currency: string,
  at: Date,
  waitMs: number | null,
): Placement {
  const endings = endingsOf(at, waitMs, currency);
  const order = (status: 'pending' | 'delivered') =>
    head + statusText(status) + sold + endings[status];
  return { head, sold, endings, pending: order('pending'), delivered: order('delivered') };
}

/** The order in the reply to a test order that is paid and waits for its codes. */
export function renderPaid({ head, sold, endings }: Placement): string {
  return head + statusText('paid') + sold + endings.paid;
}

/** Rendering them anew for each order of a batch took as long as the rest of the order. */
const rendered = { ms: Number.NaN, endings: new Map<string, Endings>() };

function endingsOf(at: Date, waitMs: number | null, currency: string): Endings {
  if (rendered.ms !== at.getTime()) {
    rendered.ms = at.getTime();
    rendered.endings = new Map();
  }
  const name = `${currency} ${waitMs}`;
  const known = rendered.endings.get(name);
  if (known) return known;
  const expiresAt = waitMs === null ? null : new Date(at.getTime() + waitMs);
  const waiting = { ...NOT_YET, status: 'pending', sequence: 1, createdAt: at, expiresAt } as const;
  const paid = { ...NOT_YET, status: 'paid', sequence: 2, createdAt: at, paidAt: at } as const;
  const delivered = { ...paid, status: 'delivered', sequence: 3, deliveredAt: at } as const;
  const endings = {
    waiting,
    pending: endingText(waiting, currency),
    paid: endingText(paid, currency),
    delivered: endingText(delivered, currency),
  };
  rendered.endings.set(name, endings);
  return endings;
}

/**
 * Event data of an order that is settled now: paid, delivered, or failed instead. It is pending, or paid already: then the first is not
 * emitted again.
 */
export function renderSettlement(
  terms: Terms,
  before: Progress,
  at: Date,
): readonly [string, string, string] {
  const render = orderRenderer(terms);
  const paid = before.status === 'paid' ? before : paidNow(before, at);
  const delivered = render({
    ...paid,
    status: 'delivered',
    sequence: paid.sequence + 1,
    deliveredAt: at,
  });
  return [
    statusChanged(render(paid), 'pending'),
    statusChanged(delivered, 'paid'),
    renderFailure(terms, before, at, 'out_of_stock'),
  ];
}

/** Event data of a pending order that is paid now and waits for its codes. */
export function renderPayment(terms: Terms, pending: Progress, at: Date): string {
  return statusChanged(orderRenderer(terms)(paidNow(pending, at)), 'pending');
}

function paidNow(pending: Progress, at: Date): Progress {
  return { ...pending, status: 'paid', sequence: pending.sequence + 1, paidAt: at };
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
