export { type CreatedPartner, createPartner, type NewPartner } from './create-partner.ts';
export { createGate } from './gate.ts';
export { hasLiveKey } from './has-live-key.ts';
export { issueKey } from './issue-key.ts';
export type { By, IssuedKey, Key } from './key.ts';
export { KeyDirectory } from './key-directory.ts';
export type { KeyEntry } from './key-entry.ts';
export { createKeyText, type Mode } from './key-format.ts';
export type { KeyTerms } from './key-terms.ts';
export { listKeys } from './list-keys.ts';
export type { Partner, Tenant } from './partner.ts';
export type { PartnerChange } from './partner-change.ts';
export { partnerStatus, presentBusiness } from './present-business.ts';
export { publicKeyRoute } from './public-key-route.ts';
export { reportKey } from './report-key.ts';
export { revokeKey } from './revoke-key.ts';
export { rotateKey } from './rotate-key.ts';
export { setPartner } from './set-partner.ts';
export { setTier } from './set-tier.ts';
export {
  findPartner,
  findTenant,
  listPartners,
  listTenants,
  tenantOf,
  tenantPartners,
} from './store.ts';
