import type { Db } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import type { Mode } from '../kit/tenant-ref.ts';
import { findPartner, tenantOf } from '../partners/index.ts';
import { listLargestUses, listQuotas, listUsesOf, quotas } from '../quotas/index.ts';
import { type NamedOwner, nameOwners } from './name-owners.ts';

/** How many owners of each quota are shown. */
const LARGEST = 5;

type Setting = Awaited<ReturnType<typeof listQuotas>>[number];

/** A quota as people read it. */
function described(setting: Setting) {
  const { perDay: defaultPerDay, of, what } = quotas[setting.name];
  return { ...setting, of, what, defaultPerDay };
}
export type DescribedQuota = ReturnType<typeof described>;

/** A quota with who set it and who uses most of it today. */
export interface QuotaFile extends DescribedQuota {
  readonly largest: readonly (NamedOwner & { readonly used: number })[];
}

export async function listQuotaFiles(db: Db, at: Date): Promise<QuotaFile[]> {
  const settings = await listQuotas(db);
  const uses = await listLargestUses(db, at, LARGEST);
  const setters = settings.flatMap(({ setBy }) => setBy ?? []);
  const names = await nameOwners(db, [...uses.map(({ owner }) => owner), ...setters]);
  const named = (owner: string) => names.get(owner) ?? { name: owner, partnerId: null };
  return settings.map((setting) => ({
    ...described(setting),
    setBy: setting.setBy && named(setting.setBy).name,
    largest: uses
      .filter(({ name }) => name === setting.name)
      .map(({ owner, used }) => ({ ...named(owner), used })),
  }));
}

/** A business's use of a quota today; test and live endpoints are counted separately. */
export interface QuotaUse extends DescribedQuota {
  readonly mode: Mode | null;
  readonly used: number;
}

/** `not_found` for an unknown business. */
export async function listQuotaUses(db: Db, partnerId: string, at: Date): Promise<QuotaUse[]> {
  await findPartner(db, partnerId);
  const live = `tenant ${(await tenantOf(db, partnerId, 'live')).tenantId}`;
  const test = `tenant ${(await tenantOf(db, partnerId, 'test')).tenantId}`;
  const settings = await listQuotas(db);
  const uses = await listUsesOf(db, [formatId('prt', partnerId), live, test], at);
  const modes = { [live]: 'live', [test]: 'test' } as const;
  return settings.flatMap((setting) =>
    uses
      .filter(({ name }) => name === setting.name)
      .map(({ owner, used }) => ({ ...described(setting), mode: modes[owner] ?? null, used })),
  );
}
