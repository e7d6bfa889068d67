/**
 * Guards: more requests than a limit allows are found in any 60 seconds, a count is exact where the counts were never away, and what decision 55 allows beyond it
 * is allowed only where they were.
 */
import { expect, test } from 'vitest';
import { readHistory } from './history.ts';
import type { Call, Line } from './journal.ts';
import { fullestWindows } from './limit-windows.ts';

const PROBE: Call = { id: '', kind: 'probe', buyer: -1, method: 'GET', path: '/balance' };
const times = (count: number, second: number) => Array.from({ length: count }, () => second);

interface Happened {
  readonly losses?: readonly number[];
  readonly nodes?: readonly number[];
  readonly alone?: readonly number[];
}

/** A request at each of these seconds, answered a tenth of a second later; and what was lost at some. The limit is 4, and there are two nodes. */
function fullestOf(
  served: readonly number[],
  { losses = [], nodes = [], alone = [] }: Happened = {},
) {
  const lines = served.flatMap((second, request): Line[] => [
    { is: 'sent', at: second * 1000, request, call: PROBE },
    { is: 'reply', at: second * 1000 + 100, request, status: 200, body: {} },
  ]);
  const faults = [
    ...losses.map((second) => ({ second, fault: 'primary killed' })),
    ...nodes.map((second) => ({ second, fault: 'API node silent' })),
  ].map(
    ({ second, fault }): Line => ({
      ...{ is: 'fault', at: second * 1000, until: second * 1000 + 5_000, fault },
    }),
  );
  return fullestWindows(readHistory([...lines, ...faults]), {
    ...{ limit: 4, nodes: 2, alone: alone.map((second) => second * 1000) },
  });
}

test('the fullest 60 seconds are found wherever they are', () => {
  expect(fullestOf([0, 50, 70, 80, 100, 109, 140])).toEqual({
    ...{ steady: 5, any: 5 },
    exceeded: ['5 of 4 from 50000 ms on', '5 of 4 from 50000 ms on'],
  });
});

test('a reply that came too late for a window does not count in it', () => {
  expect(fullestOf([0, 30, 59.95]).any).toBe(2);
});

test('with a primary that was lost within, a window is not steady; what is left of it is', () => {
  expect(fullestOf([0, 1, 2, 20, 21, 22], { losses: [10] })).toEqual({
    ...{ steady: 3, any: 6, exceeded: [] },
  });
});

test('a fail-over allows one share more, and one limit more for what a lost node had granted', () => {
  const served = [...times(4, 0), ...times(4, 20)];
  const exceeded = (happened: Happened) => fullestOf(served, happened).exceeded.length > 0;
  expect(exceeded({ losses: [10] })).toBe(true);
  expect(exceeded({ losses: [10], nodes: [5] })).toBe(false);
  expect(exceeded({ nodes: [5] })).toBe(true);
  expect(exceeded({ losses: [10], nodes: [70] })).toBe(true);
  expect(fullestOf([...served, 30], { losses: [10], nodes: [5] }).exceeded).not.toEqual([]);
});

test('a lost node is forgotten once, and each other fail-over puts the counts back', () => {
  const served = [0, 15, 25, 45].flatMap((second) => times(4, second));
  const exceeded = (many: readonly number[], happened: Happened) =>
    fullestOf(many, happened).exceeded.length > 0;
  expect(exceeded(served, { losses: [10, 20, 40], nodes: [2] })).toBe(true);
  // The limit, once more what the lost node granted, and once what living nodes may grant beyond it.
  expect(exceeded(served.slice(0, 10), { losses: [10, 20, 40], nodes: [2] })).toBe(false);
  expect(exceeded(served.slice(0, 11), { losses: [10, 20, 40], nodes: [2] })).toBe(true);
  expect(exceeded(served.slice(0, 12), { losses: [10, 20, 40], nodes: [2, 18] })).toBe(false);
  const during = [...times(4, 0), ...times(8, 12)];
  expect(exceeded(during, { losses: [10], nodes: [2, 12] })).toBe(false);
  expect(exceeded(during, { losses: [10], nodes: [2] })).toBe(true);
});

test('without a lost node, any number of fail-overs allows one share more', () => {
  const served = [...times(4, 0), ...times(2, 20)];
  expect(fullestOf(served, { losses: [10, 30] }).exceeded).toEqual([]);
  expect(fullestOf([...served, 40], { losses: [10, 30] }).exceeded).not.toEqual([]);
});

test('a node that counts alone is as a fail-over, for a second', () => {
  const served = [...times(4, 0), ...times(2, 10)];
  expect(fullestOf(served, { alone: [9.5] }).exceeded).toEqual([]);
  expect(fullestOf([...served, 10], { alone: [9.5] }).exceeded).not.toEqual([]);
  expect(fullestOf(times(5, 11), { alone: [9.5] }).exceeded).not.toEqual([]);
});
