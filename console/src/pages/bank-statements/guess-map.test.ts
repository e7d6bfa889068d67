/** Guards: the columns of usual files are guessed, so that most people only look; and nothing is guessed twice. */
import { expect, test } from 'vitest';
import { guessMap } from './guess-map.ts';

test('a German file', () => {
  const names = ['Buchungstag', 'Verwendungszweck', 'Betrag', 'Saldo'];
  expect(guessMap(names, ['04.11.2026', 'x', '1.000,00', '5,00'])).toMatchObject({
    ...{ date: 'Buchungstag', date_form: 'dmy', decimal: ',', amount: 'Betrag', money_in: '' },
    ...{ text: ['Verwendungszweck'], balance: 'Saldo' },
  });
});

test('an American file with two columns', () => {
  const names = ['Date', 'Description', 'Debit', 'Credit'];
  expect(guessMap(names, ['11/04/2026', 'x', '', '1,000.00'])).toMatchObject({
    ...{ date_form: 'mdy', decimal: '.', amount: '', money_in: 'Credit', money_out: 'Debit' },
  });
  expect(guessMap(names, ['24/11/2026', 'x', '1.00', ''])).toMatchObject({ date_form: 'dmy' });
});

test('a file that names nothing known', () => {
  expect(guessMap(['A', 'B'], ['2026-11-04', '1.00'])).toMatchObject({
    date: '',
    amount: '',
    text: [],
  });
});
