export { AccountDirectory } from './account-directory.ts';
export {
  accountsOf,
  balanceOf,
  lockAccounts,
  openAccounts,
  setCreditLimit,
  type TenantAccounts,
  type TenantBalance,
} from './accounts.ts';
export { fundTestTenants } from './fund-test-tenants.ts';
export { ledgerInvariants } from './invariants.ts';
export { listTakings, type Taking } from './list-takings.ts';
export { type LedgerEntry, ledgerPages, listTransfers } from './list-transfers.ts';
export { answerOnce, onceByTenant, type TenantRequest } from './once.ts';
export { post, postReversal, settleOverdrawn, type Transfer } from './post.ts';
export { balancesOf, spendableOf } from './spendable-of.ts';
export {
  beganAt,
  countLines,
  type Line,
  listLines,
  type Period,
  type Place,
  periodOf,
  placeBefore,
  placeNumber,
  type Turnover,
  turnoverOf,
} from './statement.ts';
export { tenantTransaction } from './tenant-transaction.ts';
export { type PostedTransfer, transfersOf } from './transfers-of.ts';
export { type AccountSum, KINDS_IN_ORDER, sumPostings } from './trial-balance.ts';
