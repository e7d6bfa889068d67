import { keyCan } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { notify } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState } from '../kit/refusal.ts';
import type { Notifier } from '../notifications/index.ts';
import { dropHeldKey } from './hold-key.ts';
import { type Key, keyStatus } from './key.ts';
import { lockKey, type OwnedKey } from './key-store.ts';

/**
 * Revokes a key and notifies owners and developers of the reason; every process refuses it within a second. Repeating it changes
 * nothing and notifies nobody again.
 */
export async function revokeKey(
  tx: Tx,
  notifier: Notifier,
  keyId: string,
  reason: string,
  by: By,
  kind: 'key.revoked' | 'key.reported' = 'key.revoked',
): Promise<Key> {
  const key = await lockKey(tx, keyId);
  if (key.revokedAt) return key;
  const revoked = await endKey(tx, key, reason, by);
  const { partnerId } = key;
  await notify(tx, kind, { partnerId }, { key, reason, at: by.at }, notifier);
  return revoked;
}

/** The same for a locked key that must still be valid: `invalid_state` if it expired or was revoked. */
export async function revokeValidKey(
  tx: Tx,
  notifier: Notifier,
  key: OwnedKey,
  reason: string,
  by: By,
): Promise<OwnedKey> {
  const status = keyStatus(key, by.at);
  if (!keyCan.revoke({ status }).can) throw invalidState(status, 'This key is no longer valid.');
  return { ...key, ...(await revokeKey(tx, notifier, key.keyId, reason, by)) };
}

/** Revokes a locked key without notifying anybody. */
export async function endKey(tx: Tx, key: Key, reason: string, by: By): Promise<Key> {
  const { keyId } = key;
  await tx.query(
    'UPDATE partners.keys SET revoked_at = $2, revoked_reason = $3, unseen_until = NULL WHERE key_id = $1',
    [keyId, by.at, reason],
  );
  await dropHeldKey(tx, keyId);
  await bumpVersion(tx, 'partners');
  await recordAudit(tx, {
    ...by,
    tenantId: key.tenantId,
    action: 'key.revoked',
    subject: formatId('key', keyId),
    detail: { reason },
  });
  return { ...key, revokedAt: by.at, revokedReason: reason };
}
