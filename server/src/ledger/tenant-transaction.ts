import type { Database, Tx } from '../kit/database/index.ts';
import { accountsOf, lockAccounts, type TenantAccounts } from './accounts.ts';

/**
 * One transaction under a tenant's lock, which is the lock of its balance and the one that orders take: a tenant's changes happen
 * one after another. Taken before any stock is locked.
 */
export async function tenantTransaction<Result>(
  database: Database,
  tenantId: number,
  work: (tx: Tx, accounts: TenantAccounts) => Promise<Result>,
): Promise<Result> {
  return database.transaction(async (tx) => {
    const accounts = await accountsOf(tx, tenantId);
    await lockAccounts(tx, [accounts.available]);
    return work(tx, accounts);
  });
}
