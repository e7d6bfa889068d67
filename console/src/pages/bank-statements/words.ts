import type { BankStatement, StatementImport } from '@psnb2b/contract';
import type { ChainState, CsvDateForm, CsvDecimal, CsvRowState } from '@psnb2b/contract/states';
import { groupDigits, moneyText, type Tone } from '@psnb2b/ui';
import { daysText } from '../sales/days-text.ts';

type LeftOut = StatementImport['statements'][number]['left_out'][number];

const lines = (count: number) => (count === 1 ? '1 line' : `${groupDigits(count)} lines`);

export const words = {
  lead: 'What your banks say, by account. Files may overlap and arrive in any order: each payment is one line.',
  list: 'Bank statements',
  none: 'No statement was imported yet',
  noneHint: 'Export a statement from your bank as camt.053 or CSV, and import it here.',
  account: 'Bank account',
  accounts: 'Bank accounts',
  accountsLead: 'Accounts whose statements are imported.',
  noAccounts: 'No bank account yet',
  noAccountsHint: 'Add the account whose statements you import.',
  period: 'Period',
  opening: 'Opening',
  in: 'In',
  out: 'Out',
  closing: 'Closing',
  chain: 'Chain',
  open: 'Open lines',
  of: (open: number, all: number) => `${groupDigits(open)} of ${groupDigits(all)}`,
  chains: {
    first: 'First',
    fits: 'Fits',
    gap: 'Gap',
    overlap: 'Overlap',
    unknown: 'Not known',
  } satisfies Record<ChainState, string>,
  pending: (count: number) => `${lines(count)} not booked yet, left out`,
  rejected: (count: number) => `${lines(count)} rejected by the bank, left out`,
  leftOut: 'Left out, because the bank has not booked them:',
  leftOutRow: ({ line, value, day, amount, payer }: LeftOut) =>
    `Line ${groupDigits(line)}: ${[day, amount, payer].filter((text) => text !== '').join(', ')} (${value})`,
  toLines: 'Bank lines',
  number: 'IBAN or number',
  numberHint:
    'As the bank writes it in its files. Leave it empty if its files do not name the account.',
  currency: 'Currency',
  name: 'Name',
  last: 'Imported until',
  method: 'Partners pay to it',
  methods: { yes: 'yes', no: 'no' },
  columns: 'CSV columns',
  chosen: 'chosen',
  notChosen: 'not chosen yet',
  add: 'Add a bank account',
  added: 'The account is added.',
  rename: 'Rename',
  renamed: 'The account is renamed.',
  import: 'Import a statement',
  importLead: 'camt.053 (XML), or CSV of one account. Nothing is credited by an import.',
  asFile: 'As the file says',
  accountHint:
    'A CSV file does not say of which account it is. A file of another account is refused.',
  file: 'Choose a statement',
  table: {
    words: 'camt.053 or CSV, at most 10 MiB',
    bytesMax: 10 * 1024 * 1024,
    tooLarge: 'The file is larger than 10 MiB, and was not sent. Export a shorter period.',
    accept: '.xml,.csv,.txt,.tsv,text/xml,application/xml,text/csv,text/plain',
  },
  chooseAccount: 'Choose the account of this CSV file first, then choose the file again.',
  noHeader: 'No line of this file looks like a header with names of columns.',
  again: 'Import another file',
  result: (added: number, known: number) =>
    known === 0
      ? `${lines(added)} added.`
      : `${lines(added)} added. ${lines(known)} ${known === 1 ? 'was' : 'were'} here already and ${known === 1 ? 'is' : 'are'} left alone.`,
  repeated: 'This statement was imported before. Nothing was added.',
  match: 'Match the lines',
  map: 'What are the columns?',
  mapLead: 'They are saved for this account, so that its next file needs no choice.',
  date: 'Day',
  dateForm: 'Form of days',
  dateForms: {
    ymd: '2026-11-04',
    dmy: '04.11.2026',
    mdy: '11/04/2026',
  } satisfies Record<CsvDateForm, string>,
  decimal: 'Before the decimals',
  decimals: { '.': 'a point: 1,000.00', ',': 'a comma: 1.000,00' } satisfies Record<
    CsvDecimal,
    string
  >,
  signs: 'Amounts',
  signsOf: { one: 'One column, with a minus', two: 'Two columns' },
  amount: 'Amount',
  moneyIn: 'Money in',
  moneyOut: 'Money out',
  payer: 'Payer',
  payerAccount: "Payer's account",
  text: 'Text',
  reference: 'Creditor reference',
  bankReference: "Bank's own id of the line",
  balance: 'Balance after the line',
  state: 'State of the row',
  statesLead: 'Only booked rows are payments. Say what each text means:',
  means: { booked: 'Booked', pending: 'Not booked yet', rejected: 'Rejected' } satisfies Record<
    CsvRowState,
    string
  >,
  emptyState: '(empty)',
  rowsOf: (value: string, rows: number) =>
    `${value}, ${rows === 1 ? '1 row' : `${groupDigits(rows)} rows`}`,
  choose: 'choose',
  askDay: (day: string) =>
    `No row shows whether “${day}” begins with the day or the month. Ask your bank, or look at a payment that you know.`,
  askDays: 'No row shows in which order day and month are.',
  askAmount: (amount: string) =>
    `“${amount}” may be read in two ways, and no row shows which. Look at a payment that you know.`,
  askAmounts: 'No row shows what stands before the decimals.',
  noColumn: 'none',
  sample: 'How the first lines are read',
  sampleNone: 'Complete the choices above to see how the first lines are read.',
  saveAndImport: 'Save and import',
  close: 'Close',
};

export const chainTones: Readonly<Record<ChainState, Tone>> = {
  first: 'neutral',
  fits: 'good',
  gap: 'bad',
  overlap: 'bad',
  unknown: 'neutral',
};

/** Where a statement stands among those of its account, in a sentence. */
export function chainText(statement: BankStatement): string {
  const { chain, missing, currency, before_from, before_to } = statement;
  const before = before_to === null ? '' : daysText(before_from ?? before_to, before_to); // nothing: the first one names none.
  switch (chain) {
    case 'first':
      return 'No earlier statement of this account is here.';
    case 'fits':
      return `It begins with the balance of ${before}.`;
    case 'gap':
      return `${moneyText(missing ?? '', currency)} are missing between ${before} and this one. Days are probably not imported yet.`;
    case 'overlap':
      return `It shares days with ${before}, and their balances disagree.`;
    case 'unknown':
      return 'Its file has no balances, so nothing shows whether days are missing.';
    default:
      return chain satisfies never;
  }
}
