export { addEvidence } from './add-evidence.ts';
export { addMessage } from './add-message.ts';
export { bringDeadlinesNearer } from './bring-deadlines-nearer.ts';
export { isOverdue, presentClaim, type StoredClaim } from './claim.ts';
export { claimSizes } from './claim-sizes.ts';
export { claimedOfLots } from './claims-of-lots.ts';
export { countClaimed, type Span } from './count-claimed.ts';
export { type ClaimCounts, countClaims, countOpenOf, oldestClaim } from './count-claims.ts';
export { type Decided, type DecisionParts, decideClaim } from './decide-claim.ts';
export { decideTestClaims } from './decide-test-claims.ts';
export { type CodeDecision, type Decision, decideAll, decisionFrom } from './decision.ts';
export {
  listDecisionLimits,
  listDecisions,
  onePersonDefault,
  onePersonMax,
  type StoredDecision,
} from './decisions.ts';
export { type Evidence, evidencePages, listEvidence } from './evidence.ts';
export { type Filing, fileClaim } from './file-claim.ts';
export { claimInvariants } from './invariants.ts';
export { lastClaimFiled } from './last-claim-filed.ts';
export { type ClaimOnCode, latestClaimsOn } from './latest-claims-on.ts';
export { listDecided } from './list-decided.ts';
export {
  countQueue,
  listQueue,
  type QueuedClaim,
  type QueueFilters,
  type QueuePlace,
  queuePages,
} from './list-queue.ts';
export { listSlowClaims, type SlowClaims } from './list-slow-claims.ts';
export { listMessages, messagePages, type StoredMessage } from './messages.ts';
export { findNamedCodes, readCodeNames } from './name-codes.ts';
export { openForRecall } from './open-for-recall.ts';
export type { ClaimParts, ClaimTenant } from './parts.ts';
export { readClaimable } from './read-claimable.ts';
export {
  type RecallProgress,
  recallProgress,
  type Viewer,
  waitingByProduct,
} from './recall-progress.ts';
export { type ServiceFigures, serviceFigures } from './response-times.ts';
export { type ClaimFile, reviewClaim } from './review-claim.ts';
export { type ClaimLine, claimsOfOrders } from './search-claims.ts';
export { raiseClaimLimit, setClaimLimit } from './set-claim-limit.ts';
export { startReview } from './start-review.ts';
export {
  type ClaimFilters,
  claimOf,
  claimPages,
  claimsHolding,
  countClaimsOf,
  findClaim,
  lastUndecided,
  listClaims,
  ownerOfClaim,
  tenantOfClaim,
  undecidedBefore,
} from './store.ts';
export { waitingOfLot } from './waiting-of-lot.ts';
export { withdrawClaim } from './withdraw-claim.ts';
