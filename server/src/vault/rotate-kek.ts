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
  /** Called with what has just become durable. */
  readonly step: 'file' | 'database' | 'rewrapped' | 'retired';
  readonly rewrapped: number;
}

/**
 * Adds a version of the key-encryption key and rewraps every key under it: first the file, then the database's record of it, then
 * the keys in small commits; then the old version is retired. Each step is durable before the next begins, so an interrupted
 * rotation continues when it is called again, and finishes the version that it had begun. Sealed codes are never touched; running
 * processes read the file again when they meet the new version.
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
      'The key-encryption key is in the variable KEK, which this command cannot change; ' +
        'put it into a file, set KEK_FILE to its path, then rotate.',
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

/** The lock ends with its connection, so a killed rotation releases it. */
async function onlyRotation(guard: Pick<ClientBase, 'query'>): Promise<void> {
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [advisoryLocks.keyRotation]);
  } catch (error) {
    if (!isContention(error)) throw error;
    throw invalidState(
      'rotating',
      'Another rotation of the key-encryption key is running; wait until it is done.',
    );
  }
}

/** The version to rotate to: one that was already begun, or a new one in file and database. */
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

/** Retires a version that no longer wraps anything; false if it still wraps keys. */
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
