import { Quota, QuotaUse } from '@psnb2b/contract';
import { changeQuota } from '../../acts/index.ts';
import { whole } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { Refusal } from '../../kit/refusal.ts';
import { isQuotaName } from '../../quotas/index.ts';
import { listQuotaFiles, listQuotaUses } from '../../reports/index.ts';
import { byWithReason } from '../both/by-with-reason.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** Daily quotas and their use, for staff. */
export function quotaRoutes({ database }: Parts) {
  const { reads } = database;
  const list = async (at: Date) =>
    whole((await listQuotaFiles(reads, at)).map((quota) => present(Quota, quota)));
  return onConsole({
    listQuotas: ({ at }) => list(at),
    setQuota: async (call) => {
      const {
        params: { name },
        body,
        at,
      } = call;
      if (!isQuotaName(name)) throw new Refusal('not_found');
      await database.transaction((tx) => changeQuota(tx, name, body.per_day, byWithReason(call)));
      return list(at);
    },
    listPartnerQuotas: async ({ params, at }) => {
      const uses = await listQuotaUses(reads, params.partner_id, at);
      return whole(uses.map((use) => present(QuotaUse, use)));
    },
  });
}
