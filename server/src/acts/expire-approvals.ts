import { notify } from '../identity/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import type { Notifier } from '../notifications/index.ts';
import { expireCases, findPartner, takeWarnings } from '../partners/index.ts';

type Parts = Notifier & { readonly database: Database; readonly clock: Clock };

/** Warns businesses whose approval ends soon, and ends expired approvals; returns how many it ended. */
export async function expireApprovals(parts: Parts): Promise<number> {
  const { database, clock } = parts;
  const at = clock.now();
  await database.transaction(async (tx) => {
    for (const { kyc, validUntil, days } of await takeWarnings(tx, at)) {
      const { caseId, partnerId } = kyc;
      const { name: business } = await findPartner(tx, partnerId);
      await notify(tx, 'kyc.ending', { partnerId }, { days, validUntil, at }, parts);
      await notify(tx, 'kyc.ending_for_staff', 'staff', { caseId, business, validUntil, at });
    }
  });
  return database.transaction(async (tx) => {
    const ended = await expireCases(tx, at);
    for (const { partnerId } of ended)
      await notify(tx, 'kyc.expired', { partnerId }, { at }, parts);
    return ended.length;
  });
}
