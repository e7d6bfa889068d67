/** The part of the contract that both web apps need at run time: small, and without the schemas. */
export * from './apps/pages.ts';
export * from './bank-statements/csv-map.ts';
export * from './bank-statements/states.ts';
export * from './bank-statements/survey-csv.ts';
export * from './certification/checks.ts';
export * from './claims/states.ts';
export * from './claims/test-descriptions.ts';
export * from './deposit-methods/assets.ts';
export * from './deposits/states.ts';
export * from './errors/on-demand.ts';
export * from './imports/columns.ts';
export * from './incidents/states.ts';
export * from './keys/states.ts';
export type { Can } from './kit/can.ts';
export { RecordReader } from './kit/csv/record-reader.ts';
export * from './kit/currency-decimals.ts';
export {
  claimCodesMax,
  claimEvidenceMax,
  importBytesMax,
  importPieceBytes,
  messageLengthMax,
  purchaseKnownKeysMax,
  purchaseReferenceLengthMax,
  returnCodesMax,
  revealCodesMax,
  webhookTriesMax,
} from './kit/limits.ts';
export * from './kit/roles.ts';
export * from './kyc/states.ts';
export * from './kyc/steps.ts';
export * from './ledger/states.ts';
export * from './orders/states.ts';
export * from './orders/test-quantities.ts';
export * from './partners/queue-names.ts';
export * from './partners/today-lists.ts';
export * from './price-changes/states.ts';
export * from './proposals/states.ts';
export * from './records/audit-acts.ts';
export * from './set-up/steps.ts';
export * from './settings/value-pattern.ts';
export * from './shop/tones.ts';
export * from './tickets/states.ts';
export * from './webhooks/states.ts';
