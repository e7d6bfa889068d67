/** Guards: the days of a report and those that it is compared with are the ones that their names say, over the ends of months too. */
import { expect, test } from 'vitest';
import { Refusal } from '../kit/refusal.ts';
import { chosenRange, daysIn, type Preset, rangeBefore, rangeOf } from './range.ts';

const PRESETS: readonly [Preset, string, string, string][] = [
  ['today', '2026-03-01', '2026-03-01', '2026-03-01'],
  ['yesterday', '2026-03-01', '2026-02-28', '2026-02-28'],
  ['last_7_days', '2026-03-01', '2026-02-23', '2026-03-01'],
  ['last_30_days', '2026-03-01', '2026-01-31', '2026-03-01'],
  ['month', '2026-03-01', '2026-03-01', '2026-03-01'],
  ['month', '2026-03-31', '2026-03-01', '2026-03-31'],
  ['last_month', '2026-03-31', '2026-02-01', '2026-02-28'],
  ['last_month', '2026-01-15', '2025-12-01', '2025-12-31'],
];

test.each(PRESETS)('%s on %s is %s to %s', (preset, today, from, to) => {
  expect(rangeOf(preset, today)).toEqual({ from, to });
});

test.each([
  ['a day with the day before', '2026-11-28', '2026-11-28', '2026-11-27', '2026-11-27'],
  ['seven days with the seven before', '2026-11-22', '2026-11-28', '2026-11-15', '2026-11-21'],
  ['the beginning of a month', '2026-11-01', '2026-11-28', '2026-10-01', '2026-10-28'],
  ['a whole month', '2026-10-01', '2026-10-31', '2026-09-01', '2026-09-30'],
  ['a whole February', '2026-02-01', '2026-02-28', '2026-01-01', '2026-01-31'],
  ['more days than the month before has', '2026-03-01', '2026-03-30', '2026-02-01', '2026-02-28'],
  ['the first of a month', '2026-03-01', '2026-03-01', '2026-02-01', '2026-02-01'],
  ['days of two months', '2026-10-01', '2026-11-28', '2026-08-03', '2026-09-30'],
])('%s are compared', (_name, from, to, fromBefore, toBefore) => {
  expect(rangeBefore({ from, to })).toEqual({ from: fromBefore, to: toBefore });
});

test('a range ends today, has 367 days at most, and is in order', () => {
  const chosen = (from: string, to: string) => chosenRange(from, to, '2026-11-28');
  expect(chosen('2026-11-01', '2026-12-24')).toEqual({ from: '2026-11-01', to: '2026-11-28' });
  expect(daysIn(chosen('2025-11-27', '2026-11-28'))).toBe(367);
  for (const [from, to] of [
    ['2025-11-26', '2026-11-28'],
    ['2026-11-02', '2026-11-01'],
    ['2026-12-01', '2026-12-02'],
    ['2026-02-30', '2026-03-02'],
    ['2026-02-28', '2026-13-02'],
  ] as const) {
    expect(() => chosen(from, to), from).toThrow(Refusal);
  }
});
