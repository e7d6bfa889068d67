import { AsyncLocalStorage } from 'node:async_hooks';
import { isMainThread } from 'node:worker_threads';
import { type CsvForm, csvLine } from '../csv/index.ts';
import type { Find, PageQuery, Pages, Show } from '../pages.ts';
import { type Call, type Reply, raw } from './call.ts';
import { chooseType } from './negotiate.ts';

/**
 * Few where orders of others wait while a piece is written: with a thousand, longer than the orders themselves take. In a thread of its own
 * nobody waits, and each piece costs two statements.
 */
const ROWS_PER_PIECE = isMainThread ? 250 : 1_000;
const FORMS = ['application/json', 'text/csv'] as const;

/** Whether the reader wants a list as CSV; without a wish it is JSON. */
export function wantsCsv(call: Pick<Call<never>, 'header'>): boolean {
  return chooseType(call.header('accept'), FORMS) === 'text/csv';
}

/** A list as CSV: the columns, as members of what is shown, and the name of the file. */
export interface CsvFile<Shown> {
  readonly name: string;
  readonly columns: readonly (keyof Shown & string)[];
}

/**
 * Everything that the filters of a list match, as one CSV file. It is read and sent in pieces, so that its length costs no memory; it ends
 * early, and visibly, if reading fails, and reading stops when its reader is gone.
 */
export function csvList<Query extends PageQuery & CsvForm, Place, Row, Found extends Row, Shown>(
  { isHead }: Pick<Call<never>, 'isHead'>,
  { name, columns }: CsvFile<Shown>,
  pages: Pages<Place, Row>,
  query: Query,
  find: Find<Query, Place, Found>,
  show: Show<Found, Shown>,
): Reply<200, never> {
  return csvFile(name, isHead ? undefined : csvPieces(columns, pages, query, find, show));
}

/** A CSV file that is saved under its name; without pieces, its headers. */
export function csvFile(name: string, pieces: AsyncGenerator<Buffer> | undefined) {
  return raw(200, pieces && inRequest(pieces), {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  });
}

/** Pieces are read when their reader wants them, but as part of the request that made them: by the database that serves it. */
export function inRequest(pieces: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const within = AsyncLocalStorage.snapshot();
  return {
    next: () => within(() => pieces.next()),
    return: (value) => within(() => pieces.return(value)),
    throw: (error) => within(() => pieces.throw(error)),
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: async () => {
      await within(() => pieces.return(undefined));
    },
  };
}

/** The same without its reply: a piece for each page of rows. */
export async function* csvPieces<
  Query extends PageQuery & CsvForm,
  Place,
  Row,
  Found extends Row,
  Shown,
>(
  columns: CsvFile<Shown>['columns'],
  pages: Pages<Place, Row>,
  query: Query,
  find: Find<Query, Place, Found>,
  show: Show<Found, Shown>,
): AsyncGenerator<Buffer> {
  yield Buffer.from(csvLine(columns));
  let cursor: string | undefined;
  do {
    const page = await pages.read({ ...query, limit: ROWS_PER_PIECE, cursor }, find);
    const lines = (await show(page.rows)).map((shown) =>
      csvLine(
        columns.map((column) => shown[column]),
        query,
      ),
    );
    yield Buffer.from(lines.join(''));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
