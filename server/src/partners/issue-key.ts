import { scopes } from '@psnb2b/contract';
import { notify } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import { limitReached, Refusal } from '../kit/refusal.ts';
import type { Mode } from '../kit/tenant-ref.ts';
import type { Notifier } from '../notifications/index.ts';
import type { IssuedKey } from './key.ts';
import { insertKey, type KeyStamp } from './key-store.ts';
import { type KeyTerms, readKeyTerms } from './key-terms.ts';
import { readKeyName } from './name-key.ts';
import { lockPartner, tenantOf } from './store.ts';

const USABLE_MAX = 5;

/** What is needed to issue keys and notify people. */
export interface KeyIssuer extends Notifier, KeyStamp {}

/** What a new key may do, and what people call it. */
export interface NamedTerms extends KeyTerms {
  readonly name?: string | null;
}

/** Issues a key that works at once, and notifies owners and developers of the business. */
export async function issueKey(
  tx: Tx,
  issuer: KeyIssuer,
  partnerId: string,
  mode: Mode,
  terms: NamedTerms,
  by: By,
): Promise<IssuedKey> {
  const issued = await makeKey(tx, issuer, partnerId, mode, terms, by);
  const facts = { key: { ...issued.key, mode }, revealUntil: null, at: by.at };
  await notify(tx, 'key.issued', { partnerId }, facts, issuer);
  return issued;
}

/** Issues a test key for its own business, at once; a suspended one gets none. */
export async function issueTestKey(
  tx: Tx,
  issuer: KeyIssuer,
  partnerId: string,
  name: string | null,
  by: By,
): Promise<IssuedKey> {
  const { suspendedAt } = await lockPartner(tx, partnerId);
  if (suspendedAt) throw new Refusal('partner_suspended');
  return issueKey(tx, issuer, partnerId, 'test', { name }, by);
}

/**
 * Makes a key without notifying anybody. A partner has at most 5 usable keys per mode (a rotated pair counts as one), otherwise
 * `limit_reached`; invalid terms are `validation_failed`.
 */
export async function makeKey(
  tx: Tx,
  stamp: KeyStamp,
  partnerId: string,
  mode: Mode,
  terms: NamedTerms,
  by: By,
): Promise<IssuedKey> {
  const name = readKeyName(terms.name ?? null);
  const read = readKeyTerms(mode === 'test' ? { scopes, ...terms } : terms, by.at);
  await lockPartner(tx, partnerId);
  const { tenantId } = await tenantOf(tx, partnerId, mode);
  const usable = await tx.query<{ count: number }>(
    `SELECT count(DISTINCT limit_group) FROM partners.keys
      WHERE tenant_id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)
        AND (unseen_until IS NULL OR unseen_until > $2)`,
    [tenantId, by.at],
  );
  const used = required(usable.rows[0], 'a count has a row').count;
  if (used >= USABLE_MAX) {
    const detail = `A partner has at most ${USABLE_MAX} usable ${mode} keys; revoke one first.`;
    throw limitReached({ limit: USABLE_MAX, used }, detail);
  }
  const keyId = newUuid(by.at.getTime());
  const key = { ...read, name, keyId, tenantId, limitGroup: keyId, replaces: null };
  return insertKey(tx, stamp, mode, key, by);
}
