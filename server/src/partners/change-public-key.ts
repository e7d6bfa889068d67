import { portalPages } from '@psnb2b/contract';
import { type Teller, tellPartner } from '../identity/index.ts';
import type { Tx } from '../kit/database/index.ts';
import type { By } from './key.ts';
import type { Partner } from './partner.ts';
import { setPartner } from './set-partner.ts';
import { lockPartner } from './store.ts';

const WHAT_NOW =
  'If nobody of your business did this, put the right key back and change the passwords of those who can.';

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
  const text =
    partner.publicKey === null
      ? 'Codes of your business are shown in the clear again.'
      : 'Codes of your business are sealed for a new key from now on.';
  const news = { kind: 'public_key.changed', text, words: WHAT_NOW };
  await tellPartner(tx, teller, partnerId, { ...news, path: portalPages.publicKey, at: by.at });
  return partner;
}
