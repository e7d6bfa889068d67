import type { CodesColumn } from '@psnb2b/contract';
import { denominationMilli, parseRegion } from '../catalog/index.ts';
import {
  ambiguity,
  type Columns,
  fitsHeader,
  readNumber,
  strangeCharacter,
  toAscii,
  trimCell,
} from '../kit/csv/index.ts';
import { parseMoney } from '../kit/money.ts';
import { CODE_LENGTH_MAX, normaliseCode, SERIAL_BYTES_MAX } from '../vault/index.ts';
import { findWreckage, WRECKAGE } from './find-wreckage.ts';
import { parseExpiry } from './parse-expiry.ts';

/**
 * Why a row is rejected. A reason repeats nothing of the row except the name of one strange character: if two columns were
 * swapped, a region would be a code.
 */
export const FAULTS = {
  ...WRECKAGE,
  columns: 'wrong number of columns',
  quotes: 'quotes do not follow RFC 4180',
  region: 'unknown region; write its two letters, such as US',
  denomination: 'denomination is not a number such as 50 or 49.99',
  denominationDoubt: 'denomination may be thousands or decimals; write 1000 or 1.00, not 1.000',
  product: 'product is not in the catalogue',
  noCode: 'code is missing',
  code: 'code is not 4 to 64 visible ASCII characters',
  productForm: 'code does not match the pattern of its product',
  supplierForm: 'code does not match the pattern of its supplier',
  serial: `serial is longer than ${SERIAL_BYTES_MAX} bytes or has control characters`,
  expiry: 'expires_at is not a date such as 2027-12-31 or 2027-12-31T23:59:59Z',
  past: 'expires_at is in the past',
  cost: 'cost is not a money amount such as 46.25',
  costDoubt: 'cost may be thousands or decimals; write 1000 or 1.00, not 1.000',
  duplicate: 'duplicate',
} as const;
export type Fault = (typeof FAULTS)[keyof typeof FAULTS] | `code has ${string}`;

/** An accepted row. */
export interface StockRow {
  readonly productId: number;
  readonly shelfId: number;
  readonly code: string;
  readonly normalised: string;
  readonly serial: string | null;
  /** ISO 8601, or `infinity`, as the database takes it. */
  readonly expiresAt: string;
  /** Minor units of the lot's cost currency. */
  readonly cost: number | null;
  /** Whether a pattern confirms the form of the code, so that nobody has to be asked. */
  readonly stated: boolean;
}

export interface Shelf {
  readonly shelfId: number;
  readonly productId: number;
  /** The patterns for codes of the product, if there are any. */
  readonly hasForm: ((code: string) => boolean) | null;
}

/** What rows are checked against. */
export interface RowRules {
  readonly columns: Columns<CodesColumn>;
  /** Number of columns in the header. */
  readonly cells: number;
  readonly delimiter: string;
  /** Values for all rows, of columns that the file does not have. */
  readonly values?: Readonly<Partial<Record<CodesColumn, string>>>;
  readonly costCurrency: string;
  readonly knowsRegion: (region: string) => boolean;
  readonly findShelf: (region: string, denominationMilli: number) => Shelf | null;
  /** The patterns for codes of the supplier, if there are any. */
  readonly hasSupplierForm: ((code: string) => boolean) | null;
}

type Judge = (fields: readonly string[], now: number) => StockRow | Fault;

const CODE_LENGTH_MIN = 4;
const MEMO_MAX = 10_000;

/** Creates the check of a file's rows. What repeats from row to row is computed once. */
export function rowJudge(rules: RowRules): Judge {
  const { columns, cells, values = {}, hasSupplierForm } = rules;
  const shelves = memo((face: string) => findShelf(rules, face));
  const expiries = memo((text: string) => parseExpiry(toAscii(text)));
  const costs = memo((text: string) => judgeCost(text, rules));
  return (fields, now) => {
    if (!fitsHeader(fields, cells)) return FAULTS.columns;
    const text = (name: CodesColumn) => {
      const column = columns[name];
      // nothing: a short row ends with empty cells, and an optional column may be missing.
      return column < 0 ? (values[name] ?? '') : trimCell(fields[column] ?? '');
    };
    const shelf = shelves(`${text('region')}\n${text('denomination')}`);
    if (typeof shelf === 'string') return shelf;
    if (fields[columns.code]?.startsWith('\t')) return FAULTS.formula;
    const judged = judgeCode(text('code'));
    if (typeof judged === 'string') return judged;
    if (shelf.hasForm?.(judged.code) === false) return FAULTS.productForm;
    if (hasSupplierForm?.(judged.code) === false) return FAULTS.supplierForm;
    const serial = text('serial') || null;
    if (serial !== null && !isSerial(serial)) return FAULTS.serial;
    const expiry = text('expires_at');
    const expires = expiry === '' ? null : expiries(expiry);
    if (expiry !== '' && !expires) return FAULTS.expiry;
    if (expires && expires.getTime() <= now) return FAULTS.past;
    const amount = text('cost');
    const cost = amount === '' ? null : costs(amount);
    if (typeof cost === 'string') return cost;
    return {
      productId: shelf.productId,
      shelfId: shelf.shelfId,
      ...judged,
      serial,
      expiresAt: expires?.toISOString() ?? 'infinity',
      cost,
      stated: shelf.hasForm !== null || hasSupplierForm !== null,
    };
  };
}

function judgeCode(text: string): { code: string; normalised: string } | Fault {
  if (text === '') return FAULTS.noCode;
  const code = toAscii(text).trim();
  const strange = strangeCharacter(code);
  if (strange !== null) return `code has ${strange}`;
  const normalised = normaliseCode(code);
  if (code.length > CODE_LENGTH_MAX || normalised === '') return FAULTS.code;
  const wreckage = findWreckage(code, normalised);
  if (wreckage) return wreckage;
  return normalised.length < CODE_LENGTH_MIN ? FAULTS.code : { code, normalised };
}

function findShelf(rules: RowRules, wanted: string): Shelf | Fault {
  const [region = '', denomination = ''] = wanted.split('\n');
  const name = parseRegion(toAscii(region));
  if (!rules.knowsRegion(name)) return FAULTS.region;
  const face = readNumber(denomination, rules.delimiter);
  if (ambiguity(face, rules.delimiter) !== null) return FAULTS.denominationDoubt;
  const milli = denominationMilli(face);
  if (milli === null) return FAULTS.denomination;
  return rules.findShelf(name, milli) ?? FAULTS.product;
}

function judgeCost(text: string, { delimiter, costCurrency }: RowRules): number | Fault {
  const amount = readNumber(text, delimiter);
  if (ambiguity(amount, delimiter) !== null) return FAULTS.costDoubt;
  const cost = parseMoney(amount, costCurrency);
  return cost !== null && cost >= 0 ? cost : FAULTS.cost;
}

function isSerial(text: string): boolean {
  return Buffer.byteLength(text) <= SERIAL_BYTES_MAX && !/\p{Cc}/u.test(text);
}

function memo<Value>(work: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= MEMO_MAX) known.clear();
    const value = work(text);
    known.set(text, value);
    return value;
  };
}
