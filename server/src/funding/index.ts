export { type Credit, type Credited, creditDeposit, type FundingParts } from './credit-deposit.ts';
export { fundingRoutes, portalBalanceRoute } from './routes.ts';
