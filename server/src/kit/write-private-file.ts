import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { invalid, type Refusal } from './refusal.ts';

/** Only the user who runs the command reads and writes it. */
const PRIVATE = 0o600;

/**
 * Writes a new file that only its owner can read, and returns its size in bytes. A file that is there already is never replaced, and one that
 * cannot be written to its end is removed; until then it is empty, and its content grows beside it as `.part`, so that nobody takes the
 * beginning for the whole. Throws `validation_failed` with what to change.
 */
export async function writePrivateFile(
  path: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<number> {
  const part = `${path}.part`;
  const create = (name: string) =>
    open(name, 'wx', PRIVATE).catch(async (error: unknown) => {
      const isThere = codeOf(error) === 'EEXIST';
      throw (isThere && (await remnantAt(name, path, part))) || unwritable(name, error);
    });
  await (await create(path)).close();
  try {
    const file = await create(part);
    try {
      const bytes = await writeAll(file, pieces);
      // In full on the disk before it has its name.
      await file.sync();
      await rename(part, path);
      return bytes;
    } catch (error) {
      await rm(part, { force: true });
      throw isOfDisk(error) ? unwritable(path, error) : error;
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/**
 * The refusal where `name`, one of the two, is left of a run that was killed before its file was whole; null if it may be anything else.
 */
async function remnantAt(name: string, path: string, part: string): Promise<Refusal | null> {
  const [there, begun] = await Promise.all(
    // nothing: what cannot be seen is not named in the sentence.
    [name, part].map((each) => stat(each).catch(() => null)),
  );
  if (name === path && (!there?.isFile() || there.size > 0)) return null;
  const left = [...(name === path ? [`${path} (empty)`] : []), ...(begun ? [part] : [])];
  const detail = `An earlier run was ended before the file was whole, or one is writing it now: it left ${left.join(' and ')}. If none is running, remove that and run the command again.`;
  return invalid({ pointer: '/out', code: 'format', detail });
}

async function writeAll(
  file: FileHandle,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<number> {
  let bytes = 0;
  for await (const piece of pieces) {
    await file.writeFile(piece);
    bytes += piece.length;
  }
  return bytes;
}

function codeOf(error: unknown): string {
  // nothing: an error without a code is named by none
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

const OF_DISK: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EROFS']);
const isOfDisk = (error: unknown) => OF_DISK.has(codeOf(error));

function unwritable(path: string, error: unknown): Refusal {
  const code = codeOf(error);
  const details: Readonly<Record<string, string>> = {
    EEXIST: `There is something at ${path} already; name another file, or remove it.`,
    ENOENT: `There is no folder for ${path}; create it first.`,
    ENOTDIR: `There is no folder for ${path}; create it first.`,
    EACCES: `The user who runs this command may not write ${path}; change the permissions of its folder.`,
    ENOSPC: `The disk has no room for ${path}.`,
  };
  const detail = details[code] ?? `${path} cannot be written${code && ` (${code})`}.`;
  return invalid({ pointer: '/out', code: 'format', detail });
}
