// Guards that nobody sells stock below its cost alone, in one step or in many.
import { expect, test } from 'vitest';
import { listPriceTakesTwo } from './list-price-takes-two.ts';

const step = { before: 4700, after: 4600, available: 10, floor: 4500, canBuy: true };

test.each([
  ['raising', { after: 4800 }, false],
  ['raising, though it stays below the floor', { before: 4300, after: 4400 }, false],
  ['lowering what is below the floor already', { before: 4400, after: 4399 }, true],
  ['the same', { after: 4700 }, false],
  ['lower, above the cost of every code', {}, false],
  ['lower, at the cost of every code', { after: 4500 }, false],
  ['lower, below the cost of a code', { after: 4499 }, true],
  ['lower by one unit, where a cost is unknown', { after: 4699, floor: null }, true],
  ['lower, with nothing for sale to compare with', { available: 0, floor: null }, true],
  [
    'the first price, before there is anything for sale',
    { before: null, available: 0, floor: null },
    true,
  ],
  ['the first price of codes whose cost is unknown', { before: null, floor: null }, true],
  ['the first price, below cost', { before: null, after: 4499 }, true],
  ['the first price, above cost', { before: null }, true],
  ['the first price while nobody can buy', { before: null, canBuy: false }, false],
  [
    'the first price while nobody can buy, below cost',
    { before: null, after: 4499, canBuy: false },
    true,
  ],
  ['a lower price while nobody can buy', { after: 4499, canBuy: false }, true],
])('%s', (_, change, takesTwo) => {
  expect(listPriceTakesTwo({ ...step, ...change })).toBe(takesTwo);
});
