import type { KeyObject } from 'node:crypto';
import type { Db, Tx } from '../kit/database/index.ts';
import { createKekFile } from './kek-file.ts';
import { type KekVersions, newestVersion } from './kek-text.ts';
import { KeyProblem, SealBroken } from './key-problem.ts';
import { type KekSource, missingVersion, nameKekSource, readKekSource } from './keyring.ts';
import { newKey, unwrapKey, wrapKey } from './wrapped-key.ts';

/**
 * Checks that key source and database belong together. On the first start it creates the file and records its newest version;
 * later it checks that the source has the keys that this database uses. Only one caller may do so at a time. Throws KeyProblem
 * with one sentence.
 */
export async function registerKek(tx: Tx, source: KekSource, at: Date): Promise<KekVersions> {
  const versions = await readKekSource(source);
  return (await check(tx, source, versions)) ?? firstStart(tx, source, versions, at);
}

/** Throws KeyProblem unless the source has the keys that the database uses; one that uses none has nothing to check. Changes nothing. */
export async function checkKek(db: Db, source: KekSource): Promise<void> {
  await check(db, source, await readKekSource(source));
}

/** Null: the database uses no key yet. */
async function check(
  db: Db,
  source: KekSource,
  versions: KekVersions | null,
): Promise<KekVersions | null> {
  const { rows } = await db.query<{ version: number; check_value: Buffer }>(
    `SELECT version, check_value FROM vault.key_encryption_keys
      WHERE state <> 'retired' ORDER BY version`,
  );
  if (rows.length === 0) return null;
  if (!versions) {
    throw new KeyProblem(
      `This database is sealed under a key-encryption key, but ${nameKekSource(source)} does not ` +
        'exist; bring the key file that belongs to it.',
    );
  }
  for (const { version, check_value: check } of rows) {
    const key = versions.get(version);
    if (!key) throw missingVersion(source, version);
    if (!opensCheck(key, version, check)) {
      throw new KeyProblem(
        `Version ${version} in ${nameKekSource(source)} is not the key of this database; bring ` +
          'the key file that belongs to it.',
      );
    }
  }
  return versions;
}

/** Records a version as the one under which new keys are wrapped. */
export async function insertKek(tx: Tx, version: number, key: KeyObject, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO vault.key_encryption_keys (version, check_value, state, created_at)
     VALUES ($1, $2, 'active', $3)`,
    [version, wrapKey(key, version, { kind: 'check' }, newKey()), at],
  );
}

async function firstStart(
  tx: Tx,
  source: KekSource,
  found: KekVersions | null,
  at: Date,
): Promise<KekVersions> {
  if (!found && source.kind === 'file') await createKekFile(source.path, newKey(), at);
  const versions = found ?? (await readKekSource(source));
  const newest = versions ? newestVersion(versions) : 1;
  const key = versions?.get(newest);
  if (!versions || !key) throw new KeyProblem(`${nameKekSource(source)} vanished.`);
  await insertKek(tx, newest, key, at);
  return versions;
}

function opensCheck(key: KeyObject, version: number, check: Buffer): boolean {
  try {
    unwrapKey(key, version, { kind: 'check' }, check);
    return true;
  } catch (error) {
    if (error instanceof SealBroken) return false;
    throw error;
  }
}
