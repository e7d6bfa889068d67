/** Guards: a ratio is reported with its limit and verdict, and the sides are measured alternately. */
import { expect, test } from 'vitest';
import { alternate, formatResult, isMet, median, quantile, type Result } from './benchmark.ts';

const RESULT: Result = {
  name: 'orders, hot',
  ratio: 1.996,
  ours: '3992 orders/s',
  bare: '2000 orders/s',
  limit: { kind: 'at least', value: 2 },
  sides: 'ours: this; bare: that',
  notes: ['p99 9 ms'],
};

test('a limit that is missed by little is missed', () => {
  expect(formatResult(RESULT)).toBe(
    'orders, hot  ratio 2.00 (ours 3992 orders/s, bare 2000 orders/s; limit ≥ 2)  MISSED\n' +
      '  ours: this; bare: that\n  p99 9 ms',
  );
  expect(isMet({ ...RESULT, ratio: 2 })).toBe(true);
  expect(isMet({ ...RESULT, limit: { kind: 'at most', value: 2 } })).toBe(true);
  expect(isMet({ ...RESULT, ratio: Number.NaN })).toBe(false);
});

test('quantiles are values that were measured', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2);
  expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.99)).toBe(10);
  expect(quantile([7], 0.5)).toBe(7);
  expect(quantile([], 0.5)).toBeNaN();
});

test('the sides alternate until it is stopped', async () => {
  const stop = new AbortController();
  const run = { quick: true, seed: null, log: () => {}, signal: stop.signal };
  const turns: string[] = [];
  const side = (name: string) => async () => turns.push(name);
  const sides = { ours: side('ours'), bare: side('bare') };
  expect(await alternate(run, 2, sides)).toEqual({ ours: [1, 3], bare: [2, 4] });
  expect(turns).toEqual(['ours', 'bare', 'ours', 'bare']);
  stop.abort(new Error('interrupted'));
  await expect(alternate(run, 1, sides)).rejects.toThrow('interrupted');
});
