import { testDelaySeconds } from '@psnb2b/contract';
import { assert } from '../kit/assert.ts';
import type { Tx } from '../kit/database/index.ts';
import { SECOND_MS } from '../kit/time.ts';
import type { Placed } from './member.ts';
import { renderPayment } from './passage.ts';

/**
 * Notes what happens next to a test order that was just placed with its money and codes on hold, in the same commit, and moves it to
 * `paid` if it is so until then. Does nothing to an order without a script.
 */
export async function scheduleNext(tx: Tx, placed: Placed, at: Date): Promise<Placed> {
  const { entry, outcome } = placed;
  if (entry.next === null || outcome !== 'pending') return placed;
  const { next, orderId, tenantId, eventIds, placement, terms } = entry;
  assert(terms.mode === 'test', 'only test orders have a script');
  const dueAt = new Date(at.getTime() + testDelaySeconds * SECOND_MS);
  const paid = next.paid
    ? renderPayment({ ...terms, orderId }, placement.endings.waiting, at)
    : null;
  await tx.query('SELECT orders.schedule_next($1, $2, $3, $4, $5, $6, $7)', [
    ...[at, tenantId, orderId, next.outcome, dueAt],
    ...[eventIds[1], paid],
  ]);
  return next.paid ? { ...placed, outcome: 'paid' } : placed;
}
