import { partnerCan } from '@psnb2b/contract';
import type { Tx } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import type { By } from './key.ts';
import { type Partner, partnerStatus } from './partner.ts';
import { setPartner } from './set-partner.ts';
import { lockPartner } from './store.ts';

/**
 * Suspends a business with a reason that it is told: every key of it answers 403 within a second. Its
 * data stays readable to it in the portal.
 */
export async function suspendPartner(
  tx: Tx,
  partnerId: string,
  reason: string,
  by: By,
): Promise<Partner> {
  const status = partnerStatus(await lockPartner(tx, partnerId));
  if (!partnerCan.suspend({ status }).can) throw refused('The business is suspended already.');
  return setPartner(tx, partnerId, { suspended: reason }, by);
}

/** Lets a business go on, as it was before. */
export async function resumePartner(tx: Tx, partnerId: string, by: By): Promise<Partner> {
  const status = partnerStatus(await lockPartner(tx, partnerId));
  if (!partnerCan.resume({ status }).can) throw refused('The business is not suspended.');
  return setPartner(tx, partnerId, { suspended: null }, by);
}

function refused(detail: string): Refusal {
  return new Refusal('invalid_state', {}, { detail });
}
