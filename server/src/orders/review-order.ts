import { type OrderStatus, orderCan } from '@psnb2b/contract';
import { listAudit, recordAudit } from '../audit/index.ts';
import { actorNames, isOfBusiness, notify } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { readReason } from '../kit/read-reason.ts';
import { invalidState, mustBeAble, Refusal } from '../kit/refusal.ts';
import type { Notifier } from '../notifications/index.ts';
import { findPartner, type Tenant } from '../partners/index.ts';
import { failOrder, settleOrder } from './end-order.ts';
import { waitsFor } from './order.ts';
import type { OrderParts } from './parts.ts';
import { type FoundOrder, mustFindOrder, ownerOfOrder, type ProductLookup } from './store.ts';

/** What staff decide on an order that waits; the reason is what its partner reads. */
export type Review =
  | { readonly act: 'approve' }
  | { readonly act: 'refuse' | 'cancel'; readonly reason: string };

type ReviewParts = Pick<OrderParts, 'database' | 'clock' | 'catalog'> & Notifier;

const ACTIONS = {
  approve: 'order.approved',
  refuse: 'order.refused',
  cancel: 'order.cancelled',
} as const satisfies Record<Review['act'], string>;

/**
 * The decision of staff on an order that waits. An order above the approval limit of its partner is approved, and delivered from the
 * money on hold, or refused; any that waits can be cancelled for its partner. Refused and cancelled orders fail, and everything that
 * they hold is released. The partner's owners and buyers are notified, with the reason.
 *
 * Refuses with `not_found`, with `invalid_state` and a sentence that says what happened if it no longer waits, or if the member of staff
 * is a person of that business, and with `partner_suspended`. An approved order fails after all (`out_of_stock`) if its codes were
 * recalled and there are no others.
 */
export async function reviewOrder(
  parts: ReviewParts,
  orderId: string,
  asked: Review,
  by: By,
): Promise<FoundOrder> {
  const { database, catalog } = parts;
  const review = asked.act === 'approve' ? asked : { ...asked, reason: readReason(asked.reason) };
  return database.transaction(async (tx) => {
    const tenant = await ownerOfOrder(tx, orderId);
    const find = () => mustFindOrder(tx, tenant, orderId, catalog.product);
    const order = await find();
    await mustBePossible(tx, order, review, by);
    const isDone = await carryOut(tx, order, review, by.at, catalog.product);
    const decided = await find();
    if (!isDone) throw await alreadyEnded(tx, decided);
    await recordAudit(tx, {
      ...by,
      tenantId: tenant.tenantId,
      action: ACTIONS[review.act],
      subject: formatId('ord', orderId),
      ...(review.act !== 'approve' && { detail: { reason: review.reason } }),
    });
    await notifyBuyers(tx, parts, tenant, decided, review, by.at);
    return decided;
  });
}

async function mustBePossible(tx: Tx, order: FoundOrder, { act }: Review, by: By): Promise<void> {
  const { status } = order.progress;
  if (status !== 'pending') throw await alreadyEnded(tx, order);
  if (act === 'cancel') return mustBeAble(orderCan.cancel(order.progress), status);
  if (waitsFor(order) !== 'approval') {
    throw invalidState(status, 'This order does not wait for an approval.');
  }
  const tenant = await ownerOfOrder(tx, order.terms.orderId);
  if (await isOfBusiness(tx, by.actor, tenant.partnerId)) {
    const detail = 'You are a person of this business, too; a colleague decides on its orders.';
    throw invalidState(status, detail);
  }
  if (act === 'refuse') return;
  const { suspendedAt } = await findPartner(tx, tenant.partnerId);
  if (suspendedAt !== null) throw new Refusal('partner_suspended');
}

/** Whether it was done; the order may have been ended by somebody else meanwhile. */
async function carryOut(
  tx: Tx,
  order: FoundOrder,
  review: Review,
  at: Date,
  products: ProductLookup,
): Promise<boolean> {
  switch (review.act) {
    case 'approve':
      return (await settleOrder(tx, order, at, products)) !== null;
    case 'refuse':
      return failOrder(tx, order, { failure: 'refused', reason: review.reason }, at, products);
    case 'cancel':
      return failOrder(tx, order, { failure: 'cancelled', reason: review.reason }, at, products);
    default:
      return review satisfies never;
  }
}

/** What happened to an order that no longer waits: who decided it, or when it ended by itself. */
async function alreadyEnded(tx: Tx, order: FoundOrder): Promise<Refusal> {
  const { status, deliveredAt, failedAt } = order.progress;
  const subject = formatId('ord', order.terms.orderId);
  const entries = await listAudit(tx, { subject, action: 'order.', limit: DECISIONS_LOOKED_AT });
  const last = entries.find(({ action }) => DONE[action] !== undefined);
  if (last) {
    const name = (await actorNames(tx, [last.actor])).get(last.actor) ?? nameOf(last.actor);
    const detail = `${name} ${DONE[last.action]} this order at ${minuteOf(last.at)} UTC.`;
    return invalidState(status, detail);
  }
  const at = failedAt ?? deliveredAt;
  const done = failedAt ? 'failed' : `was ${status}`;
  const when = at ? `at ${minuteOf(at)} UTC` : 'already';
  return invalidState(status, `This order ${done} ${when}.`);
}

/** An order that was confirmed, read and returned often has other entries after its decision. */
const DECISIONS_LOOKED_AT = 100;

function minuteOf(at: Date): string {
  return at.toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length).replace('T', ' ');
}

function nameOf(actor: string): string {
  if (actor.startsWith('key:')) return 'The partner';
  return actor.startsWith('operator:') ? 'The command line' : 'The server';
}

const DONE: Readonly<Record<string, string>> = {
  'order.approved': 'approved',
  'order.refused': 'refused',
  'order.cancelled': 'cancelled',
};

async function notifyBuyers(
  tx: Tx,
  parts: Notifier,
  { partnerId }: Pick<Tenant, 'partnerId'>,
  { terms, progress }: FoundOrder,
  review: Review,
  at: Date,
): Promise<void> {
  const { orderId, reference } = terms;
  const status: OrderStatus = progress.status;
  const facts = { orderId, reference, at };
  switch (review.act) {
    case 'approve':
      if (status !== 'delivered') return;
      return notify(tx, 'order.approved', { partnerId }, facts);
    case 'refuse':
      return notify(tx, 'order.refused', { partnerId }, { ...facts, ...review }, parts);
    case 'cancel':
      return notify(tx, 'order.cancelled', { partnerId }, { ...facts, ...review }, parts);
    default:
      return review satisfies never;
  }
}
