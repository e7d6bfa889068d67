/**
 * Guards: nobody alone lets one business pay less than the list where that may be below the floor, whatever own price it had before;
 * what takes nothing away needs one person.
 */
import { expect, test } from 'vitest';
import { ownPriceTakesTwo } from './own-price-takes-two.ts';

const facts = { listed: 4_700, own: null, available: 10, floor: 4_500 };

test('a price below the list needs two only below the floor', () => {
  expect(ownPriceTakesTwo({ ...facts, after: 4_500 })).toBe(false);
  expect(ownPriceTakesTwo({ ...facts, after: 4_499 })).toBe(true);
});

test('a lower price needs two where no floor is known, or nothing is for sale', () => {
  expect(ownPriceTakesTwo({ ...facts, floor: null, after: 4_699 })).toBe(true);
  expect(ownPriceTakesTwo({ ...facts, available: 0, after: 4_600 })).toBe(true);
  expect(ownPriceTakesTwo({ ...facts, floor: null, after: 4_700 })).toBe(false);
});

test('an own price above the list is no bar from which one person may come down', () => {
  const high = { ...facts, floor: null, own: 9_900 };
  expect(ownPriceTakesTwo({ ...high, after: 4_600 })).toBe(true);
  expect(ownPriceTakesTwo({ ...high, after: 4_700 })).toBe(false);
});

test('a price that two people agreed on is raised or removed by one, and not lowered further', () => {
  const low = { ...facts, own: 4_000 };
  expect(ownPriceTakesTwo({ ...low, after: 4_100 })).toBe(false);
  expect(ownPriceTakesTwo({ ...low, after: null })).toBe(false);
  expect(ownPriceTakesTwo({ ...low, after: 3_999 })).toBe(true);
});
