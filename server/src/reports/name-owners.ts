import { namesOf } from '../identity/index.ts';
import type { Db } from '../kit/database/index.ts';
import { parseId } from '../kit/ids.ts';
import { findTenant, partnerNames } from '../partners/index.ts';

export interface NamedOwner {
  readonly name: string;
  /** Of a business. */
  readonly partnerId: string | null;
}

/**
 * Names of the owners of quotas, which are written as `prt_…`, `tenant 12` or `person:usr_…`. Networks and deleted owners have
 * none.
 */
export async function nameOwners(
  db: Db,
  owners: readonly string[],
): Promise<ReadonlyMap<string, NamedOwner>> {
  const businesses = new Map<string, { partnerId: string; mode: string | null }>();
  const users = new Map<string, string>();
  for (const owner of new Set(owners)) {
    const partnerId = parseId('prt', owner);
    const userId = parseId('usr', owner.slice(owner.indexOf(':') + 1));
    const tenantId = /^tenant ([0-9]{1,9})$/.exec(owner)?.[1];
    const tenant = tenantId === undefined ? null : await findTenant(db, Number(tenantId));
    if (partnerId !== null) businesses.set(owner, { partnerId, mode: null });
    else if (tenant) businesses.set(owner, tenant);
    else if (userId !== null) users.set(owner, userId);
  }
  const ids = [...businesses.values()].map(({ partnerId }) => partnerId);
  const partners = await partnerNames(db, [...new Set(ids)]);
  const people = await namesOf(db, [...users.values()]);
  const named = new Map<string, NamedOwner>();
  for (const [owner, { partnerId, mode }] of businesses) {
    const name = partners.get(partnerId);
    if (name === undefined) continue;
    const full = mode === null ? name : `${name} (${mode})`;
    named.set(owner, { name: full, partnerId });
  }
  for (const [owner, userId] of users) {
    const name = people.get(userId);
    if (name !== undefined) named.set(owner, { name, partnerId: null });
  }
  return named;
}
