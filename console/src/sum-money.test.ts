/** Guards: amounts are added up exactly, whatever decimals their currency has. */
import { expect, test } from 'vitest';
import { isMore, sumByCurrency, sumMoney } from './sum-money.ts';

test.each([
  [['0.10', '0.20'], '0.30'],
  [['47.00', '9007199254740993.01'], '9007199254741040.01'],
  [['4625', '1'], '4626'],
  [['14.200', '0.005'], '14.205'],
  [['-0.05', '0.02'], '-0.03'],
  [['0.05', '-0.05'], '0.00'],
  [[], '0'],
])('%j is %s', (amounts, sum) => {
  expect(sumMoney(amounts)).toBe(sum);
});

test('amounts are compared by value, not by letters', () => {
  expect(isMore('1000.00', '500.00')).toBe(true);
  expect(isMore('500.00', '500.00')).toBe(false);
});

test('amounts of different currencies are never added together', () => {
  const amounts = [
    { currency: 'USD', amount: '1.10' },
    { currency: 'JPY', amount: '7' },
    { currency: 'USD', amount: '2.95' },
  ];
  expect(sumByCurrency(amounts)).toEqual([
    { currency: 'USD', amount: '4.05' },
    { currency: 'JPY', amount: '7' },
  ]);
  expect(sumByCurrency([])).toEqual([]);
});
