/** Guards: the chart of a price shows each price for as long as it applied, and none where there was none. */
import type { PriceHistoryEntry } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import { stepsOf } from './steps-of.ts';

const entry = (after: string | null, changed_at: string) =>
  ({ after, changed_at }) as PriceHistoryEntry;
const NOW = new Date('2026-11-11T00:00:00Z');

test('newest first or not, each price lasts until the next one, the last until now', () => {
  const steps = stepsOf(
    [entry('48.00', '2026-11-06T00:00:00Z'), entry('47.00', '2026-11-01T00:00:00Z')],
    NOW,
  );
  expect(steps.map(({ price, from, to }) => [price, from, to])).toEqual([
    ['47.00', 0, 0.5],
    ['48.00', 0.5, 1],
  ]);
  expect(steps[0]?.height).toBeLessThan(steps[1]?.height ?? 0);
  for (const { height } of steps) {
    expect(height).toBeGreaterThan(0);
    expect(height).toBeLessThan(1);
  }
});

test('one price alone is a line in the middle; no price is no line', () => {
  expect(stepsOf([entry('47.00', '2026-11-01T00:00:00Z')], NOW)[0]?.height).toBe(0.5);
  expect(stepsOf([entry(null, '2026-11-01T00:00:00Z')], NOW)).toEqual([]);
});
