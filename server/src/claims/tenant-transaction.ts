import {
  ConnectFailed,
  type Database,
  isContention,
  isOutcomeUnknown,
  isUnavailable,
  type Tx,
} from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import { accountsOf, lockAccounts, type TenantAccounts } from '../ledger/index.ts';

/**
 * One transaction under a tenant's lock, which is the lock of its balance: whatever concerns its claims
 * happens one after another, before any shelf is locked. When the connection breaks in the middle the
 * caller is told that nobody knows the outcome.
 */
export async function tenantTransaction<Result>(
  database: Database,
  tenantId: number,
  work: (tx: Tx, accounts: TenantAccounts) => Promise<Result>,
): Promise<Result> {
  try {
    return await database.transaction(async (tx) => {
      const accounts = await accountsOf(tx, tenantId);
      await lockAccounts(tx, [accounts.available]);
      return work(tx, accounts);
    });
  } catch (error) {
    throw told(error);
  }
}

function told(error: unknown): unknown {
  if (isContention(error) || error instanceof ConnectFailed) {
    return new Refusal('unavailable', {}, { retryAfter: 1 });
  }
  const unknown = isUnavailable(error) && isOutcomeUnknown(error);
  return unknown ? new Refusal('outcome_unknown', {}, { retryAfter: 1 }) : error;
}
