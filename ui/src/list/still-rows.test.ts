/** Guards: nothing that changes elsewhere moves the rows of a list under its reader; what the reader does is shown at once. */
import { expect, test } from 'vitest';
import { settle } from './use-still-rows.ts';

const row = (key: string, state = 'paid') => ({ key, state });
const keyOf = ({ key }: { key: string }) => key;
const before = { of: 'page', rows: [row('b'), row('a')], at: 100 };
const after = (rows: ReturnType<typeof row>[], at = 200, of = 'page') => ({ of, rows, at });

test('known rows change in place, and new ones wait and are counted', () => {
  const now = after([row('d'), row('c'), row('b', 'delivered')]);
  const { shown, fresh } = settle(before, now, 0, keyOf);
  expect(shown.rows).toEqual([row('b', 'delivered'), row('a')]);
  expect(fresh).toBe(2);
});

test('rows that leave are gone, if none is new', () => {
  expect(settle(before, after([row('a')]), 0, keyOf)).toMatchObject({
    shown: { rows: [row('a')] },
    fresh: 0,
  });
});

test.each([
  ['another page', before, after([row('c'), row('b')], 200, 'other'), 0],
  ['after an act of the reader', before, after([row('c'), row('b')]), 150],
  ['where nothing was', { ...before, rows: [] }, after([row('c')]), 0],
])('%s is shown at once', (_name, was, now, actAt) => {
  expect(settle(was, now, actAt, keyOf)).toEqual({ shown: now, fresh: 0 });
});

test('an act before the rows were read, or one whose effect was not read yet, changes nothing', () => {
  for (const actAt of [50, 250]) {
    expect(settle(before, after([row('c'), row('b')]), actAt, keyOf).fresh).toBe(1);
  }
});
