import { isBlank } from '../kit/csv/blank.ts';
import { RecordReader } from '../kit/csv/record-reader.ts';

/** In which order a file writes days: `2026-11-04`, `04.11.2026`, `11/04/2026`. */
export const csvDateForms = ['ymd', 'dmy', 'mdy'] as const;
export type CsvDateForm = (typeof csvDateForms)[number];

/** What stands before the decimals; the other one, blanks and apostrophes group digits. */
export const csvDecimals = ['.', ','] as const;
export type CsvDecimal = (typeof csvDecimals)[number];

/** What the state of a row means. Only what is booked is a payment; the bank may still change, or has refused, the others. */
export const csvRowStates = ['booked', 'pending', 'rejected'] as const;
export type CsvRowState = (typeof csvRowStates)[number];

/** What the columns of a bank's CSV file are, by their names. '' or an empty list: the file has no such column. */
export interface CsvMap {
  readonly date: string;
  readonly date_form: CsvDateForm;
  readonly decimal: CsvDecimal;
  /** A column with a sign; or '' and two columns without. */
  readonly amount: string;
  readonly money_in: string;
  readonly money_out: string;
  readonly payer: string;
  readonly payer_account: string;
  readonly text: readonly string[];
  readonly reference: string;
  readonly bank_reference: string;
  /** The balance after the line. */
  readonly balance: string;
  /** The state of the row; left out or '': every row is booked. */
  readonly state?: string;
  /** What each text of that column means. A row with another text is refused. */
  readonly states?: readonly { readonly value: string; readonly means: CsvRowState }[];
}

/** A row of a bank's CSV file; amounts as decimals with a point and perhaps a minus. */
export interface CsvLine {
  readonly line: number;
  readonly day: string;
  readonly amount: string;
  readonly payer: string;
  readonly payerAccount: string;
  readonly text: string;
  readonly reference: string;
  readonly bankReference: string;
  /** '' without such a column. */
  readonly balance: string;
}

/** A row that is not booked, as it is written. */
export interface CsvLeftOut {
  readonly line: number;
  readonly means: Exclude<CsvRowState, 'booked'>;
  /** The text of its state. */
  readonly value: string;
  readonly day: string;
  readonly amount: string;
  readonly payer: string;
}

export interface CsvFault {
  readonly line: number;
  readonly column: string;
  readonly detail: string;
}

/** What was read of a file; `missing`: columns of the map that it does not have. */
export interface CsvRead {
  readonly lines: readonly CsvLine[];
  /** Rows that are not booked. */
  readonly leftOut: readonly CsvLeftOut[];
  readonly faults: readonly CsvFault[];
  readonly missing: readonly string[];
}

const DELIMITERS = [';', ',', '\t', '|'] as const;
/** Banks write a few lines before the header. */
const HEADER_WITHIN = 30;
const FAULTS_MAX = 20;

/** The names of a file's columns, and what separates them. Null: no line looks like a header. */
export interface CsvHead {
  readonly delimiter: string;
  readonly names: readonly string[];
  /** Its line, counted from 1. */
  readonly line: number;
}

/** The rows of a text in the delimiter that gives its header the most columns; the header is the first of the widest rows. */
export function findCsvHead(text: string, wanted: readonly string[] = []): CsvHead | null {
  let best: CsvHead | null = null;
  for (const delimiter of DELIMITERS) {
    const head = new RecordReader(delimiter)
      .push(text.slice(0, 64 * 1024), true)
      .slice(0, HEADER_WITHIN);
    for (const { fields, line } of head) {
      const names = (fields ?? []).map(csvName);
      const hasAll = wanted.length > 0 && wanted.every((name) => names.includes(name));
      if (hasAll) return { delimiter, names, line };
      const isWords =
        names.length > 1 && names.filter((name) => /\p{L}/u.test(name)).length > names.length / 2;
      if (isWords && names.length > (best?.names.length ?? 0)) best = { delimiter, names, line };
    }
  }
  return best;
}

/** The name of a column without invisible characters and blanks around it. */
export function csvName(text: string): string {
  return text
    .replaceAll(/[\p{Cf}\p{Cc}]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The columns that a map names. */
export function csvColumnsOf(map: CsvMap): string[] {
  const {
    date,
    amount,
    money_in,
    money_out,
    payer,
    payer_account,
    reference,
    bank_reference,
    balance,
    state = '',
  } = map;
  const named = [
    date,
    amount,
    money_in,
    money_out,
    payer,
    payer_account,
    ...map.text,
    reference,
    bank_reference,
    balance,
    state,
  ];
  return [...new Set(named.filter((name) => name !== ''))];
}

/**
 * Reads a bank's CSV file by its map, at most so many rows, in a currency with so many decimals. The same function shows the sample and
 * imports.
 */
export function readBankCsv(text: string, map: CsvMap, most: number, decimals: number): CsvRead {
  const wanted = csvColumnsOf(map);
  const head = findCsvHead(text, wanted);
  const missing = head ? wanted.filter((name) => !head.names.includes(name)) : wanted;
  if (!head || missing.length > 0) return { lines: [], leftOut: [], faults: [], missing };
  const lines: CsvLine[] = [];
  const leftOut: CsvLeftOut[] = [];
  const faults: CsvFault[] = [];
  for (const record of new RecordReader(head.delimiter).push(text, true)) {
    if (record.line <= head.line) continue;
    if (lines.length + leftOut.length >= most || faults.length >= FAULTS_MAX) break;
    const { fields, line } = record;
    if (!fields) {
      faults.push({ line, column: '', detail: 'Its quotes do not follow RFC 4180.' });
      continue;
    }
    const cell = (name: string) =>
      name === '' ? '' : csvName(fields[head.names.indexOf(name)] ?? '');
    if (
      isBlank(cell(map.date)) &&
      wanted.slice(1).every((name) => isBlank(cell(name)) || name === map.text[0])
    )
      continue;
    const means = meaningOf(cell, map);
    if (means === null) {
      const detail = `“${short(cell(map.state ?? ''))}” is no known state of a row: choose the columns again, and what it means.`; // nothing: without the column every row is booked.
      faults.push({ line, column: map.state ?? '', detail });
      continue;
    }
    if (means !== 'booked') {
      leftOut.push({ line, means, ...asWritten(cell, map) });
      continue;
    }
    const read = readRow(cell, map, decimals);
    if (Array.isArray(read)) faults.push(...read.map((fault) => ({ ...fault, line })));
    else lines.push({ ...read, line });
  }
  return { lines, leftOut, faults: faults.slice(0, FAULTS_MAX), missing };
}

type Cell = (name: string) => string;

/** Null: its text was not there when the columns were chosen. */
function meaningOf(cell: Cell, { state = '', states = [] }: CsvMap): CsvRowState | null {
  if (state === '') return 'booked';
  return states.find(({ value }) => value === cell(state))?.means ?? null;
}

function asWritten(cell: Cell, { state = '', ...map }: CsvMap): Omit<CsvLeftOut, 'line' | 'means'> {
  const amount = cell(map.amount) || cell(map.money_in) || cell(map.money_out);
  return { value: cell(state), day: cell(map.date), amount, payer: cell(map.payer) };
}

function readRow(
  cell: Cell,
  map: CsvMap,
  decimals: number,
): Omit<CsvLine, 'line'> | Omit<CsvFault, 'line'>[] {
  const faults: Omit<CsvFault, 'line'>[] = [];
  const day = readCsvDay(cell(map.date), map.date_form);
  if (day === null) {
    const detail = `“${short(cell(map.date))}” is no day in the form ${map.date_form.toUpperCase()}.`;
    faults.push({ column: map.date, detail });
  }
  const number = (column: string) => {
    const text = cell(column);
    const value = text === '' ? '' : readCsvAmount(text, map.decimal, decimals);
    if (value === null) {
      faults.push({
        column,
        detail: `“${short(text)}” is no amount with “${map.decimal}” before the decimals${decimals < 3 ? `, of which there are ${decimals === 0 ? 'none' : `at most ${decimals}`}` : ''}.`,
      });
    }
    // nothing: the fault is noted.
    return value ?? '';
  };
  const amount =
    map.amount === '' ? ofTwo(number(map.money_in), number(map.money_out)) : number(map.amount);
  const balance = number(map.balance);
  if (amount === '' && faults.length === 0) {
    faults.push({ column: map.amount || map.money_in, detail: 'It has no amount.' });
  }
  if (faults.length > 0 || day === null) return faults;
  return {
    ...{ day, amount, balance },
    ...{ payer: cell(map.payer), payerAccount: cell(map.payer_account) },
    text: map.text
      .map(cell)
      .filter((text) => text !== '')
      .join(' '),
    ...{ reference: cell(map.reference), bankReference: cell(map.bank_reference) },
  };
}

/** One of two columns has an amount; that of money that left may have a minus or not. */
function ofTwo(moneyIn: string, moneyOut: string): string {
  const isThere = (text: string) => text !== '' && !/^-?[0.]*$/.test(text);
  if (isThere(moneyIn) && isThere(moneyOut)) return '';
  if (isThere(moneyOut)) return moneyOut.startsWith('-') ? moneyOut : `-${moneyOut}`;
  return moneyIn || moneyOut;
}

/** `04.11.2026`, dmy → `2026-11-04`; null if it is no day of this form. A time behind it is left out. */
export function readCsvDay(text: string, form: CsvDateForm): string | null {
  const [, a = '', b = '', c = ''] =
    /^(\d{1,4})[-./ ](\d{1,2})[-./ ](\d{1,4})(?:[T ,].{0,20})?$/.exec(text) ?? [];
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const [year, month, day] =
    compact && form === 'ymd'
      ? [compact[1] ?? '', compact[2] ?? '', compact[3] ?? '']
      : form === 'ymd'
        ? [a, b, c]
        : form === 'dmy'
          ? [c, b, a]
          : [c, a, b];
  const full = year.length === 2 && form !== 'ymd' ? `20${year}` : year;
  if (full.length !== 4 || month === '' || day === '' || day.length > 2) return null;
  const whole = `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = new Date(`${whole}T00:00:00Z`);
  return Number.isNaN(time.getTime()) || time.toISOString().slice(0, 10) !== whole ? null : whole;
}

/**
 * `1.234,50-`, `,` → `-1234.50`; null if it is no amount. Takes a sign at either end, brackets, blanks and a currency. In a currency with fewer
 * decimals than three, `1,000` is no amount with a comma before its decimals: it is a group of thousands.
 */
export function readCsvAmount(text: string, decimal: CsvDecimal, decimals = 3): string | null {
  const plain = text
    .replaceAll(/[\s\u00a0\u202f'’]/g, '')
    .replaceAll('\u2212', '-')
    .replace(/^[A-Z]{3}|[A-Z]{3}$|[€$£]/g, '');
  const isNegative = /^-|-$|^\(.*\)$/.test(plain);
  const digits = plain.replace(/^[-+(]/, '').replace(/[-+)]$/, '');
  const group = decimal === ',' ? '.' : ',';
  const [whole = '', fraction = '', ...rest] = digits.split(decimal);
  const parts = whole.split(group);
  const isGrouped =
    parts.length > 1 &&
    /^\d{1,3}$/.test(parts[0] ?? '') &&
    parts.slice(1).every((part) => /^\d{3}$/.test(part));
  const joined = parts.length === 1 ? whole : isGrouped ? parts.join('') : '';
  if (rest.length > 0 || !/^\d{1,13}$/.test(joined) || !/^\d{0,4}$/.test(fraction)) return null;
  if (decimals < 3 && fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole)) return null;
  return `${isNegative ? '-' : ''}${joined}${fraction === '' ? '' : `.${fraction}`}`;
}

function short(text: string): string {
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}
