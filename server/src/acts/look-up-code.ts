import type { CodeLookUp } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { denominationText } from '../catalog/index.ts';
import { type ClaimOnCode, latestClaimsOn, readCodeNames } from '../claims/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import { formatId, parseId } from '../kit/ids.ts';
import { invalid, notFoundAt } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { tenantTransaction } from '../ledger/index.ts';
import {
  type CodeOfOrder,
  claimableUntil,
  findCode,
  mustFindOrder,
  noteKnownCodes,
  type OrderParts,
  returnEndOf,
  returnTerms,
} from '../orders/index.ts';
import { findQuotaRefusal, lockQuota, spendQuota } from '../quotas/index.ts';
import { type CodeSought, originOf, originsOf } from '../stock/index.ts';

type LookUpParts = Pick<OrderParts, 'database' | 'catalog' | 'vault'>;
type LookUpTenant = TenantRef & { readonly partnerId: string };

const NOT_YOURS = 'You have no such code; check it, and whether it is a live or a test code.';

/**
 * Finds a code of a tenant by its id or its text; neither is stored. Anything else reads as a code that does not exist, and costs the
 * same. Texts that are not found spend a quota of the business, which is checked before the look-up, so that nobody can try out
 * texts. Who names an unread code by its text knows it: from then on it counts as read. Refuses with `validation_failed`,
 * `not_found` or `limit_reached`.
 */
export async function lookUpCode(
  parts: LookUpParts,
  tenant: LookUpTenant,
  asked: CodeLookUp,
  by: By,
) {
  const sought = soughtIn(parts, asked);
  const found =
    'codeId' in sought
      ? await findCode(parts.database.reads, tenant.tenantId, sought)
      : await findByText(parts, tenant, sought, by);
  if (!found) throw notFoundAt(asked.code === undefined ? '/code_id' : '/code', NOT_YOURS);
  return described(parts, tenant, found, by.at);
}

function soughtIn({ vault }: LookUpParts, { code, code_id: id }: CodeLookUp): CodeSought {
  if (code !== undefined && id !== undefined) {
    const detail = 'It does not go together with `code`; leave one of them out.';
    throw invalid({ pointer: '/code_id', code: 'unknown_member', detail });
  }
  if (id !== undefined) {
    return { codeId: required(parseId('cod', id), 'the contract checks its form') };
  }
  if (code === undefined) {
    const detail = 'It is missing; send it, or `code_id`.';
    throw invalid({ pointer: '/code', code: 'required', detail });
  }
  const [name] = readCodeNames(vault, [code]);
  // No code is the empty text: what cannot be a code is sought all the same, so that it costs the same.
  return name ?? { fingerprint: vault.fingerprint('') };
}

async function findByText(
  { database }: LookUpParts,
  { tenantId, partnerId }: LookUpTenant,
  sought: CodeSought,
  by: By,
): Promise<CodeOfOrder | null> {
  const spender = { owner: formatId('prt', partnerId), at: by.at };
  const found = await database.transaction(async (tx) => {
    await lockQuota(tx, 'unknown_codes', spender.owner);
    const refusal = await findQuotaRefusal(tx, 'unknown_codes', spender);
    if (refusal) throw refusal;
    const code = await findCode(tx, tenantId, sought);
    if (!code) await spendQuota(tx, 'unknown_codes', spender);
    return code;
  });
  if (!found || found.known) return found;
  return tenantTransaction(database, tenantId, async (tx) => {
    // It may have been returned, or read, since.
    const code = await findCode(tx, tenantId, sought);
    if (!code || code.known) return code;
    await noteKnownCodes(tx, by.at, code.orderId, [code.codeId]);
    await recordAudit(tx, {
      ...by,
      tenantId,
      action: 'code.named',
      subject: formatId('ord', code.orderId),
      detail: { code: formatId('cod', code.codeId) },
    });
    return { ...code, known: true };
  });
}

/** What there is to say about it; the caller has checked whose it is. */
async function described(
  { database: { reads }, catalog }: LookUpParts,
  tenant: TenantRef,
  code: CodeOfOrder,
  at: Date,
) {
  const { orderId, codeId, runId } = code;
  const [order, origins, terms, claims] = await Promise.all([
    mustFindOrder(reads, tenant, orderId, catalog.product),
    originsOf(reads, [runId]),
    returnTerms(reads),
    latestClaimsOn(reads, [orderId], [codeId]),
  ]);
  const { expiresAt, recalledAt } = originOf(origins, runId);
  const claim = claims.get(codeId);
  return {
    ...order.terms,
    ...code,
    denomination: Number(denominationText(order.terms.denominationMilli)),
    expiresAt,
    recalledAt,
    read: code.known,
    replacement: claim?.replacementId ?? null,
    claimableUntil: claimableUntil(code),
    returnableUntil: returnEndOf({ ...code, isClaimed: isHeld(claim) }, terms, at),
    claimId: claim?.claimId ?? null,
    claimStatus: claim?.status ?? null,
  };
}

/** Whether the latest claim on a code is open or approved. */
function isHeld(claim: ClaimOnCode | undefined): boolean {
  return claim !== undefined && claim.state !== 'rejected' && claim.state !== 'withdrawn';
}
