import { testBalanceDefault } from '@psnb2b/contract';
import { assert } from '../kit/assert.ts';
import type { Tx } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import { parseMoney } from '../kit/money.ts';
import { accountsOf } from './accounts.ts';
import { post } from './post.ts';

/** Initial balance of a test tenant, in minor units of its currency. */
function testMoney(currency: string): number {
  const amount = parseMoney(String(testBalanceDefault), currency);
  assert(amount !== null, `${testBalanceDefault} is an amount of ${currency}`);
  return amount;
}

/**
 * Credits the initial balance to each test tenant (or the named one) whose account was never used; returns how many. Safe to run
 * again and concurrently: a funded account is not found again.
 */
export async function fundTestTenants(tx: Tx, at: Date, tenantId?: number): Promise<number> {
  const { rows } = await tx.query<{ tenant_id: number; currency: string }>(
    'SELECT tenant_id, currency FROM ledger.lock_unused($1)',
    [tenantId ?? null],
  );
  const transfers = [];
  for (const { tenant_id, currency } of rows) {
    const { deposits, available } = await accountsOf(tx, tenant_id);
    transfers.push({
      kind: 'adjustment',
      reference: newUuid(at.getTime()),
      from: deposits,
      to: available,
      amount: testMoney(currency),
    } as const);
  }
  if (transfers.length > 0) await post(tx, at, transfers);
  return transfers.length;
}
