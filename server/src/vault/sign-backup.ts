import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { newestVersion } from './kek-text.ts';
import { KeyProblem } from './key-problem.ts';
import { type KekSource, missingVersion, nameKekSource, readKekSource } from './keyring.ts';

/** A seal on the list of a backup: only whoever has the key-encryption key can make one. */
export interface BackupSeal {
  readonly kekVersion: number;
  readonly mac: string;
}

/** Seals a text with a key that derives from the newest version of the key-encryption key. */
export async function signBackup(source: KekSource, text: string): Promise<BackupSeal> {
  const versions = await readKekSource(source);
  if (!versions) throw new KeyProblem(`There is no key: ${nameKekSource(source)} does not exist.`);
  const kekVersion = newestVersion(versions);
  return { kekVersion, mac: (await macOf(source, kekVersion, text)).toString('base64url') };
}

/**
 * Whether a text has this seal. Throws KeyProblem if the version is not in the source: then the key file is of another installation,
 * or older than the backup.
 */
export async function isBackupSealed(
  source: KekSource,
  { kekVersion, mac }: BackupSeal,
  text: string,
): Promise<boolean> {
  const found = Buffer.from(mac, 'base64url');
  const wanted = await macOf(source, kekVersion, text);
  return found.length === wanted.length && timingSafeEqual(found, wanted);
}

async function macOf(source: KekSource, version: number, text: string): Promise<Buffer> {
  const kek = (await readKekSource(source))?.get(version);
  if (!kek) throw missingVersion(source, version);
  const key = hkdfSync('sha256', kek, Buffer.alloc(0), 'psnb2b backup list', 32);
  return createHmac('sha256', Buffer.from(key)).update(text).digest();
}
