import { claimsHolding } from '../claims/index.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { isoOrNull } from '../kit/time.ts';
import {
  type MaskedCode,
  maskedCodesOf,
  type OrderParts,
  returnEndOf,
  returnTerms,
} from '../orders/index.ts';

/** A masked code, and what may still be done with it. */
export interface CodeAtHand extends MaskedCode {
  /** The last moment to return it; null if it cannot be returned. */
  readonly returnableUntil: Date | null;
  /** The open or approved claim with it. */
  readonly claimId: string | null;
}

/**
 * The codes of a delivered order without reading any, each with the last moment to return it and its claim. Refuses as reading
 * them does.
 */
export async function listMaskedCodes(
  { database, catalog }: Pick<OrderParts, 'database' | 'catalog'>,
  tenant: TenantRef,
  orderId: string,
  { publicKey, at }: { readonly publicKey: string | null; readonly at: Date },
): Promise<CodeAtHand[]> {
  const { reads } = database;
  const codes = await maskedCodesOf({ database, catalog }, tenant, orderId, publicKey);
  const terms = await returnTerms(reads);
  const claims = await claimsHolding(
    reads,
    codes.map(({ code }) => code.codeId),
  );
  return codes.map((masked) => {
    const { code } = masked;
    const claimId = claims.get(code.codeId) ?? null;
    const end = returnEndOf({ ...code, isClaimed: claimId !== null }, terms, at);
    const shown = { ...masked.shown, returnable_until: isoOrNull(end) };
    return { ...masked, shown, claimId, returnableUntil: end };
  });
}
