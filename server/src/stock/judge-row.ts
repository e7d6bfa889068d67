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
import { CODE_LENGTH_MAX, normalisedLength, SERIAL_BYTES_MAX } from '../vault/index.ts';
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
const REGIONS_MAX = 300;
const FACES_MAX = 100;

/** Creates the check of a file's rows. What repeats from row to row is computed once. */
export function rowJudge(rules: RowRules): Judge {
  const { columns, cells, values = {}, hasSupplierForm } = rules;
  const shelves = memo(
    (region) => memo((denomination) => findShelf(rules, region, denomination), FACES_MAX),
    REGIONS_MAX,
  );
  const expiries = memo((text: string) => parseExpiry(toAscii(text)));
  const costs = memo((text: string) => judgeCost(text, rules));
  const cellOf = (name: CodesColumn) => {
    const column = columns[name];
    // nothing: an optional column may be missing, and a short row ends with empty cells.
    const value = values[name] ?? '';
    // nothing: see above.
    return (fields: readonly string[]) => (column < 0 ? value : trimCell(fields[column] ?? ''));
  };
  const region = cellOf('region');
  const denomination = cellOf('denomination');
  const codeText = cellOf('code');
  const serialText = cellOf('serial');
  const expiryText = cellOf('expires_at');
  const costText = cellOf('cost');
  return (fields, now) => {
    if (!fitsHeader(fields, cells)) return FAULTS.columns;
    const shelf = shelves(region(fields))(denomination(fields));
    if (typeof shelf === 'string') return shelf;
    if (fields[columns.code]?.startsWith('\t')) return FAULTS.formula;
    const code = toAscii(codeText(fields)).trim();
    const fault = judgeCode(code);
    if (fault !== null) return fault;
    if (shelf.hasForm?.(code) === false) return FAULTS.productForm;
    if (hasSupplierForm?.(code) === false) return FAULTS.supplierForm;
    const serial = serialText(fields) || null;
    if (serial !== null && !isSerial(serial)) return FAULTS.serial;
    const expiry = expiryText(fields);
    const expires = expiry === '' ? null : expiries(expiry);
    if (expiry !== '' && !expires) return FAULTS.expiry;
    if (expires && expires.getTime() <= now) return FAULTS.past;
    const amount = costText(fields);
    const cost = amount === '' ? null : costs(amount);
    if (typeof cost === 'string') return cost;
    return {
      productId: shelf.productId,
      shelfId: shelf.shelfId,
      code,
      serial,
      expiresAt: expires?.toISOString() ?? 'infinity',
      cost,
      stated: shelf.hasForm !== null || hasSupplierForm !== null,
    };
  };
}

function judgeCode(code: string): Fault | null {
  if (code === '') return FAULTS.noCode;
  const strange = strangeCharacter(code);
  if (strange !== null) return `code has ${strange}`;
  const length = normalisedLength(code);
  if (code.length > CODE_LENGTH_MAX || length === 0) return FAULTS.code;
  return findWreckage(code) ?? (length < CODE_LENGTH_MIN ? FAULTS.code : null);
}

function findShelf(rules: RowRules, region: string, denomination: string): Shelf | Fault {
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

function memo<Value>(
  work: (text: string) => Value,
  most: number = MEMO_MAX,
): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= most) known.clear();
    const value = work(text);
    known.set(text, value);
    return value;
  };
}
