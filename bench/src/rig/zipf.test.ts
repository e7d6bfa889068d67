/** Guards: the workload of `ledger` is as skewed as it says. */
import { expect, test } from 'vitest';
import { zipf } from './zipf.ts';

test('the most frequent of a thousand numbers has an eighth of all draws, the second half of that', () => {
  const [size, draws] = [1_000, 200_000];
  const next = zipf(size);
  const counts = new Map<number, number>();
  for (let index = 0; index < draws; index += 1) {
    const drawn = next();
    // nothing: drawn for the first time
    counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
  }
  const [first, second] = [...counts.values()].sort((a, b) => b - a) as [number, number];
  const whole = Array.from({ length: size }, (_, index) => 1 / (index + 1)).reduce((a, b) => a + b);
  expect(first / draws).toBeCloseTo(1 / whole, 2);
  expect(second / draws).toBeCloseTo(1 / 2 / whole, 2);
  expect(Math.min(...counts.keys())).toBeGreaterThanOrEqual(1);
  expect(Math.max(...counts.keys())).toBeLessThanOrEqual(size);
});
