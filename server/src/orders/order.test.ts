/** Guards: a code can be claimed for 168 hours after its own delivery, the last millisecond included. */
import { expect, test } from 'vitest';
import { claimableUntil, isClaimable } from './order.ts';

const WINDOW_MS = 168 * 60 * 60 * 1000;
const delivered = new Date('2026-03-25T12:00:00.000Z');

test.each([
  [0, true],
  [WINDOW_MS - 1, true],
  [WINDOW_MS, true],
  [WINDOW_MS + 1, false],
  [WINDOW_MS + 60 * 60 * 1000, false],
])('%i ms after its delivery', (ms, may) => {
  expect(isClaimable(delivered, new Date(delivered.getTime() + ms))).toBe(may);
});

test('a change of the clocks in between moves nothing', () => {
  expect(claimableUntil(delivered).toISOString()).toBe('2026-04-01T12:00:00.000Z');
});
