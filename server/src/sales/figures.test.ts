/** Guards: an unknown cost never counts as none, and a margin is over what has a cost. */
import { expect, test } from 'vitest';
import { addSums, figuresOf, noSums } from './figures.ts';

const sale = { ...noSums, soldCodes: 4, sold: 4_000 };

test('sales without a known cost have no margin', () => {
  expect(figuresOf(sale)).toMatchObject({
    ...{ net: 4_000, codes: 4, cost: null, margin: null, marginBps: null, knownBps: 0 },
    unknownCodes: 4,
  });
});

test('a margin is over the sales with a known cost, and says over how much', () => {
  const sums = { ...sale, knownCodes: 3, knownSold: 3_000, cost: 2_700 };
  expect(figuresOf(sums)).toMatchObject({
    ...{ cost: 2_700, margin: 300, marginBps: 1_000, knownBps: 7_500, unknownCodes: 1 },
  });
});

test('a returned code gives its price and its cost back; a refunded one its price only', () => {
  const all = { ...sale, knownCodes: 4, knownSold: 4_000, cost: 3_600 };
  const returned = { ...noSums, returnedCodes: 1, returned: 1_000, knownBack: 1_000, cost: -900 };
  const refunded = { ...noSums, refundedCodes: 1, refunded: 1_000, knownBack: 1_000 };
  expect(figuresOf(addSums(all, returned))).toMatchObject({ net: 3_000, codes: 3, margin: 300 });
  const made = figuresOf(addSums(all, refunded));
  expect(made).toMatchObject({ net: 3_000, codes: 4, margin: -600, madeGood: 1 });
});

test('nothing sold has no shares, and nothing is divided by it', () => {
  expect(figuresOf(noSums)).toMatchObject({ net: 0, cost: null, marginBps: null, knownBps: null });
  const back = { ...noSums, returned: 500, knownBack: 500, cost: -450 };
  expect(figuresOf(back)).toMatchObject({ net: -500, margin: -50, marginBps: null });
});
