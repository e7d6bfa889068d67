/** Guards: all rows of a bank's file decide in which form its days and amounts are; where they do not, nothing is guessed. */
import { expect, test } from 'vitest';
import { readCsvAmount } from './csv-map.ts';
import { surveyCsv } from './survey-csv.ts';

const columns = { date: 'Day', amount: 'Sum', money_in: '', money_out: '', balance: '', state: '' };
const survey = (decimals: number, ...rows: string[]) =>
  surveyCsv(`Day;Sum;State\n${rows.map((row) => `${row};x\n`).join('')}`, columns, decimals);

test.each<[string, string[], number, string[]]>([
  [
    'one late row shows day and month',
    ['04.05.2026;1', '05.06.2026;1', '25.06.2026;1'],
    2,
    ['dmy'],
  ],
  ['one late row shows month and day', ['04/05/2026;1', '06/25/2026;1'], 2, ['mdy']],
  ['the year is first', ['2026-05-04;1'], 2, ['ymd']],
  ['no row shows it', ['04/05/2026;1', '06/07/2026;1'], 2, ['dmy', 'mdy']],
  ['no row shows it, though both are the same', ['05/05/2026;1'], 2, ['dmy', 'mdy']],
  [
    'a sum behind the rows does not matter',
    ['25.06.2026;1', '26.06.2026;1', 'Total;2'],
    2,
    ['dmy'],
  ],
])('days: %s', (_what, rows, decimals, forms) => {
  expect(survey(decimals, ...rows).dateForms).toEqual(forms);
});

test.each<[string, string[], number, string[]]>([
  [
    'a group of thousands in EUR is no decimals',
    ['04.05.2026;1.000', '04.05.2026;2.500'],
    2,
    [','],
  ],
  ['nor with a comma', ['04.05.2026;1,000'], 2, ['.']],
  ['a late row shows the comma', ['04.05.2026;1000', '04.05.2026;0,50'], 2, [',']],
  ['JPY has no decimals, so a comma groups', ['04.05.2026;1,000'], 0, ['.']],
  ['and a point groups', ['04.05.2026;12.000'], 0, [',']],
  [
    'KWD has three, so 1.000 may be either',
    ['04.05.2026;1.000', '04.05.2026;2.500'],
    3,
    ['.', ','],
  ],
  ['KWD with a group and decimals', ['04.05.2026;1.000', '04.05.2026;2.500,250'], 3, [',']],
  ['KWD with whole numbers only', ['04.05.2026;1000'], 3, ['.', ',']],
  ['whole numbers are the same in both', ['04.05.2026;1000'], 2, ['.']],
])('amounts: %s', (_what, rows, decimals, forms) => {
  expect(survey(decimals, ...rows).decimals).toEqual(forms);
});

test('an example is named where it can be read in two ways, and states are counted', () => {
  const file =
    'Day;Sum;State\n05/05/2026;1.000;COMPLETED\n04/05/2026;2.000;PENDING\n06/05/2026;1;COMPLETED\n';
  expect(surveyCsv(file, { ...columns, state: 'State' }, 3)).toMatchObject({
    ...{ day: '04/05/2026', amount: '1.000' },
    states: [
      { value: 'COMPLETED', rows: 2 },
      { value: 'PENDING', rows: 1 },
    ],
  });
});

test('a group of thousands is never read as decimals of a currency that has fewer', () => {
  expect(readCsvAmount('1,000', ',', 2)).toBeNull();
  expect(readCsvAmount('1,000', '.', 2)).toBe('1000');
  expect(readCsvAmount('1,000', ',', 3)).toBe('1.000');
  expect(readCsvAmount('12,5000', ',', 2)).toBe('12.5000');
});

test('a file without rows, or without the columns, says nothing', () => {
  expect(survey(2)).toMatchObject({ dateForms: [], decimals: [], states: [] });
  expect(surveyCsv('', columns, 2)).toMatchObject({ dateForms: [], decimals: [] });
});
