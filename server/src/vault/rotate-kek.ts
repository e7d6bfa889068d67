import type { KeyObject } from 'node:crypto';
import type { ClientBase } from 'pg';
import { required } from '../kit/assert.ts';
import type { Clock } from '../kit/clock.ts';
import { advisoryLocks, type Database, isContention, type Tx } from '../kit/database/index.ts';
import { invalidState } from '../kit/refusal.ts';
import { appendKekVersion } from './kek-file.ts';
import { type KekVersions, newestVersion } from './kek-text.ts';
import { KeyProblem } from './key-problem.ts';
import { type KekSource, Keyring, readKekSource } from './keyring.ts';
import { insertKek, registerKek } from './register-kek.ts';
import { rewrapDataKeys, rewrapNamedKeys } from './rewrap-keys.ts';
import { newKey } from './wrapped-key.ts';

export interface RotationProgress {
  /** What has just become lasting. */
  readonly step: 'file' | 'database' | 'rewrapped' | 'retired';
  readonly rewrapped: number;
}

/**
 * Gives the key-encryption key a new version and wraps every key anew under it: file, then the
 * database's record of it, then the keys in small commits, then the old version is retired. Each
 * step lasts before the next begins, so one that is killed anywhere goes on when called again, and
 * then finishes the version it had begun. Sealed codes are never touched; running processes read
 * the file again when they meet the new version.
 */
export async function rotateKek(parts: {
  readonly database: Database;
  readonly kek: KekSource;
  readonly clock: Clock;
  readonly onProgress?: (progress: RotationProgress) => void;
}): Promise<{ version: number; rewrapped: number }> {
  const { database, kek, clock, onProgress = () => {} } = parts;
  if (kek.kind === 'text') {
    throw invalidState(
      'from_variable',
      'The key-encryption key comes from the variable KEK, which nobody can change for you; ' +
        'put it into a file, name that in KEK_FILE, and rotate then.',
    );
  }
  const guard = await database.connect();
  try {
    await onlyRotation(guard);
    const versions = await database.transaction((tx) => registerKek(tx, kek, clock.now()));
    const version = await introduce({ ...parts, kek, onProgress }, versions);
    const keyring = new Keyring(kek, (await readKekSource(kek)) ?? versions);
    let rewrapped = 0;
    for (;;) {
      const done =
        (await database.transaction((tx) => rewrapNamedKeys(tx, keyring, version))) +
        (await database.transaction((tx) => rewrapDataKeys(tx, keyring, version)));
      rewrapped += done;
      if (done > 0) onProgress({ step: 'rewrapped', rewrapped });
      else if (await database.transaction((tx) => retire(tx, version, clock.now()))) break;
    }
    onProgress({ step: 'retired', rewrapped });
    return { version, rewrapped };
  } finally {
    await guard.end();
  }
}

/** The lock lives as long as its connection: a killed rotation gives it back. */
async function onlyRotation(guard: Pick<ClientBase, 'query'>): Promise<void> {
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [advisoryLocks.keyRotation]);
  } catch (error) {
    if (!isContention(error)) throw error;
    throw invalidState(
      'rotating',
      'The key-encryption key is being rotated right now; wait until that is done.',
    );
  }
}

/** The version to rotate to: one already begun, or a new one in file and database. */
async function introduce(
  parts: {
    readonly database: Database;
    readonly kek: KekSource & { readonly kind: 'file' };
    readonly clock: Clock;
    readonly onProgress: (progress: RotationProgress) => void;
  },
  versions: KekVersions,
): Promise<number> {
  const { database, kek, clock, onProgress } = parts;
  const { rows } = await database.reads.query<{ version: number; state: string }>(
    'SELECT version, state FROM vault.key_encryption_keys',
  );
  const { version: active } = required(
    rows.find((row) => row.state === 'active'),
    'one version is active',
  );
  if (rows.some((row) => row.state === 'retiring')) return active;
  const recorded = Math.max(...rows.map((row) => row.version));
  let version = newestVersion(versions);
  let key: KeyObject | undefined = versions.get(version);
  if (version <= recorded) {
    version = recorded + 1;
    key = newKey();
    await appendKekVersion(kek.path, version, key, clock.now());
    onProgress({ step: 'file', rewrapped: 0 });
  }
  if (!key) throw new KeyProblem(`The key file ${kek.path} lost version ${version}.`);
  await database.transaction((tx) => activate(tx, version, key, clock.now()));
  onProgress({ step: 'database', rewrapped: 0 });
  return version;
}

async function activate(tx: Tx, version: number, key: KeyObject, at: Date): Promise<void> {
  await tx.query(`UPDATE vault.key_encryption_keys SET state = 'retiring' WHERE state = 'active'`);
  await insertKek(tx, version, key, at);
}

/** Retires what is no longer wrapping anything; false when keys are left after all. */
async function retire(tx: Tx, version: number, at: Date): Promise<boolean> {
  const { rows } = await tx.query<{ left: number }>(
    `SELECT (SELECT count(*) FROM vault.data_keys WHERE kek_version <> $1)
          + (SELECT count(*) FROM vault.named_keys WHERE kek_version <> $1) AS left`,
    [version],
  );
  if (rows[0]?.left !== 0) return false;
  await tx.query(
    `UPDATE vault.key_encryption_keys SET state = 'retired', retired_at = $1
      WHERE state = 'retiring'`,
    [at],
  );
  return true;
}
