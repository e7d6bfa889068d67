/** Guards: a document's number reads the same everywhere, and the tax that a total includes is exact to the minor unit. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AMOUNT_MINOR_MAX } from '../kit/money.ts';
import { formatNumber, splitTax } from './document.ts';

test.each([
  ['invoice', 2026, 117, 'INV-2026-00117'],
  ['credit_note', 2027, 1, 'CN-2027-00001'],
  ['invoice', 2026, 123_456, 'INV-2026-123456'],
] as const)('%s %i %i', (kind, year, number, text) => {
  expect(formatNumber(kind, year, number)).toBe(text);
});

test.each([
  [12_000, 2000, 2_000],
  [100, null, 0],
  [119, 1900, 19],
  [1, 1900, 0],
  [3, 2000, 1],
  // 21 × 810 ÷ 10,810 = 1.57
  [21, 810, 2],
  // Exactly half: 30 × 2,000 ÷ 12,000 = 5; 33 × 2,000 ÷ 12,000 = 5.5
  [33, 2000, 6],
  [AMOUNT_MINOR_MAX, 10_000, AMOUNT_MINOR_MAX / 2],
])('%i at %s basis points includes %i', (total, bps, tax) => {
  expect(splitTax(total, bps)).toEqual({ net: total - tax, tax });
});

test('net and tax make the total, and the tax is never off by more than half a unit', () => {
  const totals = fc.integer({ min: 1, max: AMOUNT_MINOR_MAX });
  fc.assert(
    fc.property(totals, fc.integer({ min: 1, max: 10_000 }), (total, bps) => {
      const { net, tax } = splitTax(total, bps);
      expect(net + tax).toBe(total);
      const off = BigInt(tax) * (10_000n + BigInt(bps)) - BigInt(total) * BigInt(bps);
      expect(2n * (off < 0n ? -off : off) <= 10_000n + BigInt(bps)).toBe(true);
    }),
  );
});
