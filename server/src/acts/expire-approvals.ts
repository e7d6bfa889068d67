import { consolePages, portalPages } from '@psnb2b/contract';
import { type Teller, tellPartner, tellStaff } from '../identity/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { expireCases, findPartner, takeWarnings } from '../partners/index.ts';

type Parts = Teller & { readonly database: Database; readonly clock: Clock };

/** Warns businesses whose approval ends soon, and ends those whose time is over; how many it ended. */
export async function expireApprovals(parts: Parts): Promise<number> {
  const { database, clock } = parts;
  const at = clock.now();
  await database.transaction(async (tx) => {
    for (const { kyc, validUntil, days } of await takeWarnings(tx, at)) {
      const day = validUntil.toISOString().slice(0, 10);
      const { name } = await findPartner(tx, kyc.partnerId);
      const left = days === 1 ? 'a day' : `${days} days`;
      const text = `Your approval ends in ${left}, on ${day}; ask support for a new review.`;
      const told = { kind: 'kyc.ending', text, path: portalPages.business, at };
      await tellPartner(tx, parts, kyc.partnerId, told, ['owner', 'finance']);
      const path = consolePages.review(formatId('kyc', kyc.caseId));
      await tellStaff(tx, { ...told, text: `The approval of ${name} ends on ${day}.`, path });
    }
  });
  return database.transaction(async (tx) => {
    const ended = await expireCases(tx, at);
    for (const kyc of ended) {
      const text = 'Your approval has ended; hand your review in again to go on.';
      const told = { kind: 'kyc.expired', text, path: portalPages.business, at };
      await tellPartner(tx, parts, kyc.partnerId, told, ['owner', 'finance']);
    }
    return ended.length;
  });
}
