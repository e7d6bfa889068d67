import type { CsvLeftOut } from '@psnb2b/contract';

/** One entry of a statement, as its bank wrote it. */
export interface ReadLine {
  /** Days like `2026-11-04`. */
  readonly bookedOn: string;
  readonly valueOn: string | null;
  /** Minor units of the account's currency; below 0: money that left the account. */
  readonly amount: number;
  /** Who paid, or was paid; '' where the bank does not say. */
  readonly payer: string;
  /** Their IBAN or account number, in capitals without blanks. */
  readonly payerAccount: string;
  /** What they wrote. */
  readonly text: string;
  /** A reference in a field of its own. */
  readonly reference: string;
  /** The bank's own id of the entry. */
  readonly bankReference: string;
  /** The entry of which it is one of several payments; null: it is all of its entry. */
  readonly batch: Batch | null;
}

/** An entry of several payments, which another file may have as one line. */
export interface Batch {
  /** Its number in the file. */
  readonly entry: number;
  readonly amount: number;
  /** The bank's own id of it. */
  readonly bankReference: string;
}

/** A statement of one account, as it was read from a file. */
export interface ReadStatement {
  /** `camt.053.001.08` or `csv`. */
  readonly format: string;
  /** The IBAN or number in the file; null: it names none. */
  readonly accountNumber: string | null;
  /** ISO 4217; null: the file does not say. */
  readonly currency: string | null;
  /** The bank's own id of the statement. */
  readonly bankId: string | null;
  /** Its first and last day. */
  readonly from: string;
  readonly to: string;
  /** Minor units, both or neither. */
  readonly opening: number | null;
  readonly closing: number | null;
  readonly lines: readonly ReadLine[];
  /** Entries that are not booked yet, and that the bank rejected: both are left out. */
  readonly pending: number;
  readonly rejected: number;
  /** Which rows of a CSV file these are, at most `LEFT_OUT_MAX`. */
  readonly leftOut: readonly CsvLeftOut[];
}

/** Most rows that are named because they are not booked. */
export const LEFT_OUT_MAX = 50;
/** Most lines of one file, and most statements: each day of a year, for one account. */
export const LINES_MAX = 50_000;
export const STATEMENTS_MAX = 500;
/** Longer texts are cut; no bank writes so much. */
const LENGTHS = { payer: 200, payerAccount: 34, text: 1_000, reference: 140, bankReference: 140 };

/** A line with its texts in stored form: on one line, without control characters, not too long. */
export function tidyLine(line: ReadLine): ReadLine {
  return {
    ...line,
    payer: tidy(line.payer, LENGTHS.payer),
    payerAccount: line.payerAccount
      .replaceAll(/[^0-9A-Za-z]/g, '')
      .toUpperCase()
      .slice(0, LENGTHS.payerAccount),
    text: tidy(line.text, LENGTHS.text),
    reference: tidy(line.reference, LENGTHS.reference),
    bankReference: tidyReference(line.bankReference),
  };
}

/** The bank's own id of an entry in stored form. */
export function tidyReference(text: string): string {
  return tidy(text, LENGTHS.bankReference);
}

function tidy(text: string, length: number): string {
  const plain = text
    .normalize('NFC')
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return [...plain].slice(0, length).join('');
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether a text is a day that exists, from 1970 to 2199. */
export function isDay(text: string): boolean {
  const [, year] = DAY.exec(text) ?? [];
  if (year === undefined || Number(year) < 1970 || Number(year) > 2199) return false;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}
