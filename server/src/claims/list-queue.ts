import {
  type ClaimPriority,
  type ClaimReason,
  type ClaimStatus,
  claimPriorities,
} from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { idPlace, type PageAsked, Pages, rising } from '../kit/pages.ts';
import { tenantsById } from '../partners/index.ts';
import type { StoredClaim } from './claim.ts';
import { IS_PROPOSED, OVERDUE_AT } from './count-claims.ts';
import { claimColumns, withCodes } from './store.ts';

/** Where a page of the queue ended. */
export interface QueuePlace {
  readonly priority: ClaimPriority;
  readonly claimId: string;
}

export interface QueueFilters extends PageAsked<QueuePlace> {
  /** Only claims in this state; by default all undecided ones. */
  readonly status?: ClaimStatus | undefined;
  /** Only those past a deadline at that instant. */
  readonly overdueAt?: Date | undefined;
  /** Only those with a decision that waits for a second person. */
  readonly proposed?: boolean | undefined;
  readonly reason?: ClaimReason | undefined;
  readonly tenantIds?: readonly number[] | undefined;
  readonly lotId?: string | undefined;
  readonly supplierId?: string | undefined;
  /** Only with codes of one of these products. */
  readonly productIds?: readonly number[] | undefined;
}

export interface QueuedClaim {
  readonly claim: StoredClaim;
  readonly partnerId: string;
  /** A decision waits for a second person. */
  readonly proposed: boolean;
}

const queuePlace = {
  write: ({ priority, claimId }: QueuePlace) => `${priority} ${claimId}`,
  read: (text: string) => {
    const [word, id = ''] = text.split(' ');
    const priority = claimPriorities.find((each) => each === word);
    const claimId = idPlace.read(id);
    return priority === undefined || claimId === null ? null : { priority, claimId };
  },
};
export const queuePages = new Pages('queue', queuePlace, ({ claim }: QueuedClaim) => claim, {
  turns: true,
});

/** Claims of all partners in the order of work for staff: high priority before normal, then age. */
export async function listQueue(db: Db, filters: QueueFilters): Promise<QueuedClaim[]> {
  const { behind, order } = rising(filters);
  const { rows } = await db.query<
    Omit<StoredClaim, 'mode' | 'codes' | 'items'> & { proposed: boolean }
  >(
    `SELECT ${claimColumns}, ${IS_PROPOSED} AS proposed FROM claims.claims m
      WHERE CASE WHEN $1::text IS NULL THEN status IN ('open', 'under_review', 'needs_info')
                 ELSE status = $1 END
        AND ($2::int[] IS NULL OR tenant_id = ANY($2))
        AND ($3::uuid IS NULL OR EXISTS (
          SELECT FROM claims.codes c WHERE c.claim_id = m.claim_id AND c.lot_id = $3))
        AND ($4::text IS NULL OR (priority, claim_id) ${behind} ($4, $5::uuid))
        AND ($7::text IS NULL OR reason = $7)
        AND ($8::timestamptz IS NULL OR ${OVERDUE_AT('$8')})
        AND ($9::boolean IS NOT TRUE OR ${IS_PROPOSED})
        AND ($10::uuid IS NULL AND $11::int[] IS NULL OR EXISTS (
          SELECT FROM claims.codes c CROSS JOIN LATERAL stock.origins(ARRAY[c.run_id]) o
           WHERE c.claim_id = m.claim_id AND ($10 IS NULL OR o.supplier_id = $10)
             AND ($11 IS NULL OR o.product_id = ANY($11))))
      ORDER BY priority ${order}, claim_id ${order} LIMIT $6`,
    [
      filters.status ?? null,
      filters.tenantIds ?? null,
      filters.lotId ?? null,
      filters.behind?.priority ?? null,
      filters.behind?.claimId ?? null,
      filters.limit,
      filters.reason ?? null,
      filters.overdueAt ?? null,
      filters.proposed ?? null,
      filters.supplierId ?? null,
      filters.productIds ?? null,
    ],
  );
  const tenants = await tenantsById(
    db,
    rows.map(({ tenantId }) => tenantId),
  );
  const tenantOf = (id: number) => required(tenants.get(id), `tenant ${id} has claims`);
  const claims = await withCodes(db, rows, (id) => tenantOf(id).mode);
  const proposed = new Set(rows.filter((row) => row.proposed).map(({ claimId }) => claimId));
  return claims.map((claim) => ({
    claim,
    partnerId: tenantOf(claim.tenantId).partnerId,
    proposed: proposed.has(claim.claimId),
  }));
}
