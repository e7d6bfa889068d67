import type { BankCsvMap } from '@psnb2b/contract';
import type { CsvRowState } from '@psnb2b/contract/states';

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
  state: ['state', 'status', 'buchungsstatus', 'transaction status', 'payment status'],
  balance: ['balance', 'saldo', 'running balance', 'saldo nach buchung', 'kontostand'],
} as const;

/** Texts by which banks name the state of a row, in small letters. */
const STATES: Readonly<Record<CsvRowState, readonly string[]>> = {
  booked: [
    'booked',
    'book',
    'completed',
    'posted',
    'settled',
    'executed',
    'gebucht',
    'umsatz gebucht',
  ],
  pending: [
    'pending',
    'pdng',
    'processing',
    'in progress',
    'authorised',
    'authorized',
    'vorgemerkt',
    'umsatz vorgemerkt',
  ],
  rejected: [
    'rejected',
    'rjct',
    'declined',
    'failed',
    'cancelled',
    'canceled',
    'reverted',
    'abgelehnt',
    'storniert',
  ],
};

/** What a text in the column of states usually means; null: nobody can say. */
export function guessState(value: string): CsvRowState | null {
  const name = value.toLowerCase();
  const known = Object.entries(STATES) as [CsvRowState, readonly string[]][];
  return known.find(([, texts]) => texts.includes(name))?.[0] ?? null;
}

/** As many as an account can keep. */
const TEXTS_MAX = 10;

/** A first guess of what the columns of a file are, by their names. In which form its days and amounts are is read from all rows. */
export function guessColumns(
  names: readonly string[],
): Omit<BankCsvMap, 'date_form' | 'decimal' | 'states'> {
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
  // Banks write one sentence over several columns, and a reference may be in any of them.
  const texts: readonly string[] = NAMES.text;
  return {
    date,
    amount,
    money_in: amount === '' ? money_in : '',
    money_out: amount === '' ? money_out : '',
    payer: find('payer'),
    payer_account: find('payer_account'),
    text: names.filter((name) => texts.includes(name.toLowerCase())).slice(0, TEXTS_MAX),
    reference: '',
    bank_reference: find('bank_reference'),
    balance: find('balance'),
    state: find('state'),
  };
}
