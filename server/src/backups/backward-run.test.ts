/** Guards: a time that a clock had twice is found, with the times before and after which it is sure; any other is not. */
import { expect, test } from 'vitest';
import { backwardRun } from './backward-run.ts';

const at = (clock: string) => new Date(`2026-11-29T${clock}:00.000Z`);
const run = (times: readonly string[], to: string) => {
  const found = backwardRun(times.map(at), at(to));
  return (
    found && [
      found.from?.toISOString().slice(11, 16) ?? null,
      found.until.toISOString().slice(11, 16),
    ]
  );
};

test.each([
  ['a clock that only goes on', ['10:00', '10:01', '10:02'], '10:01', null],
  ['before the clock ran ahead', ['10:00', '14:00', '10:01', '10:02'], '09:59', null],
  ['from the last sure look', ['10:00', '14:00', '10:01', '10:02'], '10:00', ['10:00', '14:00']],
  ['after it was set back', ['10:00', '14:00', '10:01', '10:02'], '10:02', ['10:00', '14:00']],
  ['while it ran ahead', ['10:00', '14:00', '10:01', '10:02'], '13:59', ['10:00', '14:00']],
  ['when it was there again', ['10:00', '14:00', '10:01', '14:01'], '14:00', null],
  ['without a look before', ['14:00', '10:01'], '09:00', [null, '14:00']],
  ['ahead in steps', ['10:00', '12:00', '14:00', '10:01', '12:30'], '13:00', ['10:00', '14:00']],
  [
    'the second of two runs',
    ['10:00', '11:00', '10:30', '12:00', '15:00', '13:00'],
    '14:00',
    ['12:00', '15:00'],
  ],
  ['between two runs', ['10:00', '11:00', '10:30', '12:00', '15:00', '13:00'], '11:30', null],
] as const)('%s', (_what, times, to, found) => {
  expect(run(times, to)).toEqual(found);
});
