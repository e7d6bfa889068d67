export { approvePartner } from './approve-partner.ts';
export { createKeyAuthoriser } from './authoriser.ts';
export { type Buyer, findBuyer } from './buyer.ts';
export {
  type Certification,
  findCertification,
  keepCertification,
  listCertifications,
  type SeenInRun,
} from './certifications.ts';
export { changeKey, type KeyChange, restrictKey } from './change-key.ts';
export { changePublicKey } from './change-public-key.ts';
export { type CreatedPartner, createPartner, type NewPartner } from './create-partner.ts';
export { describeKey } from './describe-key.ts';
export { dropUnseenKeys } from './drop-unseen-keys.ts';
export { type ExpiringKey, expiringKeys } from './expiring-keys.ts';
export { type Duplicate, findDuplicates, type KnownBy } from './find-duplicates.ts';
export { hasLiveKey } from './has-live-key.ts';
export { issueHeldKey, type KeyMaker } from './issue-held-key.ts';
export { issueKey, issueTestKey, type KeyIssuer, type NamedTerms } from './issue-key.ts';
export { type IssuedKey, type Key, keyHint, keyLabel, keyStatus } from './key.ts';
export { KeyDirectory } from './key-directory.ts';
export type { KeyEntry } from './key-entry.ts';
export { createKeyText } from './key-format.ts';
export { keyNames } from './key-names.ts';
export { findKey, lockKey, lockKeyOf, type OwnedKey } from './key-store.ts';
export { type KeyTerms, ORDERS_PER_MINUTE, REQUESTS_PER_MINUTE } from './key-terms.ts';
export { acceptSeen, seenBy } from './kyc/accept-seen.ts';
export { addDocument } from './kyc/add-document.ts';
export { askForMore } from './kyc/ask-for-more.ts';
export { approveCase, rejectCase } from './kyc/decide-case.ts';
export { expireCases, takeWarnings } from './kyc/expire-cases.ts';
export type { KycCase } from './kyc/kyc-case.ts';
export { markItem } from './kyc/mark-item.ts';
export { emptyProfile, type Profile, readProfile } from './kyc/profile.ts';
export { findProfile, sealProfiles } from './kyc/profile-store.ts';
export {
  type CaseLine,
  type CaseView,
  casePages,
  countCases,
  countCasesOf,
  listCases,
  oldestCase,
  readCase,
} from './kyc/read-case.ts';
export { removeDocument } from './kyc/remove-document.ts';
export { reopenCase } from './kyc/reopen-case.ts';
export { setProfile } from './kyc/set-profile.ts';
export { findCase, findCaseOf } from './kyc/store.ts';
export { submitCase } from './kyc/submit-case.ts';
export { listKeys } from './list-keys.ts';
export {
  dropManualTier,
  endedManualTiers,
  findManualTier,
  type ManualTier,
  manualTiers,
  writeManualTier,
} from './manual-tier.ts';
export { nameKey } from './name-key.ts';
export {
  addNote,
  changeNote,
  findNote,
  listNotes,
  type PartnerNote,
  removeNote,
} from './notes.ts';
export { revealableUntil } from './notify-held-key.ts';
export { type Partner, partnerStatus, type Tenant } from './partner.ts';
export type { PartnerChange } from './partner-change.ts';
export { presentBusiness } from './present-business.ts';
export { pruneUsage } from './prune-usage.ts';
export { reportKey } from './report-key.ts';
export { revealKey } from './reveal-key.ts';
export { reviewNames } from './review-names.ts';
export { revokeKey, revokeValidKey } from './revoke-key.ts';
export { rotateHeldKey } from './rotate-held-key.ts';
export { rotateKey } from './rotate-key.ts';
export {
  countApproved,
  countPartners,
  countRegistered,
  hasApproved,
  partnerNames,
  partnerPages,
  partnersById,
  partnersWithWords,
  searchPartners,
} from './search-partners.ts';
export { setPartner } from './set-partner.ts';
export { setTier } from './set-tier.ts';
export {
  countByTier,
  eachPartner,
  eachTenant,
  findPartner,
  findTenant,
  liveBuyers,
  liveTenantsOf,
  lockPartner,
  suspendedAmong,
  tenantIdsIn,
  tenantIdsOf,
  tenantOf,
  tenantPartners,
  tenantsBeside,
  tenantsById,
  tenantsIn,
  termsInUse,
  usageOfDay,
} from './store.ts';
export { resumePartner, suspendPartner } from './suspend-partner.ts';
export { type AdvancedClock, noteAdvance, readTestClock } from './test-clock.ts';
