/**
 * Guards: reading a list page by page returns every row once, whatever the order and however many rows are equal in it.
 */
import { pageSizeDefault } from '@psnb2b/contract';
import { describe, expect, test } from 'vitest';
import {
  idPlace,
  numberPlace,
  type PageAsked,
  Pages,
  type TimedPlace,
  timedPlace,
  wholeList,
} from './pages.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const self = <Place>(place: Place) => place;
const numbers = new Pages('numbers', numberPlace, self<number>);

/** All rows as a client reads them: with the cursor of each page, until there is none. */
async function readAll<Row, Place>(
  pages: Pages<Place, Row>,
  limit: number,
  find: (behind: Place | null, max: number) => Row[],
): Promise<Row[]> {
  const all: Row[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const body = await pages.body(
      cursor === undefined ? { limit } : { limit, cursor },
      (asked) => find(asked.behind, asked.limit),
      (rows) => rows,
    );
    expect(body.has_more).toBe(body.next_cursor !== null);
    all.push(...body.data);
    cursor = body.next_cursor;
  }
  return all;
}

test.each([1, 2, 3, 7, 8, 100])('every row once, %i at a time', async (limit) => {
  const rows = [7, 6, 5, 4, 3, 2, 1];
  const find = (from: number | null, max: number) =>
    rows.filter((row) => from === null || row < from).slice(0, max);
  expect(await readAll(numbers, limit, find)).toEqual(rows);
});

test.each([1, 2, 5])(
  'rows with equal times are distinguished by their ids, %i at a time',
  async (limit) => {
    const time = new Date('2026-02-03T04:05:06.789Z');
    const rows = [5, 4, 3, 2, 1].map((n) => ({ id: id(n), time }));
    const pages = new Pages('timed', timedPlace, self<TimedPlace>);
    const find = (from: { time: Date; id: string } | null, max: number) =>
      rows.filter((row) => from === null || row.time < from.time || row.id < from.id).slice(0, max);
    expect(await readAll(pages, limit, find)).toEqual(rows);
  },
);

describe('a list that turns', () => {
  const rows = [7, 6, 5, 4, 3, 2, 1];
  const turning = new Pages('turning', numberPlace, self<number>, { turns: true });
  const find = ({ behind, limit, turned = false }: PageAsked<number>) => {
    const way = turned ? rows.toReversed() : rows;
    const at = behind === null || behind === undefined ? 0 : way.indexOf(behind) + 1;
    return way.slice(at, at + limit);
  };
  const read = (limit: number, cursor?: string | null) =>
    turning.read(cursor ? { limit, cursor } : { limit }, find);

  test.each([1, 2, 3, 7])('is read back from its end, %i at a time', async (limit) => {
    let page = await read(limit);
    expect(page.previousCursor).toBeNull();
    while (page.nextCursor !== null) page = await read(limit, page.nextCursor);
    const back = [...page.rows];
    while (page.previousCursor !== null) {
      page = await read(limit, page.previousCursor);
      expect(page.hasMore).toBe(true);
      expect(page.rows).toHaveLength(limit);
      back.unshift(...page.rows);
    }
    // The first page is whole, also if the pages do not end where they began.
    expect([...new Set(back)]).toEqual(rows);
    expect(page.rows).toEqual(rows.slice(0, limit));
  });

  test('gives the same page again from the one behind it', async () => {
    const first = await read(2);
    const second = await read(2, first.nextCursor);
    const third = await read(2, second.nextCursor);
    const again = await read(2, third.previousCursor);
    expect(again.rows).toEqual(second.rows);
    expect((await read(2, again.nextCursor)).rows).toEqual(third.rows);
  });

  test('a list that does not turn refuses such a cursor', async () => {
    const cursor = Buffer.from('numbers< 5').toString('base64url');
    await expect(numbers.read({ cursor }, () => [])).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });
});

test('a query without parameters starts at the beginning, with the default number of rows', async () => {
  let asked: unknown;
  const all = Array.from({ length: pageSizeDefault + 1 }, (_, row) => row);
  const { rows } = await numbers.read({}, (page) => {
    asked = page;
    return all;
  });
  expect(asked).toEqual({ limit: pageSizeDefault + 1, behind: null });
  expect(rows).toEqual(all.slice(0, pageSizeDefault));
});

describe('a cursor is refused by name', () => {
  const cursorOf = (text: string) => Buffer.from(text).toString('base64url');
  test.each([
    ['of another list', cursorOf('others 5')],
    ['of a list whose name begins alike', cursorOf('numbers2 5')],
    ['without a place', cursorOf('numbers ')],
    ['with a place of another kind', cursorOf(`numbers ${id(1)}`)],
    ['with an invalid number', cursorOf('numbers -1')],
    ['with more behind the place', cursorOf('numbers 5 6')],
    ['that is not base64', '%%%'],
    ['that is a number', '5'],
  ])('%s', async (_what, cursor) => {
    await expect(numbers.read({ cursor }, () => [])).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });

  test.each([
    ['an id in capitals', cursorOf(`ids ${id(1).replaceAll('0', 'A')}`), idPlace],
    ['an invalid time', cursorOf(`ids ${id(1)} 99999999999999999`), timedPlace],
    ['a time without an id', cursorOf('ids  1'), timedPlace],
  ])('%s', async (_what, cursor, form) => {
    const pages = new Pages<unknown, unknown>('ids', form as never, self);
    await expect(pages.read({ cursor }, () => [])).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });
});

test('a list of one page has no next cursor', () => {
  expect(wholeList(['a'])).toEqual({
    ...{ object: 'list', data: ['a'] },
    ...{ has_more: false, next_cursor: null },
  });
});
