import type { KeyObject } from 'node:crypto';
import { link, mkdir, open, readFile, realpath, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatKekLine, type KekVersions, parseKekText } from './kek-text.ts';
import { KeyProblem } from './key-problem.ts';

const OWNER_ONLY = 0o600;

/**
 * Reads the key file, or null if there is none. `strict` refuses a file that group or others can read or write: whoever has it
 * and a copy of the database has every code.
 */
export async function readKekFile(path: string, strict: boolean): Promise<KekVersions | null> {
  try {
    const { mode } = await stat(path);
    if (strict && (mode & 0o077) !== 0) {
      throw new KeyProblem(
        `The key file ${path} has mode ${(mode & 0o777).toString(8)}, so users other than its ` +
          `owner can use it; run: chmod 600 ${path}`,
      );
    }
    return parseKekText(await readFile(path, 'utf8'), `The key file ${path}`);
  } catch (error) {
    if (error instanceof KeyProblem) throw error;
    if (codeOf(error) === 'ENOENT') return null;
    throw new KeyProblem(`The key file ${path} cannot be read (${codeOf(error)}).`);
  }
}

/** Creates a key file with version 1. A file that appears meanwhile is kept unchanged. */
export async function createKekFile(path: string, key: KeyObject, at: Date): Promise<void> {
  const fresh = `${path}.${process.pid}.new`;
  await orSentence(path, async () => {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeDurably(fresh, formatKekLine(1, key, at));
    try {
      await link(fresh, path);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    } finally {
      await unlink(fresh);
    }
    await syncFolder(path);
  });
}

/**
 * Adds a version: a new file replaces the old one and takes its owner, so that readers, and a restart after a power cut, find
 * either the old or the new file. One writer at a time.
 */
export async function appendKekVersion(
  path: string,
  version: number,
  key: KeyObject,
  at: Date,
): Promise<void> {
  await orSentence(path, async () => {
    const target = await realpath(path);
    const fresh = `${target}.new`;
    const { uid, gid } = await stat(target);
    const text = (await readFile(target, 'utf8')).trimEnd();
    const kept = text.startsWith('{') ? `${text}\n` : loneKeyLine(text, at);
    await writeDurably(fresh, kept + formatKekLine(version, key, at), { uid, gid });
    await rename(fresh, target);
    await syncFolder(target);
  });
}

function loneKeyLine(text: string, at: Date): string {
  const key = parseKekText(text, 'The key file').get(1);
  return key ? formatKekLine(1, key, at) : '';
}

async function writeDurably(
  path: string,
  text: string,
  owner?: { uid: number; gid: number },
): Promise<void> {
  await unlink(path).catch(() => {});
  const file = await open(path, 'wx', OWNER_ONLY);
  try {
    if (owner && process.getuid?.() === 0) await file.chown(owner.uid, owner.gid);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename is durable only once its folder is on disk. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function orSentence(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof KeyProblem) throw error;
    throw new KeyProblem(`The key file ${path} cannot be written (${codeOf(error)}).`);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
