import { randomUUID } from 'node:crypto';
import { link, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CommandError, exits, usage } from '../exit.ts';

const PRIVATE = 0o600;

/** Replaces a file as a whole, for its owner alone: a crash leaves the old one or the new one. */
export async function writePrivate(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const made = `${path}.${process.pid}.part`;
  try {
    await writeSynced(made, text);
    await rename(made, path);
  } catch (error) {
    await rm(made, { force: true });
    throw error;
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
      else {
        // Unlike a rename, a link never replaces a file that appeared meanwhile.
        await link(made, path).catch((error) => {
          throw error.code === 'EEXIST' ? exists(path) : error;
        });
        await rm(made);
      }
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
    await file.write(bytes, 0, bytes.length, 0);
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
