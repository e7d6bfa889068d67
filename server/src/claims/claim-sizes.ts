import type { Db } from '../kit/database/index.ts';

/** A claim as a log names it. */
export interface ClaimSize {
  readonly claimId: string;
  readonly tenantId: number;
  readonly codes: number;
}

/** Claims of any tenants by their ids, for staff. */
export async function claimSizes(db: Db, claimIds: readonly string[]): Promise<ClaimSize[]> {
  const { rows } = await db.query<ClaimSize>(
    `SELECT m.claim_id AS "claimId", m.tenant_id AS "tenantId",
            (SELECT count(*) FROM claims.codes c WHERE c.claim_id = m.claim_id)::int AS codes
       FROM claims.claims m WHERE m.claim_id = ANY($1::uuid[])`,
    [claimIds],
  );
  return rows;
}
