import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import { holdKey } from './hold-key.ts';
import type { KeyMaker } from './issue-held-key.ts';
import { type Key, keyStatus } from './key.ts';
import { findKey, insertKey, lockKey, type OwnedKey } from './key-store.ts';
import { notifyHeldKey } from './notify-held-key.ts';
import { endKey } from './revoke-key.ts';
import { checkRotatable, OVERLAP_MS_MAX } from './rotate-key.ts';
import { lockPartner } from './store.ts';

/**
 * Issues a successor on behalf of staff. The overlap of the old key begins when the successor is revealed, so a partner who
 * reveals it late is never without a key; one who never reveals it keeps the old key. A pending key that nobody has revealed is
 * replaced by a new pending key.
 */
export async function rotateHeldKey(
  tx: Tx,
  maker: KeyMaker,
  keyId: string,
  overlapMs: number,
  by: By,
): Promise<Key> {
  if (!(overlapMs >= 0 && overlapMs <= OVERLAP_MS_MAX)) {
    throw invalid({ pointer: '/overlap_hours', code: 'maximum', detail: 'It must be 0 to 168.' });
  }
  const { partnerId } = await findKey(tx, keyId);
  if ((await lockPartner(tx, partnerId)).suspendedAt) throw new Refusal('partner_suspended');
  const old = await lockKey(tx, keyId);
  if (keyStatus(old, by.at) === 'unseen') return replaceUnseen(tx, maker, old, by);
  await checkRotatable(tx, old, by.at);
  return succeed(tx, maker, old, { replaces: keyId, overlapMs }, by);
}

async function replaceUnseen(tx: Tx, maker: KeyMaker, old: OwnedKey, by: By): Promise<Key> {
  const { rows } = await tx.query<{ overlap_ms: number | null }>(
    'SELECT overlap_ms FROM partners.waiting_keys WHERE key_id = $1',
    [old.keyId],
  );
  await endKey(tx, old, 'replaced before anybody saw it', by);
  const kept = { replaces: old.replaces, overlapMs: rows[0]?.overlap_ms ?? null };
  return succeed(tx, maker, old, kept, by);
}

async function succeed(
  tx: Tx,
  maker: KeyMaker,
  old: OwnedKey,
  { replaces, overlapMs }: { readonly replaces: string | null; readonly overlapMs: number | null },
  by: By,
): Promise<Key> {
  const successor = { ...old, keyId: newUuid(by.at.getTime()), replaces };
  const issued = await insertKey(tx, maker, old.mode, successor, by);
  const held = await holdKey(tx, maker.vault, old.partnerId, issued, { at: by.at, overlapMs });
  await recordAudit(tx, {
    ...by,
    tenantId: old.tenantId,
    action: 'key.held',
    subject: formatId('key', held.keyId),
    detail: { successor_of: formatId('key', old.keyId), overlap_ms: overlapMs },
  });
  await notifyHeldKey(tx, maker, { ...held, partnerId: old.partnerId, mode: old.mode }, by.at);
  return held;
}
