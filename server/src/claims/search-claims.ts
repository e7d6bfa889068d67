import type { ClaimStatus } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';

/** A claim in the results of a search. */
export interface ClaimLine {
  readonly claimId: string;
  readonly tenantId: number;
  readonly orderId: string;
  readonly status: ClaimStatus;
}

/** Claims about some orders, the newest first, at most `most`; whoever asks has checked whose orders these are. */
export async function claimsOfOrders(
  db: Db,
  orderIds: readonly string[],
  most: number,
): Promise<ClaimLine[]> {
  const { rows } = await db.query<ClaimLine>(
    `SELECT claim_id AS "claimId", tenant_id AS "tenantId", order_id AS "orderId", status
       FROM claims.claims WHERE order_id = ANY($1) ORDER BY claim_id DESC LIMIT $2`,
    [orderIds, most],
  );
  return rows;
}
