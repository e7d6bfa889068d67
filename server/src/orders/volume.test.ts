/** Guards: volume counts for 720 hours to the millisecond, and a tier follows from it alone. */
import { expect, test } from 'vitest';
import { isSameTier, tierOfVolume, volumeSince } from './volume.ts';

const HOUR_MS = 60 * 60 * 1000;
const at = new Date('2026-03-31T12:00:00.000Z');
const before = (ms: number) => new Date(at.getTime() - ms);

test.each([
  ['the moment itself', 0, true],
  ['719 hours and a half ago', 719.5 * HOUR_MS, true],
  ['720 hours ago', 720 * HOUR_MS, true],
  ['720 hours and a millisecond ago', 720 * HOUR_MS + 1, false],
])('what was delivered at %s', (_when, ms, counts) => {
  expect(before(ms) >= volumeSince(at)).toBe(counts);
});

test('a month of 31 days and the end of summer time change nothing', () => {
  expect(volumeSince(at).toISOString()).toBe('2026-03-01T12:00:00.000Z');
  expect(volumeSince(new Date('2026-11-01T00:00:00Z')).toISOString()).toBe(
    '2026-10-02T00:00:00.000Z',
  );
});

const TIERS = [
  { name: 'Standard', volume30d: 0, discountBps: 0 },
  { name: 'Silver', volume30d: 5_000_000, discountBps: 150 },
];

test.each([
  [0, { tier: 'Standard', discountBps: 0 }],
  [4_999_999, { tier: 'Standard', discountBps: 0 }],
  [5_000_000, { tier: 'Silver', discountBps: 150 }],
])('a volume of %i', (volume30d, tier) => {
  expect(tierOfVolume(TIERS, volume30d)).toEqual({ ...tier, volume30d });
});

test('without tiers there is neither name nor discount', () => {
  expect(tierOfVolume([], 5_000_000)).toEqual({ tier: '', discountBps: 0, volume30d: 5_000_000 });
});

test.each(['tier', 'discountBps', 'volume30d'] as const)('another %s is another tier', (member) => {
  const stored = { tier: 'Silver', discountBps: 150, volume30d: 5_000_000 };
  const other = { ...stored, [member]: member === 'tier' ? 'Gold' : 1 };
  expect(isSameTier(stored, { ...stored })).toBe(true);
  expect(isSameTier(stored, other)).toBe(false);
});
