import { orderCan } from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import { arrayText } from '../kit/database/index.ts';
import { gapOpen } from '../kit/gaps/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { mustBeAble, Refusal } from '../kit/refusal.ts';
import type { OrderAct } from './order-act.ts';
import type { OrderParts } from './parts.ts';
import { renderSettlement } from './passage.ts';
import { mustFindOrder, orderText, type StoredOrder } from './store.ts';

/** What `orders.confirm` did; see sql/confirm.sql. */
interface Confirmed {
  readonly outcome:
    | 'delivered'
    | 'as_is'
    | 'failed'
    | 'refused'
    | 'replayed'
    | 'idempotency_key_reused';
  /** What the key was used for before. */
  readonly known: string | null;
}

/**
 * Delivers a hold from the money that it holds, in one commit. One that is delivered already is answered as it is; after
 * its end the refusal is `hold_expired`, whether or not its codes were released yet. If its codes were recalled or
 * expired while it waited and no others are in stock, it fails with its money back: `order_failed`.
 */
export async function confirmOrder(
  parts: OrderParts,
  act: OrderAct,
): Promise<{ text: string; replayed: boolean }> {
  const { database, catalog, clock, holds } = parts;
  const find = (orderId: string) =>
    mustFindOrder(database.reads, act.tenant, orderId, catalog.product);
  const order = holds.take(act.tenant, act.orderId) ?? (await find(act.orderId));
  // The hold may have ended in the time that a restore has lost, and its codes may be somebody else's.
  if (parts.gaps.isOpen(act.tenant.tenantId) && order.progress.status === 'pending')
    throw gapOpen();
  const at = clock.now();
  const { outcome, known } = await callConfirm(parts, act, order, at);
  switch (outcome) {
    case 'delivered': {
      const { sequence } = order.progress;
      const paid = {
        status: 'delivered',
        sequence: sequence + 2,
        paidAt: at,
        deliveredAt: at,
      } as const;
      return {
        text: orderText({ ...order, progress: { ...order.progress, ...paid } }),
        replayed: false,
      };
    }
    case 'idempotency_key_reused':
      throw new Refusal('idempotency_key_reused');
    case 'failed':
      // What is left of its codes is promised to those who wait for them; the job delivers them. Nothing may fail here: the order has
      // its answer.
      throw new Refusal('order_failed');
    case 'as_is':
    case 'refused':
    case 'replayed': {
      const now = await find(known ?? act.orderId);
      const { failure } = now.progress;
      if (now.terms.payment === 'hold' && failure === 'out_of_stock')
        throw new Refusal('order_failed');
      mustBeConfirmable(now, at);
      return { text: orderText(now), replayed: outcome === 'replayed' };
    }
    default:
      return outcome satisfies never;
  }
}

/** The terms of an order never change, so its texts can be rendered before it is locked. */
async function callConfirm(
  { database, accounts }: OrderParts,
  { tenant, orderId, idempotency, by }: OrderAct,
  order: StoredOrder,
  at: Date,
): Promise<Confirmed> {
  const { available, held, sales } = await accounts.find(tenant.tenantId);
  const eventIds = Array.from({ length: 3 }, () => newUuid(at.getTime()));
  return database.call<Confirmed>(
    `SELECT o_outcome AS outcome, o_known AS known
       FROM orders.confirm($1, $2, $3, $4, $5, $6, $7, $8::uuid[], $9::text[], $10, $11, $12, $13, $14, $15)`,
    [
      ...[at, orderId, tenant.tenantId, order.shelfId, available, held, sales],
      ...[arrayText(eventIds), arrayText(renderSettlement(order.terms, order.progress, at))],
      idempotency?.key ?? null,
      idempotency ? Buffer.from(idempotency.fingerprint, 'hex') : null,
      ...[by.actor, formatId('ord', orderId), by.address ?? null, by.requestId ?? null],
    ],
    'orders.confirm',
  );
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
