import { recordAudit } from '../audit/index.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { dropHeldKey } from './hold-key.ts';
import type { By, Key } from './key.ts';
import { lockKey } from './key-store.ts';

/** Revokes a key; every process refuses it within a second. Doing it twice changes nothing. */
export async function revokeKey(tx: Tx, keyId: string, reason: string, by: By): Promise<Key> {
  const key = await lockKey(tx, keyId);
  if (key.revokedAt) return key;
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
