export { actorNames } from './actor-names.ts';
export { addEvidence } from './add-evidence.ts';
export { addMessage } from './add-message.ts';
export { presentClaim, type StoredClaim } from './claim.ts';
export { type ClaimCounts, countClaims } from './count-claims.ts';
export { type Decided, decideClaim } from './decide-claim.ts';
export { type CodeDecision, type Decision, decideAll, decisionFrom } from './decision.ts';
export { listDecisions, onePersonMax, type StoredDecision } from './decisions.ts';
export { type Evidence, listEvidence } from './evidence.ts';
export {
  type ClaimRate,
  ratesByLot,
  ratesByPartner,
  ratesByRegion,
  ratesBySupplier,
  type ServiceFigures,
  serviceFigures,
} from './figures.ts';
export { type Filing, fileClaim } from './file-claim.ts';
export { claimInvariants } from './invariants.ts';
export { listQueue, type QueuedClaim, type QueueFilters } from './list-queue.ts';
export { listTerms } from './list-terms.ts';
export { listMessages, type StoredMessage } from './messages.ts';
export type { By, ClaimParts, ClaimTenant } from './parts.ts';
export { listServiceTerms, type ServiceTerms, setServiceTerms } from './promised-terms.ts';
export { readClaimable } from './read-claimable.ts';
export {
  type LotFile,
  type LotLine,
  type RecallProgress,
  readLot,
  withClaims,
} from './read-lot.ts';
export { type Buyer, type LotRecall, recallFromBuyers } from './recall-from-buyers.ts';
export {
  listRecoveries,
  RECOVERY_STATES,
  type Recovery,
  type RecoveryState,
  settleRecovery,
} from './recoveries.ts';
export { type Resolved, resolveRecall } from './resolve-recall.ts';
export { type ClaimFile, reviewClaim } from './review-claim.ts';
export { raiseClaimLimit, setClaimLimit } from './set-claim-limit.ts';
export { type SettledCode, settleWithdrawn } from './settle-withdrawn.ts';
export { startReview } from './start-review.ts';
export { type ClaimFilters, findClaim, listClaims, tenantOfClaim } from './store.ts';
export type { MailDesk } from './tell-partner.ts';
export { withdrawClaim } from './withdraw-claim.ts';
