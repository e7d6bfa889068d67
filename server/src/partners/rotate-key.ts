import type { KeyRotated } from '@psnb2b/contract';
import { emitEvent } from '../events/index.ts';
import { notify } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { invalid, invalidState } from '../kit/refusal.ts';
import { DAY_MS } from '../kit/time.ts';
import type { KeyIssuer } from './issue-key.ts';
import { type IssuedKey, isUsable, type Key, keyStatus } from './key.ts';
import { insertKey, lockKey } from './key-store.ts';

export const OVERLAP_MS_MAX: number = 7 * DAY_MS;

/**
 * Issues a successor with the same rights, limits and expiry. The old key stays valid for `overlapMs` (0 to 7 days), and shares
 * its counts and caps with the new one. At most two keys of a rotation are valid at a time: `invalid_state` while another one is,
 * or if this one is not.
 */
export async function rotateKey(
  tx: Tx,
  issuer: KeyIssuer,
  keyId: string,
  overlapMs: number,
  by: By,
): Promise<IssuedKey & { readonly oldExpiresAt: Date }> {
  if (!(overlapMs >= 0 && overlapMs <= OVERLAP_MS_MAX)) {
    throw invalid({ pointer: '/overlap', code: 'maximum', detail: 'It must be 0 to 7 days.' });
  }
  const old = await lockKey(tx, keyId);
  await checkRotatable(tx, old, by.at);
  const overlapEnd = new Date(by.at.getTime() + overlapMs);
  const oldExpiresAt = old.expiresAt && old.expiresAt < overlapEnd ? old.expiresAt : overlapEnd;
  await tx.query('UPDATE partners.keys SET expires_at = $2 WHERE key_id = $1', [
    keyId,
    oldExpiresAt,
  ]);
  const successor = { ...old, keyId: newUuid(by.at.getTime()), replaces: keyId };
  const issued = await insertKey(tx, issuer, old.mode, successor, by);
  const data: KeyRotated = {
    key_id: formatId('key', successor.keyId),
    replaces: formatId('key', keyId),
    old_expires_at: oldExpiresAt.toISOString(),
    scopes: [...old.scopes],
  };
  const { tenantId } = old;
  await emitEvent(tx, { at: by.at, tenantId, type: 'key.rotated', subject: keyId, data });
  const { partnerId, mode } = old;
  const facts = { key: { ...issued.key, mode }, oldValidUntil: oldExpiresAt, at: by.at };
  await notify(tx, 'key.rotated', { partnerId }, facts, issuer);
  return { ...issued, oldExpiresAt };
}

/** Whether this key may get a successor: it must be valid, and the only valid one of its rotation. */
export async function checkRotatable(tx: Tx, old: Key, at: Date): Promise<void> {
  if (!isUsable(old, at)) {
    throw invalidState(keyStatus(old, at), 'This key is no longer valid.');
  }
  const { rowCount } = await tx.query(
    `SELECT FROM partners.keys
      WHERE tenant_id = $1 AND limit_group = $2 AND key_id <> $3
        AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $4)
        AND (unseen_until IS NULL OR unseen_until > $4)`,
    [old.tenantId, old.limitGroup, old.keyId, at],
  );
  if (rowCount === 0) return;
  const detail =
    'Another key of this rotation is still valid; wait until it expires, or revoke it first.';
  throw invalidState('rotating', detail);
}
