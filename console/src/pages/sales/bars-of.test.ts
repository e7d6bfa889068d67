/** Guards: the bars have one place for each day, also without sales, and months for many days; currencies stay apart. */
import { expect, test } from 'vitest';
import { barsOf } from './bars-of.ts';

const sale = (day: string, net: string, currency = 'EUR') => ({ day, net, currency, codes: 1 });
const days = [
  sale('2026-11-26', '10.00'),
  sale('2026-11-28', '-2.50'),
  sale('2026-11-27', '9', 'JPY'),
];

test('each day has its place, and the open one is marked', () => {
  const bars = barsOf({ from: '2026-11-26', to: '2026-11-28', days, is_open: true }, 'EUR');
  expect(bars.map(({ value, isOpen }) => [value, isOpen])).toEqual([
    [10, false],
    [0, false],
    [-2.5, true],
  ]);
});

test('many days are months', () => {
  const more = [...days, sale('2026-10-31', '0.10'), sale('2026-10-01', '0.20')];
  const bars = barsOf({ from: '2026-08-01', to: '2026-11-28', days: more, is_open: false }, 'EUR');
  expect(bars.map(({ key, value }) => [key, value])).toEqual([
    ...[
      ['2026-08', 0],
      ['2026-09', 0],
    ],
    ...[
      ['2026-10', 0.3],
      ['2026-11', 7.5],
    ],
  ]);
  expect(bars.some(({ isOpen }) => isOpen)).toBe(false);
});
