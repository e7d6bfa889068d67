/**
 * Guards: a clock that jumps is trusted again only after it has run evenly, so that a wrong minute destroys nothing; a
 * clock that runs evenly is never in doubt.
 */
import { expect, test } from 'vitest';
import { judgeTime, type Reading, type TimeRecord } from './judge-time.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const start = Date.parse('2026-11-24T00:00:00.000Z');
const at = (ms: number) => new Date(start + ms);

const first = (wallMs: number, offset = 0): Reading => ({
  wall: at(wallMs),
  passed: null,
  aheadOfDatabaseMs: offset,
});
const later = (wallMs: number, passed: { wall: number; steady: number }, offset = 0): Reading => ({
  wall: at(wallMs),
  passed: { wallMs: passed.wall, steadyMs: passed.steady },
  aheadOfDatabaseMs: offset,
});
const trusted = (ms: number): TimeRecord => ({ mark: at(ms), doubt: null });
const even = (wallMs: number, ms: number) => later(wallMs, { wall: ms, steady: ms });

test.each<[string, TimeRecord | null, Reading, string | null]>([
  ['the first look ever', null, first(0), null],
  ['time that passes evenly', trusted(0), even(MINUTE, MINUTE), null],
  ['a month that really passed', trusted(0), even(31 * DAY, 31 * DAY), null],
  ['a drift of a hundredth', trusted(0), later(HOUR, { wall: HOUR, steady: HOUR * 1.01 }), null],
  ['a leap of exactly 5 s', trusted(0), later(6_000, { wall: 6_000, steady: 1_000 }), null],
  [
    'a leap of more than 5 s and a hundredth',
    trusted(0),
    later(6_011, { wall: 6_011, steady: 1_000 }),
    'leap',
  ],
  ['a leap back', trusted(0), later(-10_000, { wall: -10_000, steady: 1_000 }), 'leap'],
  ['a leap of a month', trusted(0), later(31 * DAY, { wall: 31 * DAY, steady: SECOND }), 'leap'],
  ['a start within a day', trusted(0), first(DAY), null],
  ['a start after more than a day', trusted(0), first(DAY + 1), 'gap'],
  ['a start before the latest trusted time', trusted(0), first(-6 * SECOND), 'gap'],
  [
    '30 s ahead of the database',
    trusted(0),
    later(MINUTE, { wall: MINUTE, steady: MINUTE }, 30_000),
    null,
  ],
  [
    'more than that',
    trusted(0),
    later(MINUTE, { wall: MINUTE, steady: MINUTE }, 30_001),
    'database',
  ],
  ['behind the database', trusted(0), first(0, -30_001), 'database'],
])('%s', (_, kept, reading, doubt) => {
  const seen = judgeTime(kept, reading);
  expect(seen.doubt?.kind ?? null).toBe(doubt);
  expect(seen.mark).toEqual(doubt === null ? reading.wall : kept?.mark);
});

/** Checks the clock every minute, evenly, until it is trusted; returns how long that took. */
function minutesOfDoubt(kept: TimeRecord, wallMs: number): number {
  let record = kept;
  for (let minutes = 1; ; minutes += 1) {
    record = judgeTime(record, even(wallMs + minutes * MINUTE, MINUTE));
    if (record.doubt === null) return minutes;
  }
}

test('near the latest trusted time it is trusted after an hour, far from it after a day', () => {
  const near = judgeTime(trusted(0), later(20 * HOUR, { wall: 20 * HOUR, steady: 0 }));
  expect(minutesOfDoubt(near, 20 * HOUR)).toBe(60);
  const far = judgeTime(trusted(0), later(31 * DAY, { wall: 31 * DAY, steady: 0 }));
  expect(minutesOfDoubt(far, 31 * DAY)).toBe(24 * 60);
});

test('a month ahead for 75 s: the mark stays, and the hour is counted from the jump back', () => {
  let record = judgeTime(trusted(0), later(31 * DAY, { wall: 31 * DAY, steady: 0 }));
  record = judgeTime(record, even(31 * DAY + 75 * SECOND, 75 * SECOND));
  expect(record).toMatchObject({ mark: at(0), doubt: { steadyMs: 75 * SECOND } });
  record = judgeTime(record, later(75 * SECOND, { wall: -31 * DAY, steady: 0 }));
  expect(record).toMatchObject({ mark: at(0), doubt: { kind: 'leap', steadyMs: 0 } });
  expect(minutesOfDoubt(record, 75 * SECOND)).toBe(60);
});

test('a restart in doubt neither ends the doubt nor restarts it', () => {
  const doubted = judgeTime(trusted(0), later(31 * DAY, { wall: 31 * DAY, steady: 0 }));
  const run = judgeTime(doubted, even(31 * DAY + 50 * MINUTE, 50 * MINUTE));
  expect(judgeTime(run, first(31 * DAY + HOUR)).doubt).toEqual(run.doubt);
});
