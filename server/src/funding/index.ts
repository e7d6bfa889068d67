export {
  type Adjustment,
  adjustmentPages,
  listAdjustments,
  mustCover,
  postAdjustment,
} from './adjustments.ts';
export {
  type Credit,
  type Credited,
  creditDeposit,
  creditDue,
  creditLocked,
  creditRecorded,
  type DueCredit,
  dueCredit,
} from './credit-deposit.ts';
export type { Deposit } from './deposit.ts';
export { depositsByReference, findDeposits, recentDeposits } from './deposits-alike.ts';
export { fundingInvariants } from './invariants.ts';
export { lastDepositsOf } from './last-deposits.ts';
export { countDeposits, countWaiting, depositPages, listDeposits } from './list-deposits.ts';
export {
  countTransactions,
  listTransactions,
  type PeriodAsked,
  periodOfMonth,
  type StatementParts,
  statementOf,
  type Transaction,
  type TransactionFilters,
  transactionPages,
} from './list-transactions.ts';
export type { FundingParts } from './parts.ts';
export { presentDeposit } from './present-deposit.ts';
export { presentTransaction } from './present-transaction.ts';
export { referenceKey } from './read-reference.ts';
export { type NewDeposit, type Payer, recordDeposit } from './record-deposit.ts';
export {
  lockReversals,
  proposeReversals,
  type Reversal,
  reverseAsProposed,
  reverseDeposit,
  reverseLocked,
} from './reverse-deposit.ts';
export { sentText } from './sent-text.ts';
export { setTestBalance } from './set-test-balance.ts';
export { rejectDeposit, reviewDeposit, updateDeposit } from './settle-deposit.ts';
export { findDeposit, lockDeposit } from './store.ts';
