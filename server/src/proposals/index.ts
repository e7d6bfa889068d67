export type { Content, Proposal } from './proposal.ts';
export { dropProposals, propose, settleProposal } from './propose.ts';
export { mayRaiseAlone, RAISED_WINDOW_MS, raisedAlone } from './raised-alone.ts';
export {
  countProposals,
  countProposalsOf,
  findProposal,
  listDue,
  listProposals,
  livingOfKind,
  lockProposal,
  lockWaiting,
  oldestProposal,
  proposalNames,
  proposalPages,
  subjectsThatWait,
} from './store.ts';
