import type { Db } from '../kit/database/index.ts';

/** When tenants were last credited a deposit; one without a deposit is left out. */
export async function lastDepositsOf(
  db: Db,
  tenantIds: readonly number[],
): Promise<ReadonlyMap<number, Date>> {
  const { rows } = await db.query<{ tenantId: number; at: Date }>(
    `SELECT tenant_id AS "tenantId", max(created_at) AS at FROM funding.deposits
      WHERE tenant_id = ANY ($1) GROUP BY tenant_id`,
    [tenantIds],
  );
  return new Map(rows.map(({ tenantId, at }) => [tenantId, at]));
}
