/** Guards: days of the shop are named and counted by the calendar, whatever zone the reader is in. */
import { expect, test } from 'vitest';
import { addDays, clockIn, daysText, dayText, everyDay } from './days-text.ts';

test('days are named by the calendar', () => {
  expect(daysText('2026-11-01', '2026-11-28')).toBe('1–28 Nov 2026');
  expect(daysText('2026-11-28', '2026-11-28')).toBe('28 Nov 2026');
  expect(daysText('2026-10-30', '2026-11-02')).toBe('30 Oct–2 Nov 2026');
  expect(dayText('2026-11-28')).toBe('28 November 2026');
});

test('days follow each other over the ends of months, and over changes of clocks', () => {
  expect(addDays('2026-10-31', 1)).toBe('2026-11-01');
  expect(everyDay('2026-03-28', '2026-03-30')).toEqual(['2026-03-28', '2026-03-29', '2026-03-30']);
});

test('a moment is shown by the clock of the shop', () => {
  expect(clockIn('Europe/Berlin', '2026-11-28T13:02:59Z')).toBe('14:02');
  expect(clockIn('UTC', '2026-11-28T13:02:59Z')).toBe('13:02');
});
