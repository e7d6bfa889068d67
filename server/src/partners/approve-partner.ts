import { notify } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import type { Notifier } from '../notifications/index.ts';
import type { Partner } from './partner.ts';
import { setPartner } from './set-partner.ts';
import { lockPartner } from './store.ts';

/**
 * Approves a business without a review, by the command line: its live calls are served within a second, and it is notified as
 * after a successful review. A business that is already approved stays so and is not notified.
 */
export async function approvePartner(
  tx: Tx,
  notifier: Notifier,
  partnerId: string,
  by: By,
): Promise<Partner> {
  const before = await lockPartner(tx, partnerId);
  if (before.approvedAt !== null) return before;
  const partner = await setPartner(tx, partnerId, { approved: true }, by);
  await notify(tx, 'kyc.approved', { partnerId }, { at: by.at }, notifier);
  return partner;
}
