import type { Proposal } from '@psnb2b/contract';
import type { ProposalState } from '@psnb2b/contract/states';
import { groupDigits, moneyText } from '@psnb2b/ui';
import { some } from '../../some.ts';

/** The texts about changes that need two people. */
export const words = {
  title: 'Proposals',
  lead: 'Changes that weaken a safeguard. Each needs a second person who was an admin when it was proposed.',
  what: 'Change',
  about: 'About',
  change: 'From → to',
  by: 'Proposed by',
  state: 'State',
  states: {
    waiting: 'Waiting',
    approved: 'Approved',
    refused: 'Rejected',
    dropped: 'Dropped',
  } satisfies Record<ProposalState, string>,
  waitsFor: (names: string) => `For ${names}`,
  takesEffect: 'Takes effect',
  approve: 'Approve',
  approveSays: (what: string, about: string, change: string | null) =>
    `${what}, ${about}${change === null ? '' : `: ${change}`}. It takes effect immediately.`,
  approved: 'Approved; the change is in effect.',
  reject: 'Reject',
  rejectSays: 'Nothing changes. Anybody may propose it again.',
  rejected: 'Rejected.',
  approveCount: (count: number) => `Approve ${some(count, 'proposal')}`,
  rejectCount: (count: number) => `Reject ${some(count, 'proposal')}`,
  notYours: 'It is over, or for somebody else to decide.',
  none: 'Nothing waits for a second admin',
  noneHint: 'More credit, higher limits, resets of second factors and new admins appear here.',
  proposed: 'Proposed: a second admin has to approve it.',
  proposedAlone: (at: string) =>
    `There is no second admin: it takes effect on ${at}, unless somebody rejects it.`,
};

/** What a proposal changes, in a few words: `46.00 → 44.00 USD`; null if that is its kind alone. */
export function changeText({
  kind,
  before,
  after,
  currency,
}: Pick<Proposal, 'kind' | 'before' | 'after' | 'currency'>): string | null {
  if (before === null && after === null) return null;
  const show = (value: string | null) =>
    value === null ? '—' : currency === null ? value : groupDigits(value);
  const unit = currency === null ? '' : `\u00a0${currency}`;
  // Both are a sum of money: there is nothing before it.
  if (kind === 'adjustment' || kind === 'deposit_reversal') {
    return moneyText(after ?? '0', currency ?? '');
  }
  return `${show(before)} → ${show(after)}${after === null ? '' : unit}`;
}
