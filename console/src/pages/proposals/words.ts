import type { ProposalState } from '@psnb2b/contract/states';
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
  approveSays: (what: string, about: string) => `${what}, ${about}: it takes effect immediately.`,
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
