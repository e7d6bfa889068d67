import type { ProposalState } from '@psnb2b/contract/states';

/** Of changes that take two people: a part of the console's catalogue. */
export const proposals = {
  title: 'Proposals',
  lead: 'Changes that move a guard. Each takes a second admin, who was one when it was proposed.',
  today: 'Changes for a second admin',
  what: 'Change',
  about: 'About',
  change: 'From → to',
  by: 'Proposed by',
  state: 'State',
  states: {
    waiting: 'Waiting',
    approved: 'Done',
    refused: 'Stopped',
    dropped: 'Overtaken',
  } satisfies Record<ProposalState, string>,
  waitsFor: (names: string) => `For ${names}`,
  takesEffect: 'Takes effect',
  approve: 'Approve',
  approveSays: (what: string, about: string) => `${what}, ${about}: it takes effect at once.`,
  approved: 'Approved; it is in effect.',
  stop: 'Stop',
  stopSays: 'Nothing changes. It can be proposed again.',
  stopped: 'Stopped.',
  none: 'Nothing waits for a second admin',
  noneHint: 'More credit, higher limits, resets of second factors and new admins come here.',
  proposed: 'Proposed: it waits for a second admin.',
  proposedAlone: (at: string) =>
    `There is no second admin: it takes effect on ${at}, unless somebody stops it.`,
  seeAll: 'See proposals',
};
