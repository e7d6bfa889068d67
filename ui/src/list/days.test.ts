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
