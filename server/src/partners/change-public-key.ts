import { notify } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import type { Notifier } from '../notifications/index.ts';
import type { Partner } from './partner.ts';
import { setPartner } from './set-partner.ts';
import { lockPartner } from './store.ts';

/**
 * Registers the public key that a business's codes are sealed for (a JWK as text), or stops sealing them (null). Owners are
 * notified of every change, because whoever has the private key can read the codes.
 */
export async function changePublicKey(
  tx: Tx,
  notifier: Notifier,
  partnerId: string,
  publicKey: string | null,
  by: By,
): Promise<Partner> {
  const before = await lockPartner(tx, partnerId);
  const partner = await setPartner(tx, partnerId, { publicKey }, by);
  if (partner.publicKey === before.publicKey) return partner;
  const facts = { isSealed: partner.publicKey !== null, at: by.at };
  await notify(tx, 'public_key.changed', { partnerId }, facts, notifier);
  return partner;
}
