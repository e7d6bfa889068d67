import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ifThere } from '../kit/if-there.ts';
import { invalid, type Refusal } from '../kit/refusal.ts';
import { RESERVE_BYTES } from '../kit/reserve-on.ts';
import { roomOf } from '../kit/room-of.ts';
import { clusterFolder } from '../postgres/index.ts';
import { MANIFEST } from './manifest.ts';
import type { BackupPlace, BackupSource } from './place.ts';
import { whyNotWritten } from './why-not-written.ts';

/** Only the user who makes it reads it. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** A folder. A backup in it has a name that ends in `.part` until all of it is on the disk. */
export function folderPlace(to: string, dataDir: string): BackupPlace {
  const parent = resolve(to);
  const explained = (error: unknown) =>
    whyNotWritten(parent, error) === null ? error : unwritable(parent, error);
  const removed = (name: string) => rm(join(parent, name), { recursive: true, force: true });
  return {
    name: parent,
    check: async () => void (await checkFolder(parent, dataDir)),
    begin: async (backup, bytesExpected) => {
      const { sharesDisk } = await checkFolder(parent, dataDir);
      if (sharesDisk) await leaveRoom(parent, bytesExpected);
      const part = join(parent, `${backup}.part`);
      await mkdir(part, { mode: FOLDER_MODE });
      return {
        write: (name, pieces) => writeFile(join(part, name), pieces),
        finish: async () => {
          await syncFolder(part);
          await rename(part, join(parent, backup));
          await syncFolder(parent);
          return join(parent, backup);
        },
        discard: () => removed(`${backup}.part`),
      };
    },
    remove: removed,
    clear: (backup) => removed(`${backup}.part`),
    makeFolder: async (name) => {
      await checkFolder(parent, dataDir);
      await mkdir(join(parent, name), { mode: FOLDER_MODE });
      await syncFolder(parent);
    },
    put: async (file, bytes) => {
      const { sharesDisk } = await checkFolder(parent, dataDir);
      if (sharesDisk) await leaveRoom(parent, bytes.length);
      const path = join(parent, file);
      // Its folder is never created here: the disk of the place may not be mounted now.
      await rm(`${path}.part`, { force: true });
      try {
        await writeFile(`${path}.part`, [bytes]);
      } catch (error) {
        await rm(`${path}.part`, { force: true }).catch(() => {});
        throw error;
      }
      await rename(`${path}.part`, path);
      await syncFolder(dirname(path));
    },
    drop: async (files) => {
      for (const file of files) await rm(join(parent, file), { force: true });
      // One that still has files stays.
      const folders = new Set(files.map((file) => dirname(join(parent, file))));
      for (const folder of folders) await rmdir(folder).catch(() => {});
    },
    explained,
  };
}

export function folderSource(from: string): BackupSource {
  const folder = resolve(from);
  return {
    name: folder,
    text: (file) =>
      readFile(join(folder, file), 'utf8').catch((error: unknown) => {
        throw unreadable(folder, error);
      }),
    sizeOf: async (file) => {
      try {
        return (await stat(join(folder, file))).size;
      } catch (error) {
        // Only what is surely not there is missing: a disk may fail for a while.
        if (isMissing(codeOf(error))) return null;
        throw unreadable(folder, error);
      }
    },
    read: (file) => createReadStream(join(folder, file)),
  };
}

/** Refuses a folder that cannot have the backup, before anything is read. */
async function checkFolder(folder: string, dataDir: string): Promise<{ sharesDisk: boolean }> {
  const found = await stat(folder).catch((error: unknown) => {
    throw unwritable(folder, error);
  });
  if (!found.isDirectory()) throw refused('/to', `${folder} is not a folder.`);
  const inside = `${folder}/`.startsWith(`${clusterFolder(resolve(dataDir))}/`);
  if (inside) throw refused('/to', `${folder} is inside the database itself; name another folder.`);
  // None there: PostgreSQL is the operator's own, and elsewhere.
  const cluster = await ifThere(stat(clusterFolder(resolve(dataDir))));
  return { sharesDisk: cluster?.dev === found.dev };
}

async function writeFile(
  path: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const file = await open(path, 'wx', FILE_MODE);
  try {
    for await (const piece of pieces) await file.writeFile(piece);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A backup must never fill the disk that the database needs: it would stop sales. */
async function leaveRoom(folder: string, bytes: number): Promise<void> {
  const { freeBytes } = await roomOf(folder);
  if (freeBytes >= bytes + RESERVE_BYTES) return;
  throw refused(
    '/to',
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

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

const isMissing = (code: string) => code === 'ENOENT' || code === 'ENOTDIR';

function unwritable(folder: string, error: unknown): Refusal {
  return refused(
    '/to',
    whyNotWritten(folder, error) ?? `${folder} cannot be written to (${codeOf(error)}).`,
  );
}

function unreadable(folder: string, error: unknown): Refusal {
  const code = codeOf(error);
  if (isMissing(code)) {
    return refused(
      '/from',
      `${folder} has no ${MANIFEST}: it is no backup, or one that was not finished. Name the folder of one backup, such as psnb2b-20261129T140000000Z.`,
    );
  }
  return refused('/from', `${folder} cannot be read (${code}).`);
}

function refused(pointer: string, detail: string): Refusal {
  return invalid({ pointer, code: 'format', detail });
}
