/** Guards: what a limit would have stopped is counted by the rule of the limit: sums of one owner within a window, without what others approved. */
import { expect, test } from 'vitest';
import { type ActOfOne, countExceeding } from './count-exceeding.ts';

const HOUR = 3_600_000;
const START = new Date('2026-11-01T00:00:00Z');
const act = (hour: number, amount: number, ...owners: string[]): ActOfOne => ({
  at: new Date(START.getTime() + hour * HOUR),
  amount,
  owners: owners.length === 0 ? ['one'] : owners,
});
const count = (acts: ActOfOne[], most: number | null, since = new Date(START.getTime() - 1)) =>
  countExceeding(acts, { most, windowMs: 24 * HOUR, since });

test('an act above the limit exceeds it, one of exactly the limit does not', () => {
  expect(count([act(0, 100), act(48, 101)], 100)).toEqual({ affected: 1, counted: 2 });
});

test('acts within the window count together, and an act a whole window ago does not', () => {
  expect(count([act(0, 60), act(23, 60)], 100).affected).toBe(1);
  expect(count([act(0, 60), act(24, 60)], 100).affected).toBe(0);
});

test('what exceeds is approved by somebody else and counts for no later sum', () => {
  expect(count([act(0, 60), act(1, 90), act(2, 40)], 100).affected).toBe(1);
});

test('each owner has a sum of its own, and the largest decides', () => {
  const acts = [
    act(0, 60, 'ann', 'shop a'),
    act(1, 60, 'bob', 'shop b'),
    act(2, 60, 'bob', 'shop c'),
  ];
  expect(count(acts, 100).affected).toBe(1);
});

test('acts before the period fill the window and are not counted, in whatever order they come', () => {
  const acts = [act(1, 60), act(0, 60)];
  expect(count(acts, 100, act(0, 0).at)).toEqual({ affected: 1, counted: 1 });
});

test('without a limit nothing exceeds but what always needs two, and nothing of size 0 exceeds', () => {
  expect(count([act(0, 1e9), { ...act(1, 1), always: true }], null).affected).toBe(1);
  expect(count([act(0, 0), act(1, 1)], 0).affected).toBe(1);
});
