import { keyCan } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { notify } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalid, mustBeAble } from '../kit/refusal.ts';
import type { Notifier } from '../notifications/index.ts';
import { type Key, keyStatus } from './key.ts';
import { lockKey, lockKeyOf, type OwnedKey } from './key-store.ts';
import { type KeyTerms, readKeyTerms } from './key-terms.ts';
import { wideningFaults } from './narrows.ts';

/** What to change about a key; members that are left out stay, null removes a cap or the expiry. */
export type KeyChange = KeyTerms;

/**
 * Changes what a key may do, on behalf of staff; effective everywhere within a second. Owners and developers are notified of the
 * difference.
 */
export async function changeKey(
  tx: Tx,
  notifier: Notifier,
  keyId: string,
  change: KeyChange,
  by: By,
): Promise<OwnedKey> {
  return apply(tx, notifier, await lockKey(tx, keyId), change, by);
}

/** Restricts a key of this partner; refuses to extend its rights, with the pointer of the member that would. */
export async function restrictKey(
  tx: Tx,
  notifier: Notifier,
  partnerId: string,
  keyId: string | null,
  change: Pick<KeyChange, 'scopes' | 'allowCidr' | 'dailySpend' | 'dailyQuantity'>,
  by: By,
): Promise<OwnedKey> {
  const key = await lockKeyOf(tx, partnerId, keyId);
  const faults = wideningFaults(key, termsOf(key, change, by.at));
  if (faults.length > 0) throw invalid(...faults);
  return apply(tx, notifier, key, change, by);
}

async function apply(
  tx: Tx,
  notifier: Notifier,
  key: OwnedKey,
  change: KeyChange,
  by: By,
): Promise<OwnedKey> {
  const status = keyStatus(key, by.at);
  const detail = 'This key is no longer valid.';
  mustBeAble(keyCan.restrict({ status }), status, { detail });
  const terms = termsOf(key, change, by.at);
  const names = (Object.keys(terms) as (keyof typeof terms)[]).filter(
    (name) => String(terms[name]) !== String(key[name]),
  );
  if (names.length === 0) return key;
  await tx.query(
    `UPDATE partners.keys
        SET scopes = $2, allow_cidr = $3, requests_per_minute = $4, orders_per_minute = $5,
            daily_spend = $6, daily_quantity = $7, expires_at = $8
      WHERE key_id = $1`,
    [
      key.keyId,
      terms.scopes,
      terms.allowCidr,
      terms.requestsPerMinute,
      terms.ordersPerMinute,
      terms.dailySpend,
      terms.dailyQuantity,
      terms.expiresAt,
    ],
  );
  await bumpVersion(tx, 'partners');
  const pick = (of: typeof terms) => Object.fromEntries(names.map((name) => [name, of[name]]));
  await recordAudit(tx, {
    ...by,
    tenantId: key.tenantId,
    action: 'key.changed',
    subject: formatId('key', key.keyId),
    detail: { before: pick(key), after: pick(terms) },
  });
  const { partnerId } = key;
  await notify(tx, 'key.changed', { partnerId }, { key, changed: names, at: by.at }, notifier);
  return { ...key, ...terms };
}

/** The key's terms after the change, in stored form. */
function termsOf(key: Key, change: KeyChange, at: Date): ReturnType<typeof readKeyTerms> {
  return readKeyTerms({ ...key, ...change }, at);
}
