/**
 * Guards: ten failed attempts are free, then each costs a delay that doubles from half a minute to a quarter of an
 * hour.
 */
import { expect, test } from 'vitest';
import { waitAfter } from './failures.ts';

const last = new Date('2026-03-01T12:00:00Z');
const after = (ms: number) => new Date(last.getTime() + ms);

test.each([
  [0, 0],
  [9, 0],
  [10, 30],
  [11, 60],
  [12, 120],
  [13, 240],
  [14, 480],
  [15, 900],
  [16, 900],
  [1_000_000, 900],
])('%i failed attempts: %i seconds', (count, seconds) => {
  expect(waitAfter(count, last, last)).toBe(seconds);
});

test.each([
  [1, 30],
  [29_000, 1],
  [29_999, 1],
  [30_000, 0],
  [60_000, 0],
])('%i ms after the tenth', (ms, seconds) => {
  expect(waitAfter(10, last, after(ms))).toBe(seconds);
});
