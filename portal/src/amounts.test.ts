/** Guards: the sum that a person is shown before returning codes is the one that comes back, to the last digit. */
import { expect, test } from 'vitest';
import { times } from './amounts.ts';

test.each([
  ['46.37', 3, '139.11'],
  ['0.01', 500, '5.00'],
  ['0.07', 1, '0.07'],
  ['1100', 9, '9900'],
  ['90071992547409.93', 500, '45035996273704965.00'],
])('%s × %i is %s', (amount, count, sum) => {
  expect(times(amount, count)).toBe(sum);
});
