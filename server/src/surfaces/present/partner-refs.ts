import { required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { formatId } from '../../kit/ids.ts';
import { partnerNames } from '../../partners/index.ts';

export interface PartnerRef {
  readonly id: string;
  readonly name: string;
}

export function partnerRef(partner: { readonly partnerId: string; readonly name: string }) {
  return { id: formatId('prt', partner.partnerId), name: partner.name };
}

/** Names the businesses that some rows belong to; it is a bug to ask for another. */
export async function partnerRefs(
  db: Db,
  partnerIds: readonly string[],
): Promise<(partnerId: string) => PartnerRef> {
  const names = await partnerNames(db, [...new Set(partnerIds)]);
  return (partnerId) => {
    const name = required(names.get(partnerId), `partner ${partnerId} has a name`);
    return partnerRef({ partnerId, name });
  };
}
