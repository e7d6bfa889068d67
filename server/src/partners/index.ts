export { type CreatedPartner, createPartner, type NewPartner } from './create-partner.ts';
export { createGate } from './gate.ts';
export { KeyDirectory } from './key-directory.ts';
export type { KeyEntry } from './key-entry.ts';
export { createKeyText, type Mode } from './key-format.ts';
export {
  type By,
  issueKey,
  type Key,
  type KeyTerms,
  listKeys,
  revokeKey,
  rotateKey,
} from './keys.ts';
export type { Partner, Tenant } from './partner.ts';
export { reportKey } from './report-key.ts';
export { type PartnerChange, setPartner } from './set-partner.ts';
export { setTier } from './set-tier.ts';
export { findPartner, findTenant, listPartners, listTenants, tenantOf } from './store.ts';
