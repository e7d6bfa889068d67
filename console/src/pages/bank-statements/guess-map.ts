import type { BankCsvMap } from '@psnb2b/contract';

/** Names that banks give their columns, in small letters; the first that a file has is taken. */
const NAMES = {
  date: [
    'booking date',
    'buchungstag',
    'buchungsdatum',
    'date',
    'transaction date',
    'datum',
    'day',
  ],
  amount: ['amount', 'betrag', 'umsatz', 'montant', 'importe', 'bedrag', 'importo'],
  money_in: ['credit', 'paid in', 'money in', 'haben', 'gutschrift'],
  money_out: ['debit', 'paid out', 'money out', 'soll', 'lastschrift'],
  payer: [
    'payer',
    'name',
    'counterparty',
    'beguenstigter/zahlungspflichtiger',
    'auftraggeber',
    'counterparty name',
    'payer name',
  ],
  payer_account: [
    'counterparty iban',
    'kontonummer/iban',
    'iban',
    'payer account number',
    'account number',
  ],
  text: [
    'description',
    'verwendungszweck',
    'remittance information',
    'reference',
    'details',
    'text',
    'purpose',
  ],
  bank_reference: ['transaction id', 'transferwise id', 'id', 'bank reference'],
  balance: ['balance', 'saldo', 'running balance', 'saldo nach buchung', 'kontostand'],
} as const;

/** A first guess of what the columns of a file are, by their names and its first day and amount. */
export function guessMap(names: readonly string[], cells: readonly string[]): BankCsvMap {
  const find = (wanted: keyof typeof NAMES) => {
    const known = NAMES[wanted].map((name) => names.find((each) => each.toLowerCase() === name));
    return known.find((name) => name !== undefined) ?? '';
  };
  const [date, amount, money_in, money_out] = [
    find('date'),
    find('amount'),
    find('money_in'),
    find('money_out'),
  ];
  const text = find('text');
  const cellOf = (name: string) => cells[names.indexOf(name)] ?? '';
  const day = cellOf(date);
  const sum = cellOf(amount || money_in) || cellOf(money_out);
  return {
    date,
    date_form: /^\d{4}/.test(day)
      ? 'ymd'
      : day.includes('/') && !/^(1[3-9]|[23]\d)\//.test(day)
        ? 'mdy'
        : 'dmy',
    decimal: /,\d{1,2}\D*$/.test(sum) ? ',' : '.',
    amount,
    money_in: amount === '' ? money_in : '',
    money_out: amount === '' ? money_out : '',
    payer: find('payer'),
    payer_account: find('payer_account'),
    text: text === '' ? [] : [text],
    reference: '',
    bank_reference: find('bank_reference'),
    balance: find('balance'),
  };
}
