export { chainAudit } from './chain-audit.ts';
export { auditInvariants } from './invariants.ts';
export { type LastAct, lastActs } from './last-acts.ts';
export { type LastChange, lastChanges } from './last-changes.ts';
export {
  type AuditAny,
  type AuditFilters,
  type AuditRow,
  auditPages,
  listAudit,
} from './list-audit.ts';
export { type AuditEntry, firstReveal, listOpened, listReveals } from './list-entries.ts';
export { type AuditChange, type ReadDetail, readDetail } from './read-detail.ts';
export { type AuditFact, detailOf, recordAudit } from './record-audit.ts';
export { listSignedHeads, type SignedHead, signHead } from './sign-head.ts';
export { signedHeadInvariant } from './signed-invariant.ts';
export { type ActsOfOne, sumActs } from './sum-acts.ts';
export { type ChainState, readChainState, verifyChain } from './verify-chain.ts';
