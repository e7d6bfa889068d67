import { testBalanceDefault } from '@psnb2b/contract';
import { assert } from '../kit/assert.ts';
import type { Tx } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import { parseMoney } from '../kit/money.ts';
import { accountsOf } from './accounts.ts';
import { post } from './post.ts';

/** What a test tenant is born with, in minor units of its currency. */
function testMoney(currency: string): number {
  const amount = parseMoney(String(testBalanceDefault), currency);
  assert(amount !== null, `${testBalanceDefault} is an amount of ${currency}`);
  return amount;
}

/**
 * Gives each test tenant (or the one named) whose account has never been moved the money that one is
 * born with; tells how many those were. Safe to run again and beside others: a funded account is not
 * found twice.
 */
export async function fundTestTenants(tx: Tx, at: Date, tenantId?: number): Promise<number> {
  const { rows } = await tx.query<{ tenant_id: number; currency: string }>(
    `SELECT tenant_id, currency FROM ledger.accounts
      WHERE mode = 'test' AND kind = 'available' AND version = 0
        AND ($1::int IS NULL OR tenant_id = $1)
      ORDER BY account_id FOR NO KEY UPDATE`,
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
