/** Guards: a code can be claimed for 168 hours after its own delivery, the last millisecond included. */
import { expect, test } from 'vitest';
import { claimableUntil, isClaimable } from './order.ts';

const WINDOW_MS = 168 * 60 * 60 * 1000;
const deliveredAt = new Date('2026-03-25T12:00:00.000Z');
const delivered = { deliveredAt, agedMs: 0 };

test.each([
  [0, true],
  [WINDOW_MS - 1, true],
  [WINDOW_MS, true],
  [WINDOW_MS + 1, false],
  [WINDOW_MS + 60 * 60 * 1000, false],
])('%i ms after its delivery', (ms, may) => {
  expect(isClaimable(delivered, new Date(deliveredAt.getTime() + ms))).toBe(may);
});

test('a change of the clocks in between moves nothing', () => {
  expect(claimableUntil(delivered).toISOString()).toBe('2026-04-01T12:00:00.000Z');
});

test('in test mode the window ends sooner by what the test clock was advanced', () => {
  const agedMs = 60 * 60 * 1000;
  const end = claimableUntil({ deliveredAt, agedMs });
  expect(end.toISOString()).toBe('2026-04-01T11:00:00.000Z');
  expect(isClaimable({ deliveredAt, agedMs }, end)).toBe(true);
  expect(isClaimable({ deliveredAt, agedMs }, new Date(end.getTime() + 1))).toBe(false);
});
