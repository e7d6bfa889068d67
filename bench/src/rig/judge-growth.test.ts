/** Guards: a table that grows although its rows end is called a fault, and so is one that keeps its rows and swells. */
import { expect, test } from 'vitest';
import { judgeGrowth } from './judge-growth.ts';

const DAYS = 45;
const ORDERS = 1_000;
const days = (of: (day: number) => number) => Array.from({ length: DAYS }, (_, day) => of(day + 1));
const pruned = (kept: number) => ({ is: 'pruned', by: 'a-job', days: kept }) as const;
const judge = (
  life: Parameters<typeof judgeGrowth>[0]['life'],
  rows: readonly number[],
  bytes: readonly number[] = rows.map((each) => each * 100),
) => judgeGrowth({ table: 'a.b', life, rows, bytes }, ORDERS).is;

test('what is deleted in time is flat, and what is not is a fault', () => {
  expect(
    judge(
      pruned(7),
      days((day) => Math.min(day, 8) * 3_000),
    ),
  ).toBe('flat');
  expect(
    judge(
      pruned(7),
      days((day) => day * 3_000),
    ),
  ).toBe('fault');
  expect(
    judge(
      pruned(31),
      days((day) => Math.min(day, 32) * 3_000),
    ),
  ).toBe('flat');
});

test('as many rows in ever more pages are a fault', () => {
  const rows = days((day) => Math.min(day, 8) * 3_000);
  expect(
    judge(
      pruned(7),
      rows,
      days((day) => day * 300_000),
    ),
  ).toBe('fault');
});

test('what is kept longer than was simulated is filling', () => {
  const verdict = judgeGrowth(
    {
      table: 'kit.emails',
      life: pruned(180),
      rows: days((day) => day * 20),
      bytes: days((day) => day * 9_000),
    },
    ORDERS,
  );
  expect(verdict).toEqual({ is: 'filling', rowsADay: 20, untilDay: 183 });
});

test('the books grow by an amount for each order, and faster than that is a fault', () => {
  const books = { is: 'kept', reason: 'the books' } as const;
  const rows = days((day) => day * ORDERS);
  const verdict = judgeGrowth(
    { table: 'a.b', life: books, rows, bytes: days((day) => day * ORDERS * 120) },
    ORDERS,
  );
  expect(verdict).toEqual({ is: 'books', bytesAnOrder: 120 });
  expect(
    judge(
      books,
      rows,
      days((day) => day * day * ORDERS * 50),
    ),
  ).toBe('fault');
});

test('what is written once a month is part of the books, and what fills a quarter is filling', () => {
  const books = { is: 'kept', reason: 'the books' } as const;
  expect(
    judge(
      books,
      days((day) => (day > 31 ? 60_000 : 0)),
    ),
  ).toBe('books');
  const quarter = { is: 'bounded', reason: 'a quarter', fillsDays: 92 } as const;
  expect(
    judge(
      quarter,
      days((day) => day * 230),
    ),
  ).toBe('filling');
});

test('one for each of a few things does not grow with the orders', () => {
  const few = { is: 'bounded', reason: 'one for each partner' } as const;
  expect(
    judge(
      few,
      days(() => 40),
    ),
  ).toBe('flat');
  expect(
    judge(
      few,
      days((day) => 40 + day * 500),
    ),
  ).toBe('fault');
  expect(
    judge(
      few,
      days(() => 0),
    ),
  ).toBe('empty');
});
