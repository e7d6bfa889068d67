import type { OrderCode } from '@psnb2b/contract';
import { claimsHolding } from '../claims/index.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { isoOrNull } from '../kit/time.ts';
import {
  type MaskedCode,
  maskedCodesOf,
  type OrderParts,
  returnableUntil,
  returnTerms,
} from '../orders/index.ts';

/**
 * The codes of a delivered order without reading any, each with the last moment to return it. Refuses as reading them does.
 */
export async function listMaskedCodes(
  { database, catalog }: Pick<OrderParts, 'database' | 'catalog'>,
  tenant: TenantRef,
  orderId: string,
  { publicKey, at }: { readonly publicKey: string | null; readonly at: Date },
): Promise<OrderCode[]> {
  const { reads } = database;
  const codes = await maskedCodesOf({ database, catalog }, tenant, orderId, publicKey);
  const terms = await returnTerms(reads);
  const unread = codes.flatMap(({ code }) => (isUnread({ code }) ? [code.codeId] : []));
  const claimed = await claimsHolding(reads, unread);
  return codes.map(({ code, shown }) => {
    const until = returnableUntil(code.deliveredAt, terms);
    const isReturnable =
      isUnread({ code }) && !claimed.has(code.codeId) && until !== null && at <= until;
    return { ...shown, returnable_until: isoOrNull(isReturnable ? until : null) };
  });
}

function isUnread({ code }: Pick<MaskedCode, 'code'>): boolean {
  return code.status === 'delivered' && !code.known;
}
