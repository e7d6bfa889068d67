import { OwnKeyFacts, OwnKeyLimits, SpendCap } from '@psnb2b/contract';
import { json } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import { describeKey, keyHint } from '../../partners/index.ts';
import { onApi } from '../calls.ts';
import type { Parts } from '../parts.ts';

export function meRoutes({ database, limiter }: Parts) {
  return onApi({
    getMe: async ({ caller, address, at }) => {
      const standing = await describeKey(database.reads, limiter, caller, at);
      const { key, partner, dailySpend, dailyQuantity } = standing;
      const { partnerId, name, currency } = partner;
      const body = {
        object: 'me' as const,
        api_key: present(OwnKeyFacts, key, { hint: keyHint(key) }),
        mode: caller.mode,
        scopes: [...key.scopes],
        business: { id: formatId('prt', partnerId), name, currency },
        address,
        limits: present(OwnKeyLimits, standing, {
          daily_spend: dailySpend && present(SpendCap, { ...dailySpend, currency }),
          daily_quantity: dailyQuantity,
        }),
      };
      return json(200, body, { 'cache-control': 'no-store' });
    },
  });
}
