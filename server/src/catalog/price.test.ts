// Guards the price: exactly the contract's formula, half up, for every amount we handle.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AMOUNT_MINOR_MAX } from '../kit/money.ts';
import { nextTier, tierFor, unitPrice } from './price.ts';

test.each([
  { list: 4700, bps: 150, own: null, unit: 4630 },
  { list: 4700, bps: 0, own: null, unit: 4700 },
  { list: 4700, bps: 150, own: 4500, unit: 4500 },
  { list: 4700, bps: 150, own: 4900, unit: 4900 },
  { list: 1, bps: 5000, own: null, unit: 1 },
  { list: 1, bps: 5001, own: null, unit: 0 },
  { list: 3, bps: 5000, own: null, unit: 2 },
  { list: 10_001, bps: 9999, own: null, unit: 1 },
  { list: 100, bps: 10_000, own: null, unit: 0 },
  { list: AMOUNT_MINOR_MAX, bps: 1, own: null, unit: 999_900_000_000_000 },
])('$list less $bps, own $own, is $unit', ({ list, bps, own, unit }) => {
  expect(unitPrice(list, bps, own)).toBe(unit);
});

test('the formula holds in exact arithmetic', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: AMOUNT_MINOR_MAX }),
      fc.integer({ min: 0, max: 10_000 }),
      (list, bps) => {
        const exact = (BigInt(list) * BigInt(10_000 - bps) * 2n + 10_000n) / 20_000n;
        expect(BigInt(unitPrice(list, bps, null))).toBe(exact);
      },
    ),
  );
});

test('a larger rate never gives a smaller discount', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: AMOUNT_MINOR_MAX }),
      fc.integer({ min: 0, max: 9_999 }),
      (list, bps) => {
        expect(unitPrice(list, bps + 1, null)).toBeLessThanOrEqual(unitPrice(list, bps, null));
      },
    ),
  );
});

test.each([0, 0.5, -1, Number.NaN, AMOUNT_MINOR_MAX + 1])('%s is not a price', (list) => {
  expect(() => unitPrice(list, 0, null)).toThrow();
});

const TIERS = [
  { name: 'Standard', volume30d: 0, discountBps: 0 },
  { name: 'Silver', volume30d: 5_000_000, discountBps: 150 },
  { name: 'Gold', volume30d: 10_000_000, discountBps: 250 },
];

test.each([
  { volume: 0, tier: 'Standard', next: 'Silver' },
  { volume: 4_999_999, tier: 'Standard', next: 'Silver' },
  { volume: 5_000_000, tier: 'Silver', next: 'Gold' },
  { volume: 99_000_000, tier: 'Gold', next: undefined },
])('a volume of $volume reaches $tier', ({ volume, tier, next }) => {
  expect(tierFor(TIERS, volume)?.name).toBe(tier);
  expect(nextTier(TIERS, volume)?.name).toBe(next);
});

test('without tiers there is no discount', () => {
  expect(tierFor([], 100)).toBeNull();
  expect(nextTier([], 100)).toBeNull();
});
