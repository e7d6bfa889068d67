export { type Credit, type Credited, creditDeposit, type FundingParts } from './credit-deposit.ts';
export {
  listTransactions,
  periodOfMonth,
  statementOf,
  type Transaction,
  transactionPages,
} from './list-transactions.ts';
export { setTestBalance } from './set-test-balance.ts';
