import { createHash } from 'node:crypto';
import { migrationNames } from '../kit/database/index.ts';
import type { StoreSettings } from '../kit/object-store/index.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import type { KekSource } from '../vault/index.ts';
import {
  type BackupFile,
  bytesOf,
  checkSeal,
  MANIFEST,
  type Manifest,
  parseManifest,
} from './manifest.ts';
import type { BackupSource } from './place.ts';
import { sourceOf } from './place-of.ts';

export interface CheckedBackup {
  /** The whole path, or `s3://bucket/prefix/…`. */
  readonly folder: string;
  readonly source: BackupSource;
  readonly manifest: Manifest;
}

/** Called with the bytes read so far of all. */
export type OnBytes = (done: { bytesDone: number; bytesTotal: number }) => void;

/** Opens a backup: its list is there and sealed by this key-encryption key. Its files are not read yet. */
export async function openBackup(
  from: string,
  kek: KekSource,
  objectStore: StoreSettings | null,
): Promise<CheckedBackup> {
  const source = sourceOf(from, objectStore);
  return opened(source, kek, await source.text(MANIFEST));
}

/** Opens a backup as `openBackup` does; null if there surely is none, or one of which the list was changed. Throws while nobody can say so. */
export async function findBackup(
  from: string,
  kek: KekSource,
  objectStore: StoreSettings | null,
): Promise<CheckedBackup | null> {
  const source = sourceOf(from, objectStore);
  if ((await source.sizeOf(MANIFEST)) === null) return null;
  const text = await source.text(MANIFEST);
  try {
    return await opened(source, kek, text);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

async function opened(source: BackupSource, kek: KekSource, list: string): Promise<CheckedBackup> {
  const sealed = parseManifest(list);
  await checkSeal(kek, sealed);
  return { folder: source.name, source, manifest: sealed.manifest };
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
  { source, manifest }: CheckedBackup,
  onBytes: OnBytes = () => {},
): Promise<void> {
  const bytesTotal = bytesOf(manifest);
  let bytesDone = 0;
  for (const file of manifest.files) {
    const path = pathOf(source, file);
    const found = await source.sizeOf(file.name);
    if (found !== file.bytes) {
      throw refused(
        `${path} has ${found !== null ? `${found} bytes` : 'been removed'}, but the list says ${file.bytes}: the backup is incomplete. Use another one.`,
      );
    }
    const hash = createHash('sha256');
    for await (const piece of source.read(file.name)) {
      hash.update(piece);
      bytesDone += piece.length;
      onBytes({ bytesDone, bytesTotal });
    }
    if (hash.digest('hex') !== file.sha256) {
      throw refused(`${path} was changed or damaged since it was made. Use another backup.`);
    }
  }
}

export function pathOf(source: BackupSource, { name }: BackupFile): string {
  if (!/^[a-z0-9.]{1,80}$/.test(name)) throw refused('Its list is damaged.');
  return `${source.name}/${name}`;
}

function refused(detail: string): Refusal {
  return invalid({ pointer: '/from', code: 'format', detail });
}
