import { PartnerRef } from '@psnb2b/contract';
import { required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { present } from '../../kit/present.ts';
import { partnerNames } from '../../partners/index.ts';

export function partnerRef(partner: { readonly partnerId: string; readonly name: string }) {
  return present(PartnerRef, partner);
}

/** Names the businesses that some rows belong to; it is a bug to ask for another. */
export async function partnerRefs(
  db: Db,
  rows: readonly { readonly partnerId: string }[],
): Promise<(partnerId: string) => PartnerRef> {
  const names = await partnerNames(db, [...new Set(rows.map(({ partnerId }) => partnerId))]);
  return (partnerId) => {
    const name = required(names.get(partnerId), `partner ${partnerId} has a name`);
    return partnerRef({ partnerId, name });
  };
}
