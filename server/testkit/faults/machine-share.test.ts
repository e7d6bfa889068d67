/** Guards: only time in which one of our processes waited for a processor that others used is not held against what is measured; a busy machine alone excuses nothing. */
import { expect, test } from 'vitest';
import { MachineShare, pressure, shareLeft } from './machine-share.ts';

type Used = readonly [time: number, waitedMs: number];

/** Ticks of the machine and, at a hundred a second and two processors, the milliseconds that have passed. */
const sample = (
  all: number,
  busy: number,
  ours: Readonly<Record<string, Used>>,
  pressedMs: number | null = null,
) => ({
  ...{ at: all * 5, all, busy, pressedMs },
  ours: new Map(Object.entries(ours).map(([id, [time, waitedMs]]) => [id, { time, waitedMs }])),
});

test('time is lost where others used the processors and one of us waited for them', () => {
  const share = (busy: number, ours: number, waitedMs: number) =>
    shareLeft(
      sample(1_000, 500, { 7: [40, 9_000] }),
      sample(1_200, 500 + busy, { 7: [40, 9_000], 8: [ours, waitedMs], 9: [0, waitedMs / 2] }),
    );
  // A second has passed.
  expect(share(150, 0, 1_000)).toBe(0.25);
  expect(share(200, 100, 1_000)).toBe(0.5);
  expect(share(200, 0, 1_000)).toBe(0.05);
  expect(share(200, 0, 300)).toBe(0.7);
  // We waited for each other.
  expect(share(150, 150, 1_000)).toBe(1);
  expect(shareLeft(sample(5, 5, {}), sample(5, 5, {}))).toBe(null);
});

test('others that use the whole machine excuse nothing while none of us waits', () => {
  expect(shareLeft(sample(0, 0, { 7: [0, 5] }), sample(200, 200, { 7: [0, 5] }))).toBe(1);
});

test('a machine is pressed for as long as somebody waits', () => {
  const pressed = (from: number | null, to: number | null) =>
    pressure(sample(0, 0, {}, from), sample(200, 0, {}, to));
  expect(pressed(70, 320)).toBe(0.25);
  expect(pressed(0, 1_200)).toBe(1);
  // Nobody knows.
  expect(pressed(null, 300)).toBe(1);
});

test('no more time is ours than passes', () => {
  using share = new MachineShare();
  const from = performance.now();
  while (performance.now() - from < 50);
  const to = performance.now();
  expect(share.own(from, to)).toBeGreaterThan(0);
  expect(share.own(from, to)).toBeLessThanOrEqual(to - from + 0.001);
  expect(share.own(to, to)).toBe(0);
  expect(share.isStarved(to, to)).toBe(false);
});
