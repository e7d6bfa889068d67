import { denominationMilli, parseRegion } from '../catalog/index.ts';
import { parseMoney } from '../kit/money.ts';
import { CODE_LENGTH_MAX, normaliseCode, SERIAL_BYTES_MAX } from '../vault/index.ts';
import type { Columns } from './columns.ts';
import { parseExpiry } from './parse-expiry.ts';

/**
 * Why a row is not taken. Each is a constant that repeats nothing of the row: with two columns
 * mixed up, a region would be a code.
 */
export const FAULTS = {
  columns: 'wrong number of columns',
  quotes: 'quotes are not as in RFC 4180',
  region: 'unknown region',
  denomination: 'denomination is not a number',
  product: 'product is not in the catalogue',
  noCode: 'code is missing',
  code: 'code is not 4 to 64 visible ASCII characters',
  serial: `serial is longer than ${SERIAL_BYTES_MAX} bytes or has control characters`,
  expiry: 'expires_at is not a date',
  past: 'expires_at is in the past',
  cost: 'cost is not a money amount',
  duplicate: 'duplicate',
} as const;
export type Fault = (typeof FAULTS)[keyof typeof FAULTS];

/** A row that may be taken. */
export interface StockRow {
  readonly productId: number;
  readonly shelfId: number;
  readonly code: string;
  readonly normalised: string;
  readonly serial: string | null;
  /** ISO 8601, or `infinity`: as the database takes it. */
  readonly expiresAt: string;
  /** Minor units of the lot's cost currency. */
  readonly cost: number | null;
}

export interface Shelf {
  readonly shelfId: number;
  readonly productId: number;
}

/** What rows are judged by. */
export interface RowRules {
  readonly columns: Columns;
  readonly costCurrency: string;
  readonly knowsRegion: (region: string) => boolean;
  readonly findShelf: (region: string, denominationMilli: number) => Shelf | null;
}

type Judge = (fields: readonly string[], now: number) => StockRow | Fault;

const CODE = /^[\x20-\x7e]+$/;
const CODE_LENGTH_MIN = 4;
const MEMO_MAX = 10_000;

/** Makes the judge of a file's rows. What repeats from row to row is worked out once. */
export function rowJudge(rules: RowRules): Judge {
  const { columns } = rules;
  const shelves = memo((face: string) => findShelf(rules, face));
  const expiries = memo((text: string) => parseExpiry(text));
  const costs = memo((text: string) => parseCost(text, rules.costCurrency));
  return (fields, now) => {
    if (fields.length !== columns.count) return FAULTS.columns;
    const text = (column: number) => (column < 0 ? '' : (fields[column] ?? '').trim());
    const shelf = shelves(`${text(columns.region)}\n${text(columns.denomination)}`);
    if (typeof shelf === 'string') return shelf;
    const code = text(columns.code);
    if (code === '') return FAULTS.noCode;
    const normalised = normaliseCode(code);
    if (!CODE.test(code) || code.length > CODE_LENGTH_MAX || normalised.length < CODE_LENGTH_MIN) {
      return FAULTS.code;
    }
    const serial = text(columns.serial) || null;
    if (serial !== null && !isSerial(serial)) return FAULTS.serial;
    const expiry = text(columns.expires_at);
    const expires = expiry === '' ? null : expiries(expiry);
    if (expiry !== '' && !expires) return FAULTS.expiry;
    if (expires && expires.getTime() <= now) return FAULTS.past;
    const amount = text(columns.cost);
    const cost = amount === '' ? null : costs(amount);
    if (amount !== '' && cost === null) return FAULTS.cost;
    return {
      ...shelf,
      code,
      normalised,
      serial,
      expiresAt: expires?.toISOString() ?? 'infinity',
      cost,
    };
  };
}

function findShelf(rules: RowRules, face: string): Shelf | Fault {
  const [region = '', denomination = ''] = face.split('\n');
  const name = parseRegion(region);
  if (!rules.knowsRegion(name)) return FAULTS.region;
  const milli = denominationMilli(denomination);
  if (milli === null) return FAULTS.denomination;
  return rules.findShelf(name, milli) ?? FAULTS.product;
}

function parseCost(text: string, currency: string): number | null {
  const cost = parseMoney(text, currency);
  return cost !== null && cost >= 0 ? cost : null;
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
