import { PartnerRef } from '@psnb2b/contract';
import { required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { present } from '../../kit/present.ts';
import { partnerNames, tenantPartners } from '../../partners/index.ts';

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

/** Rows of tenants, each with the business that it belongs to. */
export async function withPartners<Row extends { readonly tenantId: number }>(
  db: Db,
  rows: readonly Row[],
): Promise<(Row & { readonly partner: PartnerRef })[]> {
  const owners = await tenantPartners(
    db,
    rows.map(({ tenantId }) => tenantId),
  );
  const ownerOf = ({ tenantId }: Row) => required(owners.get(tenantId), 'a tenant has its partner');
  const refs = await partnerRefs(
    db,
    rows.map((row) => ({ partnerId: ownerOf(row) })),
  );
  return rows.map((row) => ({ ...row, partner: refs(ownerOf(row)) }));
}
