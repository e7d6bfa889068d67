/** Guards: the columns of usual files are guessed, so that most people only look; and nothing is guessed twice. */
import { expect, test } from 'vitest';
import { guessColumns, guessState } from './guess-map.ts';

test('a German file', () => {
  const names = ['Buchungstag', 'Verwendungszweck', 'Betrag', 'Saldo', 'Buchungsstatus'];
  expect(guessColumns(names)).toMatchObject({
    ...{ date: 'Buchungstag', amount: 'Betrag', money_in: '', state: 'Buchungsstatus' },
    ...{ text: ['Verwendungszweck'], balance: 'Saldo' },
  });
});

test('an American file with two columns', () => {
  const names = ['Date', 'Description', 'Debit', 'Credit'];
  expect(guessColumns(names)).toMatchObject({
    ...{ amount: '', money_in: 'Credit', money_out: 'Debit', state: '' },
  });
});

test('every column of text is read, because a reference may be in any of them', () => {
  const names = ['Date', 'Amount', 'Text', 'Payer', 'Reference'];
  expect(guessColumns(names)).toMatchObject({ payer: 'Payer', text: ['Text', 'Reference'] });
});

test('a file that names nothing known', () => {
  expect(guessColumns(['A', 'B'])).toMatchObject({ date: '', amount: '', text: [], state: '' });
});

test('a state is guessed by its usual names only', () => {
  expect(['COMPLETED', 'Pending', 'Declined', 'RETURNED', ''].map(guessState)).toEqual([
    ...['booked', 'pending', 'rejected', null, null],
  ]);
});
