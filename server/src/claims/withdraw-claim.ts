import { claimCan } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import type { Idempotency } from '../kit/http/index.ts';
import { formatId } from '../kit/ids.ts';
import { mustBeAble, Refusal } from '../kit/refusal.ts';
import type { Tenant } from '../orders/index.ts';
import { advanceClaim } from './advance-claim.ts';
import { dropProposal } from './decisions.ts';
import type { Filed } from './file-claim.ts';
import type { By, ClaimParts } from './parts.ts';
import { replayOf, useKey } from './replay.ts';
import { findClaim } from './store.ts';
import { tenantTransaction } from './tenant-transaction.ts';

/**
 * Withdraws a claim that is not decided; its codes may be claimed again inside their window. Any other
 * state refuses with `invalid_state`.
 */
export async function withdrawClaim(
  { database, vault }: ClaimParts,
  tenant: Tenant,
  claimId: string,
  by: By,
  idempotency: Idempotency | null = null,
): Promise<Filed> {
  const key = idempotency && useKey(vault, tenant.tenantId, 'withdrawClaim', idempotency);
  return tenantTransaction(database, tenant.tenantId, async (tx) => {
    const found = await findClaim(tx, tenant, claimId);
    if (!found) throw new Refusal('not_found');
    const replay = key && (await replayOf(tx, tenant, key));
    if (replay) return { claim: replay, replayed: true };
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
    await key?.save(tx, claimId, by.at);
    return { claim, replayed: false };
  });
}
