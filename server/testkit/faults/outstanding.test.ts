/** Guards: what goes on arriving is waited for, but not for ever, and what stops arriving is missing soon. */
import { expect, test } from 'vitest';
import { outstanding } from './outstanding.ts';

/** Ten things, one of which arrives each so many seconds until `last` have; the patience is a minute, and the limit four. */
async function waitedFor(everySeconds: number, last = 10) {
  let seconds = 0;
  const missing = await outstanding(
    () => {
      const arrived = Math.min(last, Math.floor(seconds / everySeconds));
      return Array.from({ length: 10 - arrived }, (_, index) => `event ${index}`);
    },
    {
      ...{ patienceMs: 60_000, limitMs: 240_000, now: () => seconds * 1000 },
      wait: async () => {
        seconds += 1;
      },
    },
  );
  return { missing: missing.length, seconds };
}

test('nothing is missing once all have arrived', async () => {
  expect(await waitedFor(20)).toEqual({ missing: 0, seconds: 200 });
});

test('what trickles in is missing after the limit', async () => {
  expect(await waitedFor(50)).toEqual({ missing: 6, seconds: 241 });
});

test('what stops arriving is missing after a minute', async () => {
  expect(await waitedFor(2, 5)).toEqual({ missing: 5, seconds: 71 });
});
