import { partnerCan } from '@psnb2b/contract';
import type { Tx } from '../kit/database/index.ts';
import { mustBeAble, Refusal } from '../kit/refusal.ts';
import type { Vault } from '../vault/index.ts';
import { holdKey } from './hold-key.ts';
import { type KeyIssuer, makeKey } from './issue-key.ts';
import type { By, Key } from './key.ts';
import type { Mode } from './key-format.ts';
import type { KeyTerms } from './key-terms.ts';
import { partnerStatus } from './partner.ts';
import { lockPartner } from './store.ts';
import { tellOfHeldKey } from './tell-of-held-key.ts';

/** What makes keys, sets them aside and tells of it. */
export interface KeyMaker extends KeyIssuer {
  readonly vault: Vault;
}

/**
 * Issues a key by the hand of staff, who do not get to see it: it waits, sealed, for a person of the
 * business. A live key is for approved businesses, and nobody gets one while suspended.
 */
export async function issueHeldKey(
  tx: Tx,
  maker: KeyMaker,
  partnerId: string,
  mode: Mode,
  terms: KeyTerms,
  by: By,
): Promise<Key> {
  const status = partnerStatus(await lockPartner(tx, partnerId));
  if (status === 'suspended') throw new Refusal('partner_suspended');
  if (mode === 'live') mustBeAble(partnerCan.issueLiveKey({ status }), status);
  const issued = await makeKey(tx, maker.pepper, partnerId, mode, terms, by);
  const held = { at: by.at, overlapMs: null };
  const key = await holdKey(tx, maker.vault, partnerId, issued, held);
  await tellOfHeldKey(tx, maker, { ...key, partnerId, mode }, by.at);
  return key;
}
