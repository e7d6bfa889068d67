/** Guards: a change is said with its direction, its size and what it is compared with, and nothing is divided by zero. */
import { withUnits } from '@psnb2b/ui';
import { expect, test } from 'vitest';
import { changeText } from './change-text.ts';

test.each([
  ['106.10', '100.00', '6.1 % more than October (100.00 EUR)'],
  ['50.00', '100.00', '50.0 % less than October (100.00 EUR)'],
  ['100.00', '100.00', 'As October'],
  ['100000.01', '100000.00', 'under 0.1 % more than October (100,000.00 EUR)'],
  ['5.00', '0.00', 'More than October (0.00 EUR)'],
  ['5.00', '-5.00', 'More than October (−5.00 EUR)'],
  ['-5.00', '0.00', 'Less than October (0.00 EUR)'],
  ['9000.00', '10.00', '89,900.0 % more than October (10.00 EUR)'],
])('%s after %s', (now, before, said) => {
  expect(changeText(now, before, 'October', 'EUR')).toBe(withUnits(said));
});

test('of an unknown figure nothing is said', () => {
  expect(changeText(null, '1.00', 'October', 'EUR')).toBeNull();
  expect(changeText('1.00', null, 'October', 'EUR')).toBeNull();
  expect(changeText(12, 10, 'October')).toBe('20.0\u00a0% more than October (10)');
});
