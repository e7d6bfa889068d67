import { open } from 'node:fs/promises';
import { csvLine } from '../kit/csv.ts';
import type { Db } from '../kit/database/index.ts';

const PAGE = 5_000;

/**
 * Writes the rows of a lot that were not taken, duplicates among them, to a CSV file `line,reason`
 * (mode 0600), never a code. Returns how many; with none, no file is made.
 */
export async function writeRejects(db: Db, lotId: string, path: string): Promise<number> {
  let page = await readPage(db, lotId, -1);
  if (page.length === 0) return 0;
  let written = 0;
  await using file = await open(path, 'w', 0o600);
  await file.write(csvLine(['line', 'reason']));
  while (page.length > 0) {
    await file.write(page.map(({ line, reason }) => csvLine([line, reason])).join(''));
    written += page.length;
    page = await readPage(db, lotId, page.at(-1)?.line ?? 0);
  }
  return written;
}

async function readPage(db: Db, lotId: string, after: number) {
  const { rows } = await db.query<{ line: number; reason: string }>(
    'SELECT line, reason FROM stock.rejects WHERE lot_id = $1 AND line > $2 ORDER BY line LIMIT $3',
    [lotId, after, PAGE],
  );
  return rows;
}
