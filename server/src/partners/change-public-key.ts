import { notify } from '../identity/index.ts';
import type { Tx } from '../kit/database/index.ts';
import type { Teller } from '../notifications/index.ts';
import type { By } from './key.ts';
import type { Partner } from './partner.ts';
import { setPartner } from './set-partner.ts';
import { lockPartner } from './store.ts';

/**
 * Registers the key that codes of a business are sealed for (a JWK as text), or shows them in the clear
 * again (null). Owners are told of every change: whoever holds the other half reads the codes.
 */
export async function changePublicKey(
  tx: Tx,
  teller: Teller,
  partnerId: string,
  publicKey: string | null,
  by: By,
): Promise<Partner> {
  const before = await lockPartner(tx, partnerId);
  const partner = await setPartner(tx, partnerId, { publicKey }, by);
  if (partner.publicKey === before.publicKey) return partner;
  const facts = { isSealed: partner.publicKey !== null, at: by.at };
  await notify(tx, 'public_key.changed', { partnerId }, facts, teller);
  return partner;
}
