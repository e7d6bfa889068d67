import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { csvLine } from '../kit/csv/index.ts';
import type { Db } from '../kit/database/index.ts';

const PAGE = 5_000;

/** Where rejects were written, or null, and which places before could not be. */
export interface SavedRejects {
  readonly path: string | null;
  readonly failed: readonly { readonly path: string; readonly cause: string }[];
}

/** Writes the rejects of a lot to the first of these places that can be written, whose folder may be made. */
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
      // A file system says why by a code in letters, a database by one with digits.
      if (cause === null || !/^E[A-Z]+$/.test(cause)) throw error;
      failed.push({ path, cause });
    }
  }
  return { path: null, failed };
}

/**
 * Writes the rows of a lot that were not taken, duplicates among them, to a CSV file `line,reason`
 * (mode 0600), never a code. Returns how many; with none, no file is made.
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
    // Some of them, on a disk without room, would look like all of them.
    if (file) await rm(path, { force: true });
    throw error;
  } finally {
    await file?.close();
  }
  return written;
}

/** The rows of a lot that were not taken, by line, some at a time. */
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
