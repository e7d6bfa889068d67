import { claimCan } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import { formatId } from '../kit/ids.ts';
import { mustBeAble, Refusal } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { tenantTransaction } from '../ledger/index.ts';
import { advanceClaim } from './advance-claim.ts';
import type { StoredClaim } from './claim.ts';
import type { ClaimParts } from './parts.ts';
import { findClaim } from './store.ts';

/** Moves an open claim to `under_review`. The partner is notified, so this counts as the first response. */
export async function startReview(
  { database }: ClaimParts,
  tenant: TenantRef,
  claimId: string,
  by: By,
): Promise<StoredClaim> {
  return tenantTransaction(database, tenant.tenantId, async (tx) => {
    const claim = await findClaim(tx, tenant, claimId);
    if (!claim) throw new Refusal('not_found');
    mustBeAble(claimCan.startReview(claim), claim.status);
    const after = await advanceClaim(tx, claim, 'under_review', by.at, { answered: true });
    await recordAudit(tx, {
      ...by,
      tenantId: tenant.tenantId,
      action: 'claim.review_started',
      subject: formatId('clm', claimId),
    });
    return after;
  });
}
