import { type KeyRotated, keyCan } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { emitEvent } from '../events/index.ts';
import { notify } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState, Refusal } from '../kit/refusal.ts';
import type { Mode } from '../kit/tenant-ref.ts';
import type { Notifier } from '../notifications/index.ts';
import type { Vault } from '../vault/index.ts';
import { takeHeldKey } from './hold-key.ts';
import { type IssuedKey, type Key, keyStatus } from './key.ts';
import { lockKeyOf } from './key-store.ts';
import { lockPartner } from './store.ts';

/**
 * Reveals a key that staff issued to a person of its business, once: the sealed text is deleted in the same commit, the key works
 * from then on, and the overlap of the key that it replaces begins. The caller sends the text only after the commit.
 */
export async function revealKey(
  tx: Tx,
  parts: Notifier & { readonly vault: Vault },
  partnerId: string,
  keyId: string | null,
  by: By,
): Promise<IssuedKey & { readonly mode: Mode }> {
  const { suspendedAt } = await lockPartner(tx, partnerId);
  const key = await lockKeyOf(tx, partnerId, keyId);
  if (suspendedAt) throw new Refusal('partner_suspended');
  const status = keyStatus(key, by.at);
  const can = keyCan.reveal({ status });
  const held = can.can ? await takeHeldKey(tx, parts.vault, key, partnerId) : null;
  if (!held) {
    const detail = 'This key was already revealed or has expired; ask support for another.';
    throw invalidState(status, detail);
  }
  await tx.query('UPDATE partners.keys SET unseen_until = NULL WHERE key_id = $1', [key.keyId]);
  const oldExpiresAt = await endPredecessor(tx, key, held.overlapMs, by.at);
  await bumpVersion(tx, 'partners');
  await recordAudit(tx, {
    ...by,
    tenantId: key.tenantId,
    action: 'key.revealed',
    subject: formatId('key', key.keyId),
    detail: {
      before: 'unseen',
      after: 'active',
      ...(key.replaces && {
        replaces: formatId('key', key.replaces),
        old_valid_until: oldExpiresAt,
      }),
    },
  });
  if (key.replaces && oldExpiresAt) {
    const data: KeyRotated = {
      key_id: formatId('key', key.keyId),
      replaces: formatId('key', key.replaces),
      old_expires_at: oldExpiresAt.toISOString(),
      scopes: [...key.scopes],
    };
    const { tenantId, replaces: subject } = key;
    await emitEvent(tx, { at: by.at, tenantId, type: 'key.rotated', subject, data });
  }
  await notify(tx, 'key.revealed', { partnerId }, { key, at: by.at }, parts);
  return { key: { ...key, unseenUntil: null }, mode: key.mode, text: held.text };
}

/** The end of the overlap of the key that this one replaces; null if there is none that still works. */
async function endPredecessor(
  tx: Tx,
  { replaces }: Key,
  overlapMs: number | null,
  at: Date,
): Promise<Date | null> {
  if (replaces === null || overlapMs === null) return null;
  const { rows } = await tx.query<{ expires_at: Date }>(
    `UPDATE partners.keys SET expires_at = least(expires_at, $2)
      WHERE key_id = $1 AND revoked_at IS NULL RETURNING expires_at`,
    [replaces, new Date(at.getTime() + overlapMs)],
  );
  return rows[0]?.expires_at ?? null;
}
