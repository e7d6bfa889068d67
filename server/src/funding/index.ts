export { type Credit, type Credited, creditDeposit, type FundingParts } from './credit-deposit.ts';
export { setTestBalance } from './set-test-balance.ts';
