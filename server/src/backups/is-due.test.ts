/**
 * Guards: a backup is made as often as the schedule says; one that failed is tried again after an hour, not every minute, and one that
 * an archive of the log waits for is made at most once an hour.
 */
import { expect, test } from 'vitest';
import { isDue } from './run-schedule.ts';

const now = new Date('2026-11-29T12:00:00Z');
const ago = (hours: number | null) =>
  hours === null ? null : new Date(now.getTime() - hours * 3_600_000);

test.each([
  [null, null, true],
  [null, 0.5, false],
  [null, 1, true],
  [23.9, 23.9, false],
  [24, 24, true],
  [30, 0.5, false],
  [30, 1.5, true],
])('made %s and tried %s hours ago: %s', (made, tried, due) => {
  expect(isDue({ everyHours: 24 }, ago(made), ago(tried), now)).toBe(due);
});

test.each([
  [null, null, true],
  [0.9, 0.9, false],
  [1, 1, true],
  [3, 0.5, false],
])('one that an archive waits for, made %s and tried %s hours ago: %s', (made, tried, due) => {
  expect(isDue({ everyHours: 24 }, ago(made), ago(tried), now, true)).toBe(due);
});
