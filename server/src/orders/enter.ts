import { newUuid } from '../kit/ids.ts';
import type { Entry, Member } from './member.ts';
import { renderPlacement } from './passage.ts';

/**
 * Plans for arrays must neither be made anew at each call nor be a sequential scan that was cached while the tables were empty:
 * we measured a third of the speed or worse for both.
 */
export const PLANNING = { plan_cache_mode: 'force_generic_plan', enable_seqscan: 'off' };

/** An order at the instant at which it is placed: its id, its events and its texts are fixed. */
export function enter(member: Member, at: Date): Entry {
  const milliseconds = at.getTime();
  const orderId = newUuid(milliseconds);
  return {
    ...member,
    orderId,
    eventIds: [newUuid(milliseconds), newUuid(milliseconds), newUuid(milliseconds)],
    placement: renderPlacement({ ...member.terms, orderId }, at, member.waitMs),
  };
}
