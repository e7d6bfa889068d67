export { ages, type Debt, type DebtSum, debtParts, sumDebts, withUnpaid } from './ageing.ts';
export {
  countWaitingDocuments,
  lastClosedMonth,
  listWaitingDocuments,
  type Waiting,
  type WaitsFor,
} from './books.ts';
export { csvRow } from './csv-row.ts';
export type { DocumentKind, IssuedDocument, Parties, Party } from './document.ts';
export { documentNumbers } from './document-numbers.ts';
export { invoicingInvariants } from './invariants.ts';
export { issueDocuments, type PartnerResult } from './issue-documents.ts';
export { leapNumbers } from './leap-numbers.ts';
export {
  type DocumentLine,
  documentPages,
  findDocument,
  linePages,
  listDocumentLines,
  listDocuments,
  partiesOf,
} from './list-documents.ts';
export { partiesNow, pictureOf } from './parties.ts';
export type { InvoicingParts } from './parts.ts';
export {
  countOwnTerms,
  type PartnerTerm,
  paymentTermOf,
  paymentTerms,
  setPartnerPaymentTerm,
  setPaymentTerms,
} from './payment-terms.ts';
export { printDocument } from './print-document.ts';
export { printSheet } from './print-sheet.ts';
export { remindOverdue } from './remind-overdue.ts';
export type { StatementSheet } from './render-statement-task.ts';
