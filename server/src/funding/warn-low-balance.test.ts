/** Guards: a low balance is reported once, when it falls below the threshold. */
import { expect, test } from 'vitest';
import { fallsBelow } from './warn-low-balance.ts';

test.each([
  [100, 100, 99, true],
  [100, 101, 100, false],
  [100, 99, 98, false],
  [100, 99, 100, false],
  [100, 500, 0, true],
  [0, 0, -1, true],
  [0, 10, 0, false],
])('a threshold of %i, from %i to %i', (threshold, before, after, isWarned) => {
  expect(fallsBelow(threshold, before, after)).toBe(isWarned);
});
