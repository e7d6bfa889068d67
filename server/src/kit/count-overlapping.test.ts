/** Guards: what a limit of open orders would have refused is counted by its rule: what is open at once, without what it would have refused before. */
import { expect, test } from 'vitest';
import { countOverlapping, type OpenSpan } from './count-overlapping.ts';

const HOUR = 3_600_000;
const START = new Date('2026-11-01T00:00:00Z');
const at = (hour: number) => new Date(START.getTime() + hour * HOUR);
const span = (from: number, until: number | null, amount = 1): OpenSpan => ({
  from: at(from),
  until: until === null ? null : at(until),
  amount,
});
const count = (spans: OpenSpan[], most: number, since = at(-1)) =>
  countOverlapping(spans, { most, since });

test('what is open at once counts together, and what has ended does not', () => {
  expect(count([span(0, 2), span(1, 3)], 1)).toEqual({ affected: 1, counted: 2 });
  expect(count([span(0, 1), span(1, 3)], 1)).toEqual({ affected: 0, counted: 2 });
  expect(count([span(0, null), span(100, 101)], 1).affected).toBe(1);
});

test('exactly the limit does not exceed it, and a limit of nothing refuses all', () => {
  expect(count([span(0, 5, 60), span(1, 5, 40)], 100).affected).toBe(0);
  expect(count([span(0, 5, 60), span(1, 5, 41)], 100).affected).toBe(1);
  expect(count([span(0, 1), span(2, 3)], 0).affected).toBe(2);
});

test('what is refused is open for no later one', () => {
  expect(count([span(0, 9, 60), span(1, 9, 90), span(2, 9, 40)], 100).affected).toBe(1);
});

test('those before the period fill the limit and are not counted, in whatever order they come', () => {
  expect(count([span(1, 3), span(0, 2)], 1, at(0))).toEqual({ affected: 1, counted: 1 });
});
