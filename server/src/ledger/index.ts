export { AccountDirectory } from './account-directory.ts';
export {
  accountsOf,
  balanceOf,
  lockAccounts,
  type Mode,
  openAccounts,
  setCreditLimit,
  type TenantAccounts,
  type TenantBalance,
} from './accounts.ts';
export { ledgerInvariants } from './invariants.ts';
export { post, type Transfer } from './post.ts';
