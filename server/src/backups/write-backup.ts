import { createHash, type KeyObject } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { encryptTo, formatRecipient } from '../kit/age/index.ts';
import type { BaseBackup } from '../kit/database/index.ts';
import { invalid, type Refusal } from '../kit/refusal.ts';
import { RESERVE_BYTES } from '../kit/reserve-on.ts';
import { roomOf } from '../kit/room-of.ts';
import { tarEnd, tarFile, withoutTarEnd } from '../kit/tar/index.ts';
import type { KekSource } from '../vault/index.ts';
import { compressed } from './compressed.ts';
import {
  ARCHIVE,
  type BackupFile,
  formatManifest,
  formatOf,
  MANIFEST,
  type Manifest,
  PASSWORD_ENTRY,
  TEXTS_ENTRY,
} from './manifest.ts';
import { whyNotWritten } from './why-not-written.ts';

/** Only the user who makes it reads it. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

export interface Target {
  /** The folder that gets the backup as a folder of its own. */
  readonly to: string;
  readonly name: string;
  readonly recipients: readonly KeyObject[];
  readonly kek: KekSource;
  /** The folder with the key file, the texts and perhaps the database. */
  readonly dataDir: string;
  /** The password of the embedded database; null beside an external one. */
  readonly password: string | null;
  readonly now: () => Date;
  readonly onProgress?: ((done: { bytesDone: number; bytesTotal: number }) => void) | undefined;
}

export interface WrittenBackup {
  readonly folder: string;
  readonly bytes: number;
  readonly manifest: Manifest;
}

/** What the manifest says that only the caller knows. */
export type Described = Pick<Manifest, 'software' | 'migration' | 'began_at'> & {
  readonly postgresVersion: string;
};

/** Refuses a folder that cannot have the backup, before anything is read. Throws `validation_failed` with what to change. */
export async function checkTarget({ to, dataDir }: Pick<Target, 'to' | 'dataDir'>) {
  const folder = resolve(to);
  const found = await stat(folder).catch((error: unknown) => {
    throw unwritable(folder, error);
  });
  if (!found.isDirectory()) throw refused(`${folder} is not a folder.`);
  const inside = `${folder}/`.startsWith(`${resolve(dataDir, 'postgres')}/`);
  if (inside) throw refused(`${folder} is inside the database itself; name another folder.`);
  const home = await stat(dataDir).catch(() => null);
  return { folder, sharesDisk: home?.dev === found.dev };
}

/**
 * Writes a backup: the archive, encrypted, then its list, under a name that ends in `.part` until both are on the disk. What
 * cannot be written to its end is removed.
 */
export async function writeBackup(
  base: BaseBackup,
  target: Target,
  described: Described,
): Promise<WrittenBackup> {
  const { folder: parent, sharesDisk } = await checkTarget(target);
  if (sharesDisk) await leaveRoom(parent, base.bytesExpected);
  const folder = join(parent, target.name);
  const part = `${folder}.part`;
  try {
    await mkdir(part, { mode: FOLDER_MODE });
    const { file, databaseBytes } = await writeArchive(join(part, ARCHIVE), base, target);
    const { postgresVersion, ...rest } = described;
    const manifest = formatOf({
      ...rest,
      postgres: {
        version: postgresVersion,
        system_id: base.systemId,
        timeline: base.timeline,
        start: base.start,
        embedded: target.password !== null,
      },
      ended_at: target.now().toISOString(),
      database_bytes: databaseBytes,
      recipients: target.recipients.map(formatRecipient),
      files: [file],
    });
    const text = await formatManifest(target.kek, manifest);
    await writeFile(join(part, MANIFEST), [Buffer.from(text)]);
    await syncFolder(part);
    await rename(part, folder);
    await syncFolder(parent);
    return { folder, bytes: file.bytes + text.length, manifest };
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw whyNotWritten(parent, error) === null ? error : unwritable(parent, error);
  }
}

async function writeArchive(path: string, base: BaseBackup, target: Target) {
  let databaseBytes = 0;
  const bytesTotal = base.bytesExpected;
  async function* whole() {
    for await (const piece of withoutTarEnd(base.archive)) {
      databaseBytes += piece.length;
      // What was written meanwhile comes on top of what was expected.
      target.onProgress?.({ bytesDone: Math.min(databaseBytes, bytesTotal - 1), bytesTotal });
      yield piece;
    }
    yield tarFile('backup_manifest', base.manifest(), target.now());
    yield* ownEntries(target);
    yield tarEnd;
  }
  const file = await writeFile(path, encryptTo(target.recipients, compressed(whole())));
  target.onProgress?.({ bytesDone: bytesTotal, bytesTotal });
  return { file: { name: ARCHIVE, ...file }, databaseBytes };
}

/** What belongs to an installation beside its database; never the key file. */
async function* ownEntries({ password, dataDir, now }: Target) {
  if (password !== null) yield tarFile(PASSWORD_ENTRY, Buffer.from(password), now());
  const texts = join(dataDir, 'texts');
  for (const name of (await readdir(texts).catch(() => [])).sort()) {
    const path = join(texts, name);
    const isSmall = (await stat(path)).isFile() && Buffer.byteLength(TEXTS_ENTRY + name) <= 100;
    if (isSmall) yield tarFile(TEXTS_ENTRY + name, await readFile(path), now());
  }
}

async function writeFile(
  path: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Omit<BackupFile, 'name'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx', FILE_MODE);
  try {
    for await (const piece of pieces) {
      await file.writeFile(piece);
      hash.update(piece);
      bytes += piece.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** A backup must never fill the disk that the database needs: it would stop sales. */
async function leaveRoom(folder: string, bytes: number): Promise<void> {
  const { freeBytes } = await roomOf(folder);
  if (freeBytes >= bytes + RESERVE_BYTES) return;
  throw refused(
    `${folder} is on the disk of the database, which has ${megabytes(freeBytes)} MB left; a backup may need ${megabytes(bytes)} MB and must leave ${megabytes(RESERVE_BYTES)} MB. Name a folder on another disk.`,
  );
}

const megabytes = (bytes: number) => Math.floor(bytes / 1024 ** 2);

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function unwritable(folder: string, error: unknown): Refusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return refused(whyNotWritten(folder, error) ?? `${folder} cannot be written to (${code}).`);
}

function refused(detail: string): Refusal {
  return invalid({ pointer: '/to', code: 'format', detail });
}
