import type { KeyObject } from 'node:crypto';
import { required } from '../kit/assert.ts';
import type { Clock } from '../kit/clock.ts';
import { advisoryLocks, type Database } from '../kit/database/index.ts';
import { readKekFile } from './kek-file.ts';
import { newestVersion } from './kek-text.ts';
import { KeyProblem } from './key-problem.ts';
import { type KekSource, Keyring } from './keyring.ts';
import { loadNamedKeys } from './named-keys.ts';
import { registerKek } from './register-kek.ts';
import { Vault } from './vault.ts';

/**
 * Opens the vault of a migrated database. On the first start creates the key file (mode 0600) and the named keys. Throws
 * KeyProblem with one sentence if the key source is missing, unreadable, open to others or does not belong to this database.
 */
export async function openVault(parts: {
  readonly database: Database;
  readonly kek: KekSource;
  readonly clock: Clock;
  /** The fingerprint key of another cell, for the first start of a new one. */
  readonly fingerprintKeyFile?: string | null;
}): Promise<Vault> {
  const given = await givenKey(parts.fingerprintKeyFile ?? null);
  return parts.database.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [advisoryLocks.vaultStart]);
    const at = parts.clock.now();
    const keyring = new Keyring(parts.kek, await registerKek(tx, parts.kek, at));
    return new Vault(keyring, await loadNamedKeys(tx, keyring, at, given), parts.clock);
  });
}

async function givenKey(path: string | null): Promise<KeyObject | null> {
  if (path === null) return null;
  const versions = await readKekFile(path, true);
  if (!versions) throw new KeyProblem(`FINGERPRINT_KEY_FILE names ${path}, which does not exist.`);
  return required(versions.get(newestVersion(versions)), 'a key file has a key');
}
