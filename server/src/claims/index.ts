export { addEvidence } from './add-evidence.ts';
export { addMessage } from './add-message.ts';
export { presentClaim, type StoredClaim } from './claim.ts';
export { consoleClaimRoutes } from './console-routes.ts';
export { type ClaimCounts, countClaims } from './count-claims.ts';
export { type Bulk, type Decided, decideClaim } from './decide-claim.ts';
export { type CodeDecision, type Decision, decideAll, decisionFrom } from './decision.ts';
export { onePersonMax } from './decisions.ts';
export { listEvidence } from './evidence.ts';
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
export { lotRoutes } from './lot-routes.ts';
export { listMessages } from './messages.ts';
export type { By, ClaimParts, ClaimTenant } from './parts.ts';
export { portalClaimRoutes } from './portal-routes.ts';
export { presentMessage } from './present.ts';
export { listServiceTerms, type ServiceTerms, setServiceTerms } from './promised-terms.ts';
export { type Buyer, type LotRecall, recallFromBuyers } from './recall-from-buyers.ts';
export { recallRoutes } from './recall-routes.ts';
export {
  listRecoveries,
  RECOVERY_STATES,
  type Recovery,
  type RecoveryState,
  settleRecovery,
} from './recoveries.ts';
export { type Resolved, resolveRecall } from './resolve-recall.ts';
export { type ClaimFile, reviewClaim } from './review-claim.ts';
export { claimRoutes } from './routes.ts';
export { raiseClaimLimit, setClaimLimit } from './set-claim-limit.ts';
export { type SettledCode, settleWithdrawn } from './settle-withdrawn.ts';
export { startReview } from './start-review.ts';
export { findClaim, listClaims, tenantOfClaim } from './store.ts';
export { termsRoutes } from './terms-routes.ts';
export { withdrawClaim } from './withdraw-claim.ts';
export { withdrawnRoutes } from './withdrawn-routes.ts';
