import type { ClaimStatus } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import type { ClaimedCode } from './claim.ts';

export interface ClaimOnCode extends Pick<ClaimedCode, 'codeId' | 'state' | 'replacementId'> {
  readonly claimId: string;
  readonly status: ClaimStatus;
}

/** The latest claim on each of these codes of these orders, by the code; the caller has checked whose they are. */
export async function latestClaimsOn(
  db: Db,
  orderIds: readonly string[],
  codeIds: readonly string[],
): Promise<ReadonlyMap<string, ClaimOnCode>> {
  const { rows } = await db.query<ClaimOnCode>(
    `SELECT DISTINCT ON (k.code_id) k.code_id AS "codeId", k.state, k.replacement_id AS "replacementId",
            m.claim_id AS "claimId", m.status
       FROM claims.claims m JOIN claims.codes k ON k.claim_id = m.claim_id
      WHERE m.order_id = ANY($1) AND k.code_id = ANY($2) ORDER BY k.code_id, k.claim_id DESC`,
    [orderIds, codeIds],
  );
  return new Map(rows.map((row) => [row.codeId, row]));
}
