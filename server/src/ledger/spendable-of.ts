import type { Db } from '../kit/database/index.ts';

/** The balances of tenants now, without credit, in minor units; negative: what they owe. */
export async function balancesOf(
  db: Db,
  tenantIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await db.query<{ tenantId: number; balance: number }>(
    `SELECT tenant_id AS "tenantId", balance FROM ledger.accounts WHERE tenant_id = ANY ($1) AND kind = 'available'`,
    [tenantIds],
  );
  return new Map(rows.map(({ tenantId, balance }) => [tenantId, balance]));
}

/** The money that tenants can spend now, credit included, in minor units. */
export async function spendableOf(
  db: Db,
  tenantIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await db.query<{ tenantId: number; spendable: number }>(
    `SELECT tenant_id AS "tenantId", balance + credit_limit AS spendable FROM ledger.accounts
      WHERE tenant_id = ANY ($1) AND kind = 'available'`,
    [tenantIds],
  );
  return new Map(rows.map(({ tenantId, spendable }) => [tenantId, spendable]));
}
