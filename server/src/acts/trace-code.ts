import { recordAudit } from '../audit/index.ts';
import { latestClaimsOn, readCodeNames } from '../claims/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import { formatId } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import { type CodeOfOrder, findCode, type OrderParts } from '../orders/index.ts';
import { findPartner, findTenant, type Partner, type Tenant } from '../partners/index.ts';
import { type CodeOrigin, findPlace, originOf, originsOf } from '../stock/index.ts';

export interface TracedCode {
  readonly codeId: string;
  readonly sku: string;
  readonly origin: CodeOrigin;
  /** The delivered order that has it, and its buyer; null: nobody has it. */
  readonly sold: {
    readonly code: CodeOfOrder;
    readonly tenant: Tenant;
    readonly partner: Partner;
    readonly claimId: string | null;
  } | null;
}

/**
 * Finds any code by its id or its text, for staff: where it came from, and who has it. The audit row names the id, never the text.
 * Nobody counts as having read it. Refuses with `not_found`.
 */
export async function traceCode(
  { database, vault, catalog }: Pick<OrderParts, 'database' | 'vault' | 'catalog'>,
  text: string,
  by: By,
): Promise<TracedCode> {
  const [sought] = readCodeNames(vault, [text]);
  return database.transaction(async (tx) => {
    const code = sought ? await findCode(tx, null, sought) : null;
    const place = code ?? (sought ? await findPlace(tx, sought) : null);
    if (!place) throw new Refusal('not_found', {}, { detail: 'There is no such code.' });
    const { codeId, runId } = place;
    const origin = originOf(await originsOf(tx, [runId]), runId);
    const tenant = code && (await findTenant(tx, code.tenantId));
    const claims = await latestClaimsOn(tx, code ? [code.orderId] : [], [codeId]);
    await recordAudit(tx, {
      ...by,
      action: 'code.traced',
      subject: formatId('cod', codeId),
      detail: { order: code && formatId('ord', code.orderId) },
    });
    const { sku } = required(catalog.product(origin.productId), 'a code has a product');
    const sold = code &&
      tenant && {
        code,
        tenant,
        partner: await findPartner(tx, tenant.partnerId),
        claimId: claims.get(codeId)?.claimId ?? null,
      };
    return { codeId, sku, origin, sold };
  });
}
