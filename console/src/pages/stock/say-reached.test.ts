/** Guards: what a low-stock threshold would mean is said from the stock and the pace of sales, and nothing is said where the pace is not known. */
import { expect, test } from 'vitest';
import { sayReached } from './say-reached.ts';

const level = { available: 100, sold: 14, days: 7 };

test.each([
  ['100', level, 'Low at once: 100 codes are for sale.'],
  [250, level, 'Low at once: 100 codes are for sale.'],
  ['1', { ...level, available: 1 }, 'Low at once: 1 code is for sale.'],
  ['40', level, 'At the pace of the last 14 days it is reached in about 30 days.'],
  ['98', level, 'At the pace of the last 14 days it is reached in about 1 day.'],
  ['99', level, 'At the pace of the last 14 days it is reached within a day.'],
  [
    '40',
    { ...level, sold: 0 },
    'Nothing was sold in the last 14 days, so it is not reached at this pace.',
  ],
  ['40', { ...level, sold: null, days: null }, null],
  ['', level, null],
  [null, level, null],
  ['4.5', level, null],
])('a threshold of %j: %j, %j', (typed, of, said) => {
  expect(sayReached(typed, of)).toBe(said);
});
