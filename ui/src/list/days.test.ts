/** Guards: a range of days is whole days, of the reader or of UTC, both ends included; what is no day cuts nothing. */
import { expect, test } from 'vitest';
import { periodOf } from './days.ts';

test('both days are whole and included', () => {
  const days = { from: '2026-10-25', to: '2026-10-26' };
  expect(periodOf(days, { utc: true })).toEqual({
    created_from: '2026-10-25T00:00:00.000Z',
    created_before: '2026-10-27T00:00:00.000Z',
  });
  expect(periodOf(days)).toEqual({
    created_from: new Date(2026, 9, 25).toISOString(),
    created_before: new Date(2026, 9, 27).toISOString(),
  });
  expect(periodOf({ from: 'yesterday', to: undefined })).toEqual({});
});

test.each([
  ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
  ['Asia/Kolkata', '2026-11-11', '2026-11-10T18:30:00.000Z', '2026-11-11T18:30:00.000Z'],
  ['America/Los_Angeles', '2026-11-01', '2026-11-01T07:00:00.000Z', '2026-11-02T08:00:00.000Z'],
])('days of %s, also those on which its clock changes', (zone, day, begin, end) => {
  expect(periodOf({ from: day, to: day }, { zone })).toEqual({
    ...{ created_from: begin, created_before: end },
  });
});

test('a zone that does not exist is that of the reader', () => {
  const days = { from: '2026-10-25', to: '2026-10-26' };
  expect(periodOf(days, { zone: 'Nowhere/Else' })).toEqual(periodOf(days));
});
