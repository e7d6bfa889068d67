import { detailOf } from '../audit/index.ts';
import { assert } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { formatMoney } from '../kit/money.ts';
import { moneyLimitReached } from '../kit/refusal.ts';
import type { Mode } from '../kit/tenant-ref.ts';

/** The accounts that hold a tenant's money. */
export interface TenantAccounts {
  readonly available: number;
  readonly held: number;
  readonly sales: number;
  readonly deposits: number;
  readonly refunds: number;
}

/** Opens a tenant's accounts, and the wholesaler's accounts of its mode and currency if they do not exist yet. */
export async function openAccounts(
  tx: Tx,
  tenantId: number,
  mode: Mode,
  currency: string,
): Promise<void> {
  await tx.query('SELECT ledger.open_accounts($1, $2, $3)', [tenantId, mode, currency]);
}

/** Finds a tenant's accounts; they never change, so callers may cache them. */
export async function accountsOf(db: Db, tenantId: number): Promise<TenantAccounts> {
  const { rows } = await db.query<{ kind: keyof TenantAccounts; account_id: number }>(
    `SELECT a.kind, a.account_id FROM ledger.accounts a
       JOIN ledger.accounts own ON own.tenant_id = $1 AND own.kind = 'available'
      WHERE (a.tenant_id = $1 OR a.tenant_id IS NULL)
        AND a.mode = own.mode AND a.currency = own.currency`,
    [tenantId],
    'ledger.accounts_of',
  );
  assert(rows.length > 0, `tenant ${tenantId} has no accounts`);
  return Object.fromEntries(rows.map((row) => [row.kind, row.account_id])) as never;
}

/** A tenant's money, in minor units of its currency. */
export interface TenantBalance {
  readonly currency: string;
  readonly available: number;
  readonly held: number;
  readonly creditLimit: number;
}

export async function balanceOf(db: Db, tenantId: number): Promise<TenantBalance> {
  const { rows } = await db.query<{
    kind: 'available' | 'held';
    currency: string;
    balance: number;
    credit_limit: number;
  }>(
    `SELECT kind, currency, balance, credit_limit FROM ledger.accounts WHERE tenant_id = $1`,
    [tenantId],
    'ledger.balance_of',
  );
  const available = rows.find((row) => row.kind === 'available');
  const held = rows.find((row) => row.kind === 'held');
  assert(available && held, `tenant ${tenantId} has no accounts`);
  return {
    currency: available.currency,
    available: available.balance,
    held: held.balance,
    creditLimit: available.credit_limit,
  };
}

/**
 * Sets how far a tenant's balance may go below zero, with the audit row of it (`by` and its subject); refuses less than the tenant already
 * uses. An error if the limit is no longer `before`.
 */
export async function setCreditLimit(
  tx: Tx,
  tenantId: number,
  { before, after }: { readonly before: number; readonly after: number },
  { subject, ...by }: By & { readonly subject: string },
): Promise<void> {
  const { currency, available } = await balanceOf(tx, tenantId);
  const detail = { before: formatMoney(before, currency), after: formatMoney(after, currency) };
  const { rows } = await tx.query<{ done: boolean }>(
    'SELECT ledger.set_credit_limit($1, $2, $3, $4, $5, $6, $7, $8) AS done',
    [
      ...[tenantId, after, by.at, by.actor, subject],
      ...[by.address ?? null, by.requestId ?? null, detailOf({ ...by, detail })],
    ],
  );
  if (rows[0]?.done) return;
  const used = Math.max(0, -available);
  const sentence = 'More than this credit limit is in use; settle it first.';
  throw moneyLimitReached({ limit: after, used, currency }, sentence);
}

/** Locks accounts in the order that everybody uses. */
export async function lockAccounts(tx: Tx, accountIds: readonly number[]): Promise<void> {
  await tx.query('SELECT ledger.lock($1)', [accountIds]);
}
