/** Guards: nothing that changes elsewhere moves the rows of a list under its reader; what the reader does is shown at once. */
import { describe, expect, test } from 'vitest';
import { settle, settleQueue } from './use-still-rows.ts';

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

describe('in a queue', () => {
  const queue = {
    of: 'page',
    rows: [row('a'), row('b'), row('c')],
    at: 100,
    gone: new Set<string>(),
  };
  const keys = ({ shown }: ReturnType<typeof settleQueue<ReturnType<typeof row>>>) =>
    shown.rows.map(({ key }) => key);

  test('a row that was decided stays in its place as it was, and is marked', () => {
    const settled = settleQueue(queue, after([row('a'), row('c')]), false, 150, keyOf);
    expect(keys(settled)).toEqual(['a', 'b', 'c']);
    expect([...settled.shown.gone]).toEqual(['b']);
    // All of them, one after the other; one that comes back is no longer gone.
    const none = settleQueue(settled.shown, after([], 300), false, 250, keyOf);
    expect([...none.shown.gone].sort()).toEqual(['a', 'b', 'c']);
    expect(
      [...settleQueue(none.shown, after([row('b')], 400), false, 0, keyOf).shown.gone].sort(),
    ).toEqual(['a', 'c']);
  });

  test('a row that slides in from the next page moves no other, and one that slides out is not gone', () => {
    const slid = settleQueue(queue, after([row('b'), row('c'), row('d')]), true, 150, keyOf);
    expect(keys(slid)).toEqual(['a', 'b', 'c', 'd']);
    expect([...slid.shown.gone]).toEqual(['a']);
    const urgent = settleQueue(queue, after([row('u'), row('a'), row('b')]), true, 0, keyOf);
    expect(keys(urgent)).toEqual(['a', 'b', 'c']);
    expect([urgent.fresh, urgent.shown.gone.size]).toEqual([1, 0]);
  });

  test('another page, or one that was empty, is shown as it is', () => {
    for (const was of [
      { ...queue, of: 'other' },
      { ...queue, rows: [] },
    ]) {
      const settled = settleQueue(was, after([row('x')]), false, 0, keyOf);
      expect([keys(settled), settled.shown.gone.size]).toEqual([['x'], 0]);
    }
  });
});
