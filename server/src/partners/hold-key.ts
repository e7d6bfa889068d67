import type { KeyObject } from 'node:crypto';
import type { Tx } from '../kit/database/index.ts';
import { DAY_MS } from '../kit/time.ts';
import { destroyDataKey, type SealPlace, type Vault } from '../vault/index.ts';
import type { IssuedKey, Key } from './key.ts';

/** A key that nobody reveals within this time expires. */
export const UNSEEN_KEPT_MS: number = 7 * DAY_MS;

/**
 * Stores a new key for its partner: its text is sealed under a data key of its own until a person of the business reveals it,
 * once, and the key works only from then on. Returns the key without the text, which the caller must not keep either.
 */
export async function holdKey(
  tx: Tx,
  vault: Vault,
  partnerId: string,
  { key, text }: IssuedKey,
  { at, overlapMs }: { readonly at: Date; readonly overlapMs: number | null },
): Promise<Key> {
  const unseenUntil = new Date(at.getTime() + UNSEEN_KEPT_MS);
  const dataKey: KeyObject = await vault.createDataKey(tx, key.keyId);
  const sealed = vault.sealBytes(dataKey, placeOf(key, partnerId), Buffer.from(text));
  await tx.query(
    'INSERT INTO partners.waiting_keys (key_id, sealed, overlap_ms) VALUES ($1, $2, $3)',
    [key.keyId, sealed, overlapMs],
  );
  await tx.query('UPDATE partners.keys SET unseen_until = $2 WHERE key_id = $1', [
    key.keyId,
    unseenUntil,
  ]);
  return { ...key, unseenUntil };
}

/** Removes the sealed text of a pending key and returns it, with the overlap of its rotation. Null if none is pending. */
export async function takeHeldKey(
  tx: Tx,
  vault: Vault,
  key: Key,
  partnerId: string,
): Promise<{ text: string; overlapMs: number | null } | null> {
  const { rows } = await tx.query<{ sealed: Buffer; overlap_ms: number | null }>(
    'DELETE FROM partners.waiting_keys WHERE key_id = $1 RETURNING sealed, overlap_ms',
    [key.keyId],
  );
  if (!rows[0]) return null;
  const dataKey = await vault.dataKey(tx, key.keyId);
  const plain = vault.openBytes(dataKey, placeOf(key, partnerId), rows[0].sealed);
  await vault.destroyDataKey(tx, key.keyId);
  const text = plain.toString('latin1');
  plain.fill(0);
  return { text, overlapMs: rows[0].overlap_ms };
}

/** Deletes the text of a key that will never be shown, and the data key that could open it. */
export async function dropHeldKey(tx: Tx, keyId: string): Promise<void> {
  const { rowCount } = await tx.query('DELETE FROM partners.waiting_keys WHERE key_id = $1', [
    keyId,
  ]);
  if (rowCount > 0) await destroyDataKey(tx, keyId);
}

function placeOf(key: Key, partnerId: string): SealPlace {
  return ['api-key', key.keyId, partnerId, key.tenantId];
}
