import { recordAudit } from '../audit/index.ts';
import { latestClaimsOn, readCodeNames } from '../claims/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { notFoundAt } from '../kit/refusal.ts';
import { findCode, type OrderParts } from '../orders/index.ts';
import { findPartner, findTenant } from '../partners/index.ts';
import { findQuotaRefusal, lockQuota, spendQuota } from '../quotas/index.ts';
import { type CodeSought, findPlace, originOf, originsOf } from '../stock/index.ts';

type TraceParts = Pick<OrderParts, 'database' | 'vault' | 'catalog'>;
export type TracedCode = NonNullable<Awaited<ReturnType<typeof trace>>>;

/**
 * Finds any code by its id or its text, for staff: where it came from, and who has it. The audit row names the id, never the text.
 * Nobody counts as having read it. Texts that are not found spend a quota of the person, as in `lookUpCode`. Refuses with `not_found`
 * or `limit_reached`.
 */
export async function traceCode(parts: TraceParts, text: string, by: By): Promise<TracedCode> {
  const { vault, database } = parts;
  const sought = readCodeNames(vault, [text])[0] ?? { fingerprint: vault.fingerprint('') };
  const spender = { owner: by.actor, at: by.at };
  const found = await database.transaction(async (tx) => {
    if ('codeId' in sought) return trace(tx, parts, sought, by);
    await lockQuota(tx, 'unknown_codes', spender.owner);
    const refusal = await findQuotaRefusal(tx, 'unknown_codes', spender);
    if (refusal) throw refusal;
    const code = await trace(tx, parts, sought, by);
    if (!code) await spendQuota(tx, 'unknown_codes', spender);
    return code;
  });
  if (!found) throw notFoundAt('/code', 'There is no such code; check it.');
  return found;
}

async function trace(tx: Tx, { catalog }: Pick<TraceParts, 'catalog'>, sought: CodeSought, by: By) {
  const code = await findCode(tx, null, sought);
  const place = code ?? (await findPlace(tx, sought));
  if (!place) return null;
  const { codeId, runId } = place;
  const { productId, lotId, supplierId, supplier, recalledAt } = originOf(
    await originsOf(tx, [runId]),
    runId,
  );
  const tenant = code && (await findTenant(tx, code.tenantId));
  const partner = tenant && (await findPartner(tx, tenant.partnerId));
  const claim = code && (await latestClaimsOn(tx, [code.orderId], [codeId])).get(codeId);
  await recordAudit(tx, {
    ...by,
    action: 'code.traced',
    subject: formatId('cod', codeId),
    detail: { order: code && formatId('ord', code.orderId) },
  });
  return {
    ...{ codeId, lotId, supplierId, supplier, recalledAt },
    sku: required(catalog.product(productId), 'a code has a product').sku,
    orderId: code?.orderId ?? null,
    mode: tenant?.mode ?? null,
    partnerId: partner?.partnerId ?? null,
    partner: partner?.name ?? null,
    status: code?.status ?? null,
    deliveredAt: code?.deliveredAt ?? null,
    read: code?.known === true,
    readAt: code?.readAt ?? null,
    claimId: claim?.claimId ?? null,
    claimStatus: claim?.status ?? null,
  };
}
