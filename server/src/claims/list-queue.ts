import type { ClaimPriority, ClaimStatus } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import { listTenants } from '../partners/index.ts';
import type { StoredClaim } from './claim.ts';
import { claimColumns, withCodes } from './store.ts';

export interface QueueFilters {
  /** Only claims in this state; all that are not decided where it is left out. */
  readonly status?: ClaimStatus;
  readonly tenantIds?: readonly number[];
  readonly lotId?: string;
  /** Only behind this one. */
  readonly after?: { readonly priority: ClaimPriority; readonly claimId: string };
  readonly limit: number;
}

export interface QueuedClaim {
  readonly claim: StoredClaim;
  readonly partnerId: string;
}

/** Claims of all partners as staff work them off: high before normal, then age; one more than the limit. */
export async function listQueue(db: Db, filters: QueueFilters): Promise<QueuedClaim[]> {
  const { rows } = await db.query<Omit<StoredClaim, 'mode' | 'codes' | 'items'>>(
    `SELECT ${claimColumns} FROM claims.claims m
      WHERE CASE WHEN $1::text IS NULL THEN status IN ('open', 'under_review', 'needs_info')
                 ELSE status = $1 END
        AND ($2::int[] IS NULL OR tenant_id = ANY($2))
        AND ($3::uuid IS NULL OR EXISTS (
          SELECT FROM claims.codes c WHERE c.claim_id = m.claim_id AND c.lot_id = $3))
        AND ($4::text IS NULL OR (priority, claim_id) > ($4, $5::uuid))
      ORDER BY priority, claim_id LIMIT $6`,
    [
      filters.status ?? null,
      filters.tenantIds ?? null,
      filters.lotId ?? null,
      filters.after?.priority ?? null,
      filters.after?.claimId ?? null,
      filters.limit + 1,
    ],
  );
  const tenants = new Map((await listTenants(db)).map((each) => [each.tenantId, each]));
  const claims = await withCodes(db, rows, (id) => tenants.get(id)?.mode ?? 'live');
  return claims.map((claim) => ({
    claim,
    partnerId: tenants.get(claim.tenantId)?.partnerId ?? '',
  }));
}
