import type { Quota as Shown } from '@psnb2b/contract';
import { changeQuota } from '../../acts/index.ts';
import type { Db } from '../../kit/database/index.ts';
import { formatId } from '../../kit/ids.ts';
import { wholeReply } from '../../kit/pages.ts';
import { Refusal } from '../../kit/refusal.ts';
import { isoOrNull } from '../../kit/time.ts';
import { findPartner, tenantOf } from '../../partners/index.ts';
import {
  isQuotaName,
  listLargestUses,
  listQuotas,
  listUsesOf,
  type QuotaSetting,
  quotas,
} from '../../quotas/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { nameOwners } from './name-owners.ts';

/** How many owners of each quota are shown. */
const LARGEST = 5;

/** Daily quotas and their use, for staff. */
export function quotaRoutes({ database }: Parts) {
  const { reads } = database;
  return onConsole({
    listQuotas: async ({ at }) => wholeReply(await present(reads, at)),
    setQuota: async ({ params: { name }, body, at, by }) => {
      if (!isQuotaName(name)) throw new Refusal('not_found');
      await database.transaction((tx) => changeQuota(tx, name, body.per_day, by));
      return wholeReply(await present(reads, at));
    },
    listPartnerQuotas: async ({ params, at }) =>
      wholeReply(await usesOf(reads, params.partner_id, at)),
  });
}

async function present(db: Db, at: Date): Promise<Shown[]> {
  const settings = await listQuotas(db);
  const uses = await listLargestUses(db, at, LARGEST);
  const setters = settings.flatMap(({ setBy }) => setBy ?? []);
  const names = await nameOwners(db, [...uses.map(({ owner }) => owner), ...setters]);
  return settings.map((setting) => ({
    ...settingOf(setting),
    set_at: isoOrNull(setting.setAt),
    set_by: setting.setBy && (names.get(setting.setBy)?.name ?? setting.setBy),
    largest: uses
      .filter(({ name }) => name === setting.name)
      .map(({ owner, used }) => ({
        name: names.get(owner)?.name ?? owner,
        partner_id: names.get(owner)?.partnerId ?? null,
        used,
      })),
  }));
}

function settingOf({ name, perDay }: QuotaSetting) {
  const { perDay: first, of, what } = quotas[name];
  return { object: 'quota' as const, name, what, of, per_day: perDay, default_per_day: first };
}

/** A business's use of its quotas today; test and live endpoints are counted separately. */
async function usesOf(db: Db, partnerId: string, at: Date) {
  await findPartner(db, partnerId);
  const live = `tenant ${(await tenantOf(db, partnerId, 'live')).tenantId}`;
  const test = `tenant ${(await tenantOf(db, partnerId, 'test')).tenantId}`;
  const settings = await listQuotas(db);
  const uses = await listUsesOf(db, [formatId('prt', partnerId), live, test], at);
  const rows = { [live]: 'live', [test]: 'test' } as const;
  return settings.flatMap((setting) =>
    uses
      .filter(({ name }) => name === setting.name)
      .map(({ owner, used }) => ({
        ...settingOf(setting),
        object: 'quota_use' as const,
        mode: rows[owner] ?? null,
        used,
      })),
  );
}
