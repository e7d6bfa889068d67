import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { migrationNames } from '../kit/database/index.ts';
import { invalid, type Refusal } from '../kit/refusal.ts';
import type { KekSource } from '../vault/index.ts';
import { type BackupFile, checkSeal, MANIFEST, type Manifest, parseManifest } from './manifest.ts';

export interface CheckedBackup {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Called with the bytes read so far of all. */
export type OnBytes = (done: { bytesDone: number; bytesTotal: number }) => void;

/** Opens a backup: its list is there and sealed by this key-encryption key. Its files are not read yet. */
export async function openBackup(from: string, kek: KekSource): Promise<CheckedBackup> {
  const folder = resolve(from);
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch((error: unknown) => {
    throw unreadable(folder, error);
  });
  const sealed = parseManifest(text);
  await checkSeal(kek, sealed);
  return { folder, manifest: sealed.manifest };
}

/** Refuses a backup of a newer version, whose database this one does not understand. */
export async function checkVersion({ migration, software }: Manifest): Promise<void> {
  if ((await migrationNames()).includes(migration)) return;
  throw refused(
    `The backup was made by version ${software}, which is newer than this one: install that version or a later one, then restore.`,
  );
}

/** Refuses files of another major version of PostgreSQL than the one that is to open them, such as `18.4`. */
export function checkPostgres({ postgres, software }: Manifest, brought: string): void {
  const [made, ours] = [postgres.version, brought].map((version) => version.split('.')[0]);
  if (made === ours) return;
  throw refused(
    `The backup is of PostgreSQL ${made}, but this version brings ${ours}, which cannot open its files: restore it with version ${software} of this software.`,
  );
}

/** Reads every file of a backup and compares it with the list. Refuses one that is missing, cut off or changed. */
export async function checkFiles(
  { folder, manifest }: CheckedBackup,
  onBytes: OnBytes = () => {},
): Promise<void> {
  const bytesTotal = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0);
  let bytesDone = 0;
  for (const file of manifest.files) {
    const path = pathOf(folder, file);
    const found = await stat(path).catch(() => null);
    if (found?.size !== file.bytes) {
      throw refused(
        `${path} has ${found ? `${found.size} bytes` : 'been removed'}, but the list says ${file.bytes}: the backup is incomplete. Use another one.`,
      );
    }
    const hash = createHash('sha256');
    for await (const piece of createReadStream(path)) {
      hash.update(piece);
      bytesDone += piece.length;
      onBytes({ bytesDone, bytesTotal });
    }
    if (hash.digest('hex') !== file.sha256) {
      throw refused(`${path} was changed or damaged since it was made. Use another backup.`);
    }
  }
}

export function pathOf(folder: string, { name }: BackupFile): string {
  if (!/^[a-z0-9.]{1,80}$/.test(name)) throw refused('Its list is damaged.');
  return join(folder, name);
}

function unreadable(folder: string, error: unknown): Refusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return refused(
      `${folder} has no ${MANIFEST}: it is no backup, or one that was not finished. Name the folder of one backup, such as psnb2b-20261129T140000000Z.`,
    );
  }
  return refused(`${folder} cannot be read (${code}).`);
}

function refused(detail: string): Refusal {
  return invalid({ pointer: '/from', code: 'format', detail });
}
