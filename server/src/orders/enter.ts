import { elementText } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import type { Draft, Entry, Member } from './member.ts';
import { headText, soldText } from './order.ts';
import { renderPlacement } from './passage.ts';
import { elementsOf } from './place-columns.ts';

/**
 * Plans for arrays must neither be made anew at each call nor be a sequential scan that was cached while the tables were empty:
 * we measured a third of the speed or worse for both.
 */
export const PLANNING = { plan_cache_mode: 'force_generic_plan', enable_seqscan: 'off' };

/** Does all that can be done for an order before the instant at which it is placed. */
export function draft(member: Member): Draft {
  const sold = soldText(member.terms);
  return { ...member, elements: elementsOf(member), sold, soldElement: elementText(sold) };
}

/** An order at the instant at which it is placed: its id, its events and its texts are fixed. */
export function enter(drafted: Draft, at: Date): Entry {
  const milliseconds = at.getTime();
  const orderId = newUuid(milliseconds);
  const { sold, terms, waitMs } = drafted;
  const text = { head: headText({ orderId, mode: terms.mode }), sold };
  return {
    ...drafted,
    orderId,
    eventIds: [newUuid(milliseconds), newUuid(milliseconds), newUuid(milliseconds)],
    placement: renderPlacement(text, terms.currency, at, waitMs),
  };
}
