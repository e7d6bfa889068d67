/** What both web apps need of the contract at run time: small, and without the schemas. */
export * from '../doors/pages.ts';
export * from '../doors/roles.ts';
export { claimCodesMax, claimEvidenceMax } from '../limits.ts';
export type { Can } from '../states.ts';
export * from './claim.ts';
export * from './key.ts';
export * from './kyc.ts';
export * from './kyc-steps.ts';
export * from './proposal.ts';
export * from './ticket.ts';
