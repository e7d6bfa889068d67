export { type Credit, type Credited, creditDeposit, type FundingParts } from './credit-deposit.ts';
export { fundingRoutes, portalBalanceRoutes } from './routes.ts';
