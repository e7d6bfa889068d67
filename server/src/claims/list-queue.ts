import {
  type ClaimPriority,
  type ClaimReason,
  type ClaimStatus,
  claimPriorities,
} from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { idPlace, type PageAsked, Pages, rising } from '../kit/pages.ts';
import type { Mode } from '../kit/tenant-ref.ts';
import { tenantsById } from '../partners/index.ts';
import type { StoredClaim } from './claim.ts';
import { IS_PROPOSED, OVERDUE_AT } from './count-claims.ts';
import { claimColumns, withCodes } from './store.ts';

/** Where a page of the queue ended. */
export interface QueuePlace {
  readonly priority: ClaimPriority;
  readonly claimId: string;
}

export interface QueueFilters {
  /** Claims of test mode instead of live ones. */
  readonly mode?: Mode | undefined;
  /** Only claims in this state; by default all undecided ones. */
  readonly status?: ClaimStatus | undefined;
  /** Only those that staff have to act on, not their partner. */
  readonly forStaff?: boolean | undefined;
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

/** Which claims `m` the filters want; the values are those of `valuesOf`. */
const WANTED = `CASE WHEN $1::text IS NULL THEN status IN ('open', 'under_review', 'needs_info')
                 ELSE status = $1 END
        AND ($2::int[] IS NULL OR tenant_id = ANY($2))
        AND ($3::uuid IS NULL OR EXISTS (
          SELECT FROM claims.codes c WHERE c.claim_id = m.claim_id AND c.lot_id = $3))
        AND ($4::text IS NULL OR reason = $4)
        AND ($5::timestamptz IS NULL OR ${OVERDUE_AT('$5')})
        AND ($6::boolean IS NOT TRUE OR ${IS_PROPOSED})
        AND ($7::uuid IS NULL AND $8::int[] IS NULL OR EXISTS (
          SELECT FROM claims.codes c CROSS JOIN LATERAL stock.origins(ARRAY[c.run_id]) o
           WHERE c.claim_id = m.claim_id AND ($7 IS NULL OR o.supplier_id = $7)
             AND ($8 IS NULL OR o.product_id = ANY($8))))
        AND ($9::boolean IS NOT TRUE OR status IN ('open', 'under_review'))
        AND (m.tenant_id IN (SELECT partners.live_tenants())) = $10`;

const valuesOf = (filters: QueueFilters) => [
  ...[filters.status ?? null, filters.tenantIds ?? null, filters.lotId ?? null],
  ...[filters.reason ?? null, filters.overdueAt ?? null, filters.proposed ?? null],
  ...[filters.supplierId ?? null, filters.productIds ?? null, filters.forStaff ?? null],
  filters.mode !== 'test',
];

/** How many claims of the queue match, counted to one more than `most`. */
export async function countQueue(db: Db, filters: QueueFilters, most: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM (
       SELECT FROM claims.claims m WHERE ${WANTED} LIMIT $11) counted`,
    [...valuesOf(filters), most + 1],
  );
  return required(rows[0], 'a count has a row').count;
}

/** Claims of all partners in the order of work for staff: high priority before normal, then age. */
export async function listQueue(
  db: Db,
  filters: QueueFilters & PageAsked<QueuePlace>,
): Promise<QueuedClaim[]> {
  const { behind, order } = rising(filters);
  const { rows } = await db.query<
    Omit<StoredClaim, 'mode' | 'codes' | 'items'> & { proposed: boolean }
  >(
    `SELECT ${claimColumns}, ${IS_PROPOSED} AS proposed FROM claims.claims m
      WHERE ${WANTED}
        AND ($11::text IS NULL OR (priority, claim_id) ${behind} ($11, $12::uuid))
      ORDER BY priority ${order}, claim_id ${order} LIMIT $13`,
    [
      ...valuesOf(filters),
      ...[filters.behind?.priority ?? null, filters.behind?.claimId ?? null, filters.limit],
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
