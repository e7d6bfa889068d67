import type { Db } from '../kit/database/index.ts';

/** When a business last filed a claim in a period, its begin included and its end not; null if it filed none. */
export async function lastClaimFiled(
  db: Db,
  tenantId: number,
  { from, before }: { readonly from: Date; readonly before: Date },
): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    `SELECT max(created_at) AS at FROM claims.claims
      WHERE tenant_id = $1 AND origin = 'partner' AND created_at >= $2 AND created_at < $3`,
    [tenantId, from, before],
  );
  return rows[0]?.at ?? null;
}
