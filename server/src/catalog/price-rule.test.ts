/** Guards: a rule makes the price that its words say, always rounded up, in exact integers. */
import { expect, test } from 'vitest';
import { AMOUNT_MINOR_MAX } from '../kit/money.ts';
import { floorOver, priceByRule } from './price-rule.ts';

const by = (base: number, bps: number, rounding: 'minor' | 'x5' | 'x9' = 'minor') =>
  priceByRule(base, { bps, rounding });

test.each([
  [4700, 0, 'minor', 4700],
  [4700, 200, 'minor', 4794],
  [4701, 200, 'minor', 4796],
  [4700, -200, 'minor', 4606],
  [4703, -250, 'minor', 4586],
  [4700, 200, 'x5', 4795],
  [4700, 0, 'x5', 4700],
  [4700, 0, 'x9', 4709],
  [4709, 0, 'x9', 4709],
  [4710, 0, 'x9', 4719],
  [1, -9000, 'minor', 1],
  [1, -9000, 'x9', 9],
] as const)('%d with %d basis points, rounded to %s, is %d', (base, bps, rounding, price) => {
  expect(by(base, bps, rounding)).toBe(price);
});

test('amounts near the largest are exact, and larger ones are no price', () => {
  expect(by(999_999_999_999_999, 0)).toBe(999_999_999_999_999);
  expect(by(AMOUNT_MINOR_MAX, 1)).toBeNull();
  expect(by(AMOUNT_MINOR_MAX, 0, 'x9')).toBeNull();
});

test('a price is never below what the rule asks for, and the next step below would be', () => {
  for (let base = 1; base < 2_000; base += 7) {
    for (const bps of [-9_000, -333, 0, 1, 250, 90_000]) {
      const price = by(base, bps) ?? 0;
      const asked = base * (10_000 + bps);
      expect(price * 10_000).toBeGreaterThanOrEqual(asked);
      if (price > 1) expect((price - 1) * 10_000).toBeLessThan(asked);
      expect((by(base, bps, 'x5') ?? 0) % 5).toBe(0);
      expect((by(base, bps, 'x9') ?? 0) % 10).toBe(9);
    }
  }
});

test('the floor leaves its margin over the cost', () => {
  expect(floorOver(4550, 0)).toBe(4550);
  expect(floorOver(4550, 100)).toBe(4596);
  expect(floorOver(1, 1)).toBe(2);
});
