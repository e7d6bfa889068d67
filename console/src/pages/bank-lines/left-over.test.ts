/** Guards: a split is sent only if its parts add up, to the last decimal. */
import { expect, test } from 'vitest';
import { leftOver } from './left-over.ts';

test.each([
  ['100.00', ['60.00', '40'], '0'],
  ['100.00', ['60.01', '40'], '-0.01'],
  ['0.30', ['0.1', '0.2'], '0'],
  ['1000', ['', ''], '1000'],
  ['9.5', ['1'], '8.5'],
  ['9.50', ['x'], null],
  ['9.50', ['-1'], null],
  ['1.005', ['1.0'], '0.005'],
])('of %s, %j leave %s', (whole, parts, expected) => {
  expect(leftOver(whole, parts)).toBe(expected);
});
