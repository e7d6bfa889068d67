import { randomUUID } from 'node:crypto';
import { link, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CommandError, exits, usage } from '../exit.ts';

const PRIVATE = 0o600;

/** Replaces a file as a whole, for its owner alone: a crash leaves the old one or the new one. */
export async function writePrivate(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const made = `${path}.${randomUUID()}.part`;
  try {
    await writeSynced(made, text);
    await rename(made, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(made, { force: true });
    throw error;
  }
}

/** Creates a file as a whole, for its owner alone; returns false, and changes nothing, if there is one. Of several at one moment, one creates it. */
export async function createPrivate(path: string, text: string): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const made = `${path}.${randomUUID()}.part`;
  try {
    await writeSynced(made, text);
    if (!(await appear(made, path))) return false;
    await syncFolder(dirname(path));
    return true;
  } finally {
    await rm(made, { force: true });
  }
}

/** A file whose place and room are reserved before its content is fetched. */
export interface Reserved {
  readonly path: string;
  /** Puts the content there, all of it or nothing. */
  fill(text: string): Promise<void>;
  /** Removes what was reserved; does nothing after `fill`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Reserves a new file of about so many bytes. Refuses one that exists, unless `force`, and a disk that has no room: what is
 * fetched once, such as codes, must not be fetched for nothing. A device or a pipe is written to directly.
 */
export async function reserve(
  name: string,
  { bytes, force }: { readonly bytes: number; readonly force: boolean },
): Promise<Reserved> {
  const path = resolve(name);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) throw usage(`${path} is a folder: name a file in it.`);
  if (found !== null && !found.isFile()) return reserveDevice(path, bytes);
  if (found !== null && !force) throw exists(path);
  const made = `${path}.${randomUUID()}.part`;
  try {
    await writeSynced(made, ' '.repeat(bytes));
  } catch (error) {
    await rm(made, { force: true });
    throw error;
  }
  return {
    path,
    fill: async (text) => {
      await overwrite(made, text);
      if (force) await rename(made, path);
      else if (!(await appear(made, path))) throw exists(path);
      await rm(made, { force: true });
      await syncFolder(dirname(path));
    },
    [Symbol.asyncDispose]: () => rm(made, { force: true }),
  };
}

async function reserveDevice(path: string, bytes: number): Promise<Reserved> {
  // A full device says so at the first write. A pipe would keep the blanks, so it gets none.
  const file = await open(path, 'w');
  try {
    if ((await realpath(path)) === '/dev/full') await file.write(' '.repeat(bytes));
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    path,
    fill: async (text) => {
      await file.writeFile(text);
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
}

/**
 * Gives a complete file its name; returns false if another file has it: unlike a rename, a link never replaces one. Where the file system
 * has no links, as exFAT and some network drives, an empty file holds the name until the rename.
 */
async function appear(made: string, path: string): Promise<boolean> {
  const isTaken = (error: unknown) => (error as { code?: string }).code === 'EEXIST';
  try {
    await link(made, path);
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
  }
  try {
    await (await open(path, 'wx', PRIVATE)).close();
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
  await rename(made, path);
  return true;
}

/** After this a new name survives a power failure, where the system can sync a folder. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    await folder.sync().finally(() => folder.close());
  } catch {
    // Windows and some network drives cannot sync a folder.
  }
}

function exists(path: string): CommandError {
  return new CommandError(
    exits.usage,
    `${path} exists, and was left as it is. Choose another name, or --force to replace it.`,
  );
}

/** In the blocks that are there: a disk that is full now still has room for it. */
async function overwrite(path: string, text: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const bytes = Buffer.from(text);
    // One write may take less than it is given; this goes on until all is written.
    await file.writeFile(bytes);
    await file.truncate(bytes.length);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', PRIVATE);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
