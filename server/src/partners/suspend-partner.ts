import { partnerCan } from '@psnb2b/contract';
import { notify, revokeInvitations } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { invalidState } from '../kit/refusal.ts';
import type { Notifier } from '../notifications/index.ts';
import { type Partner, partnerStatus } from './partner.ts';
import { setPartner } from './set-partner.ts';
import { lockPartner } from './store.ts';

/**
 * Suspends a business with a reason that it reads: each of its keys gets 403 within a second, and its open invitations are
 * revoked. Its data stays readable in the portal; each call declares whether its people may still make it (`whileSuspended`).
 */
export async function suspendPartner(
  tx: Tx,
  notifier: Notifier,
  partnerId: string,
  reason: string,
  by: By,
): Promise<Partner> {
  const status = partnerStatus(await lockPartner(tx, partnerId));
  if (!partnerCan.suspend({ status }).can)
    throw invalidState(status, 'The business is already suspended.');
  const partner = await setPartner(tx, partnerId, { suspended: reason }, by);
  await revokeInvitations(tx, { partnerId }, by.at);
  await notify(tx, 'partner.suspended', { partnerId }, { reason, at: by.at }, notifier);
  return partner;
}

/** Ends the suspension of a business, which is notified. */
export async function resumePartner(
  tx: Tx,
  notifier: Notifier,
  partnerId: string,
  by: By,
): Promise<Partner> {
  const status = partnerStatus(await lockPartner(tx, partnerId));
  if (!partnerCan.resume({ status }).can)
    throw invalidState(status, 'The business is not suspended.');
  const partner = await setPartner(tx, partnerId, { suspended: null }, by);
  await notify(tx, 'partner.resumed', { partnerId }, { at: by.at }, notifier);
  return partner;
}
