import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { csvLine } from '../kit/csv/index.ts';
import type { Db } from '../kit/database/index.ts';

const PAGE = 5_000;

/** The file with the rejects, or null, and the files before it that could not be written. */
export interface SavedRejects {
  readonly path: string | null;
  readonly failed: readonly { readonly path: string; readonly cause: string }[];
}

/** Writes the rejects of a lot to the first of these files that can be written; its folder is created if necessary. */
export async function saveRejects(
  db: Db,
  lotId: string,
  paths: readonly string[],
): Promise<SavedRejects> {
  const failed: { path: string; cause: string }[] = [];
  for (const [index, path] of paths.entries()) {
    try {
      if (index > 0) await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeRejects(db, lotId, path);
      return { path, failed };
    } catch (error) {
      const cause = error instanceof Error && 'code' in error ? String(error.code) : null;
      // Error codes of a file system have letters, those of a database have digits.
      if (cause === null || !/^E[A-Z]+$/.test(cause)) throw error;
      failed.push({ path, cause });
    }
  }
  return { path: null, failed };
}

/**
 * Writes the rejected rows of a lot, including duplicates, to a CSV file `line,reason` (mode 0600), never a code. Returns how
 * many; without any, no file is made.
 */
export async function writeRejects(db: Db, lotId: string, path: string): Promise<number> {
  let file: FileHandle | undefined;
  let written = 0;
  try {
    for await (const page of readRejects(db, lotId)) {
      if (!file) {
        file = await open(path, 'w', 0o600);
        await file.write(csvLine(['line', 'reason']));
      }
      await file.write(page.map(({ line, reason }) => csvLine([line, reason])).join(''));
      written += page.length;
    }
  } catch (error) {
    // A partial file, on a full disk, would look complete.
    if (file) await rm(path, { force: true });
    throw error;
  } finally {
    await file?.close();
  }
  return written;
}

/** The rejected rows of a lot, by line, some at a time. */
export async function* readRejects(
  db: Db,
  lotId: string,
): AsyncGenerator<{ line: number; reason: string }[]> {
  for (let after = -1; ; ) {
    const { rows } = await db.query<{ line: number; reason: string }>(
      'SELECT line, reason FROM stock.rejects WHERE lot_id = $1 AND line > $2 ORDER BY line LIMIT $3',
      [lotId, after, PAGE],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.line;
  }
}
