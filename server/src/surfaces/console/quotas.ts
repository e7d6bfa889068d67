import { consoleOperations, type Quota as Shown } from '@psnb2b/contract';
import { changeQuota } from '../../acts/index.ts';
import { byOf } from '../../identity/index.ts';
import type { Database, Db } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { wholeList } from '../../kit/pages.ts';
import { Refusal } from '../../kit/refusal.ts';
import { findPartner, tenantOf } from '../../partners/index.ts';
import {
  isQuotaName,
  listLargestUses,
  listQuotas,
  listUsesOf,
  type QuotaSetting,
  quotas,
} from '../../quotas/index.ts';
import { type DoorRoute, doorRoute } from '../both/door-reply.ts';
import { nameOwners } from './name-owners.ts';

const calls = consoleOperations;
/** How many owners of each quota are shown. */
const LARGEST = 5;

/** Daily quotas and their use, for staff. */
export function consoleQuotaRoutes({ database }: { readonly database: Database }): DoorRoute[] {
  const { reads } = database;
  return [
    doorRoute(calls.listQuotas, async (call) =>
      json(200, wholeList(await present(reads, call.at))),
    ),
    doorRoute(calls.setQuota, async (call) => {
      const { name } = call.params;
      if (!isQuotaName(name)) throw new Refusal('not_found');
      const { per_day: perDay } = call.body;
      await database.transaction((tx) => changeQuota(tx, name, perDay, byOf(call)));
      return json(200, wholeList(await present(reads, call.at)));
    }),
    doorRoute(calls.listPartnerQuotas, async (call) => {
      const partnerId = call.params.partner_id;
      return json(200, wholeList(await usesOf(reads, partnerId, call.at)));
    }),
  ];
}

async function present(db: Db, at: Date): Promise<Shown[]> {
  const settings = await listQuotas(db);
  const uses = await listLargestUses(db, at, LARGEST);
  const setters = settings.flatMap(({ setBy }) => setBy ?? []);
  const names = await nameOwners(db, [...uses.map(({ owner }) => owner), ...setters]);
  return settings.map((setting) => ({
    ...told(setting),
    set_at: setting.setAt?.toISOString() ?? null,
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

function told({ name, perDay }: QuotaSetting) {
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
        ...told(setting),
        object: 'quota_use' as const,
        mode: rows[owner] ?? null,
        used,
      })),
  );
}
