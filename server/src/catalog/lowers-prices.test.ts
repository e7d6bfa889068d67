/** Guards: tiers that let any volume pay less, or half, are recognised, wherever their volumes begin. */
import { expect, test } from 'vitest';
import { halvesPrices, lowersPrices } from './lowers-prices.ts';

const tier = (volume30d: number, discountBps: number) => ({
  ...{ name: `from ${volume30d}`, volume30d, discountBps },
});
const now = [tier(0, 0), tier(1_000, 50), tier(5_000, 100)];

test.each([
  ['the same', now, false],
  ['a lower discount', [tier(0, 0), tier(1_000, 40), tier(5_000, 100)], false],
  ['a higher discount', [tier(0, 0), tier(1_000, 51), tier(5_000, 100)], true],
  ['a tier that begins earlier', [tier(0, 0), tier(999, 50), tier(5_000, 100)], true],
  ['a tier that begins later', [tier(0, 0), tier(1_001, 50), tier(5_000, 100)], false],
  ['a new tier above the others', [...now, tier(9_000, 150)], true],
  ['a tier less, above', now.slice(0, 2), false],
  ['no tier any more', [], false],
])('%s', (_what, after, lowers) => {
  expect(lowersPrices(now, after)).toBe(lowers);
});

test('the first tiers lower prices if one of them has a discount', () => {
  expect(lowersPrices([], [tier(0, 0)])).toBe(false);
  expect(lowersPrices([], [tier(0, 0), tier(10, 1)])).toBe(true);
});

test.each([
  ['the same', now, false],
  ['a quarter less', [tier(0, 0), tier(1_000, 2_500)], false],
  ['half of the price', [tier(0, 5_000)], true],
  ['half of what one volume pays', [...now, tier(9_000, 5_050)], true],
  ['a point in a wrong place, above half', [tier(0, 0), tier(1_000, 5_025)], true],
])('some volume pays half of what it pays now or less: %s', (_what, after, expected) => {
  expect(halvesPrices(now, after)).toBe(expected);
});
