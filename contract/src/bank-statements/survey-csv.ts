import { RecordReader } from '../kit/csv/record-reader.ts';
import {
  type CsvDateForm,
  type CsvDecimal,
  type CsvMap,
  csvDateForms,
  csvDecimals,
  csvName,
  findCsvHead,
  readCsvAmount,
  readCsvDay,
} from './csv-map.ts';

/** Which columns are looked at. */
export type SurveyedColumns = Pick<
  CsvMap,
  'date' | 'amount' | 'money_in' | 'money_out' | 'balance' | 'state'
>;

/** What all rows of a file say about its forms. */
export interface CsvSurvey {
  /** The forms in which the most days can be read: one, or several if the file does not show which. None: no column, or no day. */
  readonly dateForms: readonly CsvDateForm[];
  /** The same of amounts and balances. */
  readonly decimals: readonly CsvDecimal[];
  /** A day and an amount that can be read in several ways. */
  readonly day: string;
  readonly amount: string;
  /** The texts in the column of the state, with the number of their rows, in the order of the file. */
  readonly states: readonly { readonly value: string; readonly rows: number }[];
}

/** More different texts than this are no states. */
export const CSV_STATES_MAX = 20;

/**
 * Reads every row of a CSV file for the forms of its days and amounts, in a currency with so many decimals. The first row is not enough: 04.05.
 * is a day in two forms, and 1.000 an amount in two, until a later row shows which.
 */
export function surveyCsv(text: string, columns: SurveyedColumns, decimals: number): CsvSurvey {
  const { date, amount, money_in, money_out, balance, state = '' } = columns;
  const head = findCsvHead(text);
  const days = new Votes(csvDateForms, (cell, form) => readCsvDay(cell, form));
  const sums = new Votes(csvDecimals, (cell, form) => readCsvAmount(cell, form, decimals));
  const states = new Map<string, number>();
  if (head) {
    const places = new Map(head.names.map((name, index) => [name, index] as const));
    const money = [amount, money_in, money_out, balance].filter((name) => name !== '');
    for (const { fields, line } of new RecordReader(head.delimiter).push(text, true)) {
      if (line <= head.line || !fields) continue;
      // nothing: a row may have fewer cells than the header.
      const cell = (name: string) => csvName(fields[places.get(name) ?? -1] ?? '');
      days.count(cell(date));
      for (const name of money) sums.count(cell(name));
      if (state !== '' && fields.length > 1) add(states, cell(state));
    }
  }
  const isEqual = decimals < GROUP && !sums.differ;
  const [first] = sums.best();
  return {
    dateForms: days.best(),
    // Whole numbers are the same in both forms, unless the currency has as many decimals as a group has digits.
    decimals: isEqual && first !== undefined ? [first] : sums.best(),
    ...{ day: days.example, amount: sums.example },
    states: [...states].map(([value, rows]) => ({ value, rows })),
  };
}

/** Digits of a group of thousands. */
const GROUP = 3;

function add(counts: Map<string, number>, value: string): void {
  const before = counts.get(value);
  if (before === undefined && counts.size > CSV_STATES_MAX) return;
  // nothing: the first of its kind.
  counts.set(value, (before ?? 0) + 1);
}

/** How many cells can be read in each form. */
class Votes<Form extends string> {
  readonly #read: (cell: string, form: Form) => string | null;
  readonly #votes: Map<Form, number>;
  /** The first cell that is read in different ways; '' if there is none. */
  example = '';

  constructor(forms: readonly Form[], read: (cell: string, form: Form) => string | null) {
    this.#read = read;
    this.#votes = new Map(forms.map((form) => [form, 0]));
  }

  get differ(): boolean {
    return this.example !== '';
  }

  count(cell: string): void {
    if (cell === '') return;
    const seen = new Set<string>();
    for (const [form, votes] of this.#votes) {
      const value = this.#read(cell, form);
      if (value === null) continue;
      seen.add(value);
      this.#votes.set(form, votes + 1);
    }
    if (seen.size > 1 && this.example === '') this.example = cell;
  }

  best(): Form[] {
    const most = Math.max(...this.#votes.values());
    if (most === 0) return [];
    return [...this.#votes].filter(([, votes]) => votes === most).map(([form]) => form);
  }
}
