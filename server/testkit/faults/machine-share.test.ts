/** Guards: time that others take from a busy machine is not held against what is measured on it, and time that is ours is. */
import { expect, test } from 'vitest';
import { MachineShare, shareLeft } from './machine-share.ts';

const sample = (all: number, busy: number, ours: Readonly<Record<string, number>>) => ({
  ...{ all, busy },
  ours: new Map(Object.entries(ours)),
});

test('what others used is missing, what we used and what nobody used is ours', () => {
  const share = (busy: number, ours: number) =>
    shareLeft(sample(1_000, 500, { 7: 40 }), sample(1_200, 500 + busy, { 7: 40, 8: ours }));
  expect(share(150, 0)).toBe(0.25);
  expect(share(150, 150)).toBe(1);
  expect(share(200, 100)).toBe(0.5);
  expect(share(200, 0)).toBe(0.05);
  expect(shareLeft(sample(5, 5, {}), sample(5, 5, {}))).toBe(null);
});

test('no more time is ours than passes', () => {
  using share = new MachineShare();
  const from = performance.now();
  while (performance.now() - from < 50);
  const to = performance.now();
  expect(share.own(from, to)).toBeGreaterThan(0);
  expect(share.own(from, to)).toBeLessThanOrEqual(to - from + 0.001);
  expect(share.own(to, to)).toBe(0);
});
