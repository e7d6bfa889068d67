import {
  type OrderFailureCode,
  type OrderStatus,
  type OrderWait,
  orderFailures,
  type PaymentMethod,
} from '@psnb2b/contract';
import { denominationText } from '../catalog/index.ts';
import { formatId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { HOUR_MS } from '../kit/time.ts';

/** A code can be claimed for 168 hours after its delivery, not for calendar days. */
export const CLAIM_WINDOW_MS = 168 * HOUR_MS;

/** The terms of sale of an order; fixed for ever when it is placed. Money in minor units. */
export interface Terms {
  readonly orderId: string;
  readonly mode: 'live' | 'test';
  readonly region: string;
  readonly denominationMilli: number;
  readonly faceCurrency: string;
  readonly sku: string;
  /** Codes that are or will be delivered. */
  readonly quantity: number;
  readonly requestedQuantity: number;
  readonly listPrice: number;
  readonly unitPrice: number;
  readonly discountBps: number;
  readonly tier: string;
  readonly total: number;
  readonly currency: string;
  readonly payment: PaymentMethod;
  readonly reference: string | null;
  /** The partner's metadata as JSON text. */
  readonly metadata: string;
}

/** The state of an order. */
export interface Progress {
  readonly status: OrderStatus;
  readonly sequence: number;
  readonly createdAt: Date;
  readonly paidAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly failedAt: Date | null;
  readonly failure: OrderFailureCode | null;
  /** What staff wrote to the partner when they ended it. */
  readonly failureReason: string | null;
  /** When it fails by itself; told while it is pending. */
  readonly expiresAt: Date | null;
  /** The money that came back for single codes of it, in minor units. */
  readonly refunded: number;
  /** By how much the test clock was advanced since it was delivered; 0 in live mode. */
  readonly agedMs: number;
}

/** When something was delivered, and by how much the test clock was advanced since: windows run from there. */
export interface Delivery {
  readonly deliveredAt: Date;
  /** 0 in live mode. */
  readonly agedMs: number;
}

/** The beginning of the windows to claim and to return: the delivery, unless the test clock was advanced since. */
export function windowsFrom({ deliveredAt, agedMs }: Delivery): Date {
  return agedMs === 0 ? deliveredAt : new Date(deliveredAt.getTime() - agedMs);
}

/** What a pending order waits for; null: it does not wait. */
export function waitsFor({
  terms,
  progress,
  queued,
}: {
  readonly terms: Pick<Terms, 'payment'>;
  readonly progress: Pick<Progress, 'status' | 'expiresAt'>;
  readonly queued: boolean;
}): OrderWait | null {
  if (progress.status !== 'pending') return null;
  switch (terms.payment) {
    case 'invoice':
      return 'deposit';
    case 'hold':
      return 'confirmation';
    case 'balance':
      // An order that waits for an approval does so without end; one of test mode waits for codes outside the queue.
      return queued || progress.expiresAt !== null ? 'codes' : 'approval';
    default:
      return terms.payment satisfies never;
  }
}

/** The price of one code of an order for its buyer, in minor units: this is what a refund returns, whatever the list price is. */
export function pricePaid({ unitPrice }: Pick<Terms, 'unitPrice'>): number {
  return unitPrice;
}

export function claimableUntil(delivery: Delivery): Date {
  return new Date(windowsFrom(delivery).getTime() + CLAIM_WINDOW_MS);
}

/** Whether a code delivered then may be claimed at a time: the last millisecond of its claim window is included. */
export function isClaimable(delivery: Delivery, at: Date): boolean {
  return at <= claimableUntil(delivery);
}

/** The members of an order that never change, as JSON text. Its text is `head`, its status, `sold` and its ending. */
export interface TermsText {
  readonly head: string;
  readonly sold: string;
}

export function termsText(terms: Terms): TermsText {
  return { head: headText(terms), sold: soldText(terms) };
}

export function headText({ orderId, mode }: Pick<Terms, 'orderId' | 'mode'>): string {
  return `{"id":"${formatId('ord', orderId)}","object":"order","mode":"${mode}"`;
}

export function soldText(terms: Omit<Terms, 'orderId'>): string {
  const money = (minor: number) => formatMoney(minor, terms.currency);
  return (
    `,"region":"${terms.region}","denomination":${denominationText(terms.denominationMilli)}` +
    `,"face_currency":"${terms.faceCurrency}","sku":"${terms.sku}"` +
    `,"quantity":${terms.quantity},"requested_quantity":${terms.requestedQuantity}` +
    `,"list_price":"${money(terms.listPrice)}"` +
    `,"unit_price":"${money(terms.unitPrice)}","discount_bps":${terms.discountBps}` +
    `,"tier":${terms.tier === '' ? 'null' : JSON.stringify(terms.tier)}` +
    `,"total":"${money(terms.total)}","currency":"${terms.currency}"` +
    `,"payment":"${terms.payment}","reference":${JSON.stringify(terms.reference)}` +
    `,"metadata":${terms.metadata}`
  );
}

export function statusText(status: OrderStatus): string {
  return `,"status":"${status}"`;
}

/** What depends only on the state, the times and the currency: orders of one instant may share it. */
export function endingText(progress: Progress, currency: string): string {
  const { status, deliveredAt, agedMs, failure, failureReason, refunded } = progress;
  const failed = failure && {
    code: failure,
    detail: orderFailures[failure],
    reason: failureReason,
  };
  return (
    `,"created_at":${time(progress.createdAt)},"paid_at":${time(progress.paidAt)}` +
    `,"delivered_at":${time(deliveredAt)},"failed_at":${time(progress.failedAt)}` +
    `,"expires_at":${time(status === 'pending' ? progress.expiresAt : null)}` +
    `,"failure":${failed ? JSON.stringify(failed) : 'null'}` +
    `,"refunded":"${formatMoney(refunded, currency)}"` +
    `,"claimable_until":${time(deliveredAt && claimableUntil({ deliveredAt, agedMs }))}` +
    `,"sequence":${progress.sequence}}`
  );
}

/** Renders an order in several states, which share the text of the constant members. */
export function orderRenderer(terms: Terms): (progress: Progress) => string {
  const { head, sold } = termsText(terms);
  return (progress) =>
    head + statusText(progress.status) + sold + endingText(progress, terms.currency);
}

/**
 * JSON text of an instant. All texts of a batch share two instants; formatting them anew took more than half of the time to
 * render an order (13 µs against 5), so the last two are cached.
 */
const times = { ms: [Number.NaN, Number.NaN], text: ['', ''], oldest: 0 };

function time(instant: Date | null): string {
  if (instant === null) return 'null';
  const ms = instant.getTime();
  if (times.ms[0] === ms) return times.text[0] as string;
  if (times.ms[1] === ms) return times.text[1] as string;
  const text = `"${instant.toISOString()}"`;
  times.ms[times.oldest] = ms;
  times.text[times.oldest] = text;
  times.oldest = 1 - times.oldest;
  return text;
}

/** `data` of an `order.status_changed` event: a snapshot, never rebuilt. */
export function statusChanged(order: string, previous: OrderStatus | null): string {
  return EVENT_HEAD + order + eventEnding(previous);
}

export const EVENT_HEAD = '{"order":';

export function eventEnding(previous: OrderStatus | null): string {
  return `,"previous_status":${previous ? `"${previous}"` : 'null'}}`;
}
