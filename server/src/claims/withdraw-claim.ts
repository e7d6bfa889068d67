import { claimCan } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Idempotency } from '../kit/http/index.ts';
import { formatId } from '../kit/ids.ts';
import { mustBeAble, Refusal } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { onceByTenant } from '../ledger/index.ts';
import { advanceClaim } from './advance-claim.ts';
import { dropProposal } from './decisions.ts';
import type { Filed } from './file-claim.ts';
import { hideRequest } from './hide-request.ts';
import type { ClaimParts } from './parts.ts';
import { findClaim } from './store.ts';

/**
 * Withdraws an undecided claim; its codes may be claimed again inside their claim window. Any other state refuses with
 * `invalid_state`.
 */
export async function withdrawClaim(
  { database, vault }: ClaimParts,
  tenant: TenantRef,
  claimId: string,
  by: By,
  idempotency: Idempotency | null = null,
): Promise<Filed> {
  const request = {
    tenantId: tenant.tenantId,
    operation: 'withdrawClaim',
    idempotency: hideRequest(vault, idempotency),
    at: by.at,
  };
  const { made } = await onceByTenant(database, request, async (tx) => {
    const found = await findClaim(tx, tenant, claimId);
    if (!found) throw new Refusal('not_found');
    mustBeAble(claimCan.withdraw(found), found.status);
    const codes = found.codes.map((code) => ({ ...code, state: 'withdrawn' as const }));
    const ending = { codes, decidedAt: by.at, decidedBy: by.actor, answered: false };
    await dropProposal(tx, claimId);
    const claim = await advanceClaim(tx, found, 'withdrawn', by.at, ending);
    await recordAudit(tx, {
      ...by,
      tenantId: tenant.tenantId,
      action: 'claim.withdrawn',
      subject: formatId('clm', claimId),
    });
    return { resource: claimId, made: claim };
  });
  const claim = made ?? (await findClaim(database.reads, tenant, claimId));
  return { claim: required(claim, 'a claim is never deleted'), replayed: made === null };
}
