import { partnerCan } from '@psnb2b/contract';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { mustBeAble, Refusal } from '../kit/refusal.ts';
import type { Mode } from '../kit/tenant-ref.ts';
import type { Vault } from '../vault/index.ts';
import { holdKey } from './hold-key.ts';
import { type KeyIssuer, makeKey, type NamedTerms } from './issue-key.ts';
import type { Key } from './key.ts';
import { notifyHeldKey } from './notify-held-key.ts';
import { partnerStatus } from './partner.ts';
import { lockPartner } from './store.ts';

/** What is needed to make keys, store them as pending and notify people. */
export interface KeyMaker extends KeyIssuer {
  readonly vault: Vault;
}

/**
 * Issues a key on behalf of staff, who cannot see it: it is pending, sealed, until a person of the business reveals it. A live
 * key needs an approved business, and a suspended business gets none.
 */
export async function issueHeldKey(
  tx: Tx,
  maker: KeyMaker,
  partnerId: string,
  mode: Mode,
  terms: NamedTerms,
  by: By,
): Promise<Key> {
  const status = partnerStatus(await lockPartner(tx, partnerId));
  if (status === 'suspended') throw new Refusal('partner_suspended');
  if (mode === 'live') mustBeAble(partnerCan.issueLiveKey({ status }), status);
  const issued = await makeKey(tx, maker, partnerId, mode, terms, by);
  const held = { at: by.at, overlapMs: null };
  const key = await holdKey(tx, maker.vault, partnerId, issued, held);
  await notifyHeldKey(tx, maker, { ...key, partnerId, mode }, by.at);
  return key;
}
