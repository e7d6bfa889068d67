import type { Clock } from '../kit/clock.ts';
import { advisoryLocks, type Database } from '../kit/database/index.ts';
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
}): Promise<Vault> {
  return parts.database.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [advisoryLocks.vaultStart]);
    const at = parts.clock.now();
    const keyring = new Keyring(parts.kek, await registerKek(tx, parts.kek, at));
    return new Vault(keyring, await loadNamedKeys(tx, keyring, at), parts.clock);
  });
}
