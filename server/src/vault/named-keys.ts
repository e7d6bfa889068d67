import type { KeyObject } from 'node:crypto';
import type { Tx } from '../kit/database/index.ts';
import { activeKek } from './active-kek.ts';
import { KeyProblem } from './key-problem.ts';
import type { Keyring } from './keyring.ts';
import { newKey, unwrapKey, wrapKey } from './wrapped-key.ts';

/**
 * Independent random keys of 32 bytes; a rotation rewraps them and never changes them. `receipt-signing` is the seed of an
 * Ed25519 key.
 */
export const NAMED_KEYS = [
  'api-key-pepper',
  'fingerprint',
  'profiles',
  'receipt-signing',
  'session',
  'webhook-secrets',
] as const;
export type KeyName = (typeof NAMED_KEYS)[number];

/**
 * Reads the named keys and creates missing ones. Only one caller may do so at a time. `given` becomes the fingerprint key of a database that has
 * none yet; KeyProblem if it has another one.
 */
export async function loadNamedKeys(
  tx: Tx,
  keyring: Keyring,
  at: Date,
  given: KeyObject | null = null,
): Promise<ReadonlyMap<KeyName, KeyObject>> {
  const { rows } = await tx.query<{ name: KeyName; kek_version: number; wrapped: Buffer }>(
    'SELECT name, kek_version, wrapped FROM vault.named_keys FOR SHARE',
  );
  const keys = new Map<KeyName, KeyObject>();
  for (const { name, kek_version: version, wrapped } of rows) {
    const kek = await keyring.key(version);
    keys.set(name, unwrapKey(kek, version, { kind: 'named-key', name }, wrapped));
  }
  for (const name of NAMED_KEYS) {
    if (keys.has(name)) continue;
    const key = name === 'fingerprint' && given ? given : newKey();
    const version = await activeKek(tx);
    const kek = await keyring.key(version);
    await tx.query(
      `INSERT INTO vault.named_keys (name, kek_version, wrapped, created_at)
       VALUES ($1, $2, $3, $4)`,
      [name, version, wrapKey(kek, version, { kind: 'named-key', name }, key), at],
    );
    keys.set(name, key);
  }
  if (given && !keys.get('fingerprint')?.equals(given)) {
    throw new KeyProblem(
      'FINGERPRINT_KEY_FILE is not the key with which this database has begun to make its fingerprints. Only a new cell can take the key of another one, at its first start: unset it.',
    );
  }
  return keys;
}
