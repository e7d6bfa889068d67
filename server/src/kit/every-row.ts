import { NO_ID } from './ids.ts';

const ROWS_PER_PAGE = 1_000;

/**
 * Reads all rows of a query page by page, in the order of an id that never changes: for jobs that compare everything with what they did
 * before, where a row that is left out would count as gone. `read` returns at most `most` rows whose id is greater than `after`.
 */
export async function everyRow<Row>(
  read: (after: string, most: number) => Promise<readonly Row[]>,
  idOf: (row: Row) => string,
  rowsPerPage = ROWS_PER_PAGE,
): Promise<Row[]> {
  const all: Row[] = [];
  for (let after = NO_ID; ; ) {
    const rows = await read(after, rowsPerPage);
    all.push(...rows);
    const last = rows.at(-1);
    if (!last || rows.length < rowsPerPage) return all;
    after = idOf(last);
  }
}
