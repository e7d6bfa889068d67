import { partnerCan } from '@psnb2b/contract';
import { notify, revokeInvitations } from '../identity/index.ts';
import type { Tx } from '../kit/database/index.ts';
import { invalidState } from '../kit/refusal.ts';
import type { Teller } from '../notifications/index.ts';
import type { By } from './key.ts';
import { type Partner, partnerStatus } from './partner.ts';
import { setPartner } from './set-partner.ts';
import { lockPartner } from './store.ts';

/**
 * Suspends a business with a reason that it is told: every key of it answers 403 within a second, and its
 * open invitations are taken back. Its data stays readable to it in the portal; what else its people may
 * do is declared call by call (`whileSuspended`).
 */
export async function suspendPartner(
  tx: Tx,
  teller: Teller,
  partnerId: string,
  reason: string,
  by: By,
): Promise<Partner> {
  const status = partnerStatus(await lockPartner(tx, partnerId));
  if (!partnerCan.suspend({ status }).can)
    throw invalidState(status, 'The business is suspended already.');
  const partner = await setPartner(tx, partnerId, { suspended: reason }, by);
  await revokeInvitations(tx, { partnerId }, by.at);
  await notify(tx, 'partner.suspended', { partnerId }, { reason, at: by.at }, teller);
  return partner;
}

/** Lets a business go on, as it was before; it is told. */
export async function resumePartner(
  tx: Tx,
  teller: Teller,
  partnerId: string,
  by: By,
): Promise<Partner> {
  const status = partnerStatus(await lockPartner(tx, partnerId));
  if (!partnerCan.resume({ status }).can)
    throw invalidState(status, 'The business is not suspended.');
  const partner = await setPartner(tx, partnerId, { suspended: null }, by);
  await notify(tx, 'partner.resumed', { partnerId }, { at: by.at }, teller);
  return partner;
}
