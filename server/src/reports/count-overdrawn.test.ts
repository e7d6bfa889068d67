/** Guards: how many orders a credit limit would have refused is counted by its rule, and what a refused order took is there for the ones after it. */
import { expect, test } from 'vitest';
import type { Taking } from '../ledger/index.ts';
import { countOverdrawn } from './count-overdrawn.ts';

/** From a balance, in their order: an order takes money, and one that ended releases it. */
function takings(balance: number, moves: readonly (readonly [string, number])[]): Taking[] {
  let after = balance;
  const all = moves.map(([reference, amount], minute) => {
    after += amount;
    return { at: new Date(minute * 60_000), reference, amount, after };
  });
  return all.toReversed();
}

test('an order that leaves exactly the limit is not refused, one that leaves less is', () => {
  expect(countOverdrawn(takings(100, [['a', -150]]), 50)).toEqual({ affected: 0, counted: 1 });
  expect(countOverdrawn(takings(100, [['a', -151]]), 50)).toEqual({ affected: 1, counted: 1 });
});

test('the money of a refused order stays for the orders after it', () => {
  const moves = [
    ['a', -90],
    ['b', -80],
    ['c', -60],
  ] as const;
  expect(countOverdrawn(takings(100, moves), 50)).toEqual({ affected: 1, counted: 3 });
});

test('what a refused order would never have taken does not come back from it either', () => {
  const moves = [
    ['a', -120],
    ['a', 120],
    ['b', -90],
    ['c', -20],
  ] as const;
  expect(countOverdrawn(takings(100, moves), 0)).toEqual({ affected: 2, counted: 3 });
});
