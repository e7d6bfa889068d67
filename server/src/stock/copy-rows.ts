import { FINGERPRINT_BYTES, type RowForm, SEALED_BYTES } from '../vault/index.ts';

/**
 * A row of stock.codes in the form of binary COPY (PostgreSQL manual, COPY, "Binary Format"): number of fields, then length and
 * bytes of each. Every field has a fixed size, so rows are sealed directly into their place, and only run and position are filled
 * in later.
 */
const RUN_AT = 2 + 4;
const POSITION_AT = RUN_AT + 4 + 4;
const CODE_ID_AT = POSITION_AT + 4 + 4;
const FINGERPRINT_AT = CODE_ID_AT + 16 + 4;
const SEALED_AT = FINGERPRINT_AT + FINGERPRINT_BYTES + 4;
const ROW_BYTES = SEALED_AT + SEALED_BYTES;

const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const TRAILER = Buffer.from([0xff, 0xff]);
/** The database begins with the first message while the last ones are on their way; it takes in a message as a whole. */
const MESSAGE_BYTES = 64 * 1024;

/** Where the vault seals. */
export const COPY_FORM: RowForm = {
  firstAt: HEADER.length,
  rowBytes: ROW_BYTES,
  codeIdAt: CODE_ID_AT,
  fingerprintAt: FINGERPRINT_AT,
  sealedAt: SEALED_AT,
};

/** Room for so many rows, with everything that is the same in all of them. */
export function newRows(rowsMax: number): Buffer<ArrayBuffer> {
  const rows = Buffer.alloc(HEADER.length + rowsMax * ROW_BYTES + TRAILER.length);
  HEADER.copy(rows);
  for (let row = 0; row < rowsMax; row += 1) {
    const at = rowAt(row);
    rows.writeInt16BE(5, at);
    rows.writeInt32BE(4, at + RUN_AT - 4);
    rows.writeInt32BE(4, at + POSITION_AT - 4);
    rows.writeInt32BE(16, at + CODE_ID_AT - 4);
    rows.writeInt32BE(FINGERPRINT_BYTES, at + FINGERPRINT_AT - 4);
    rows.writeInt32BE(SEALED_BYTES, at + SEALED_AT - 4);
  }
  return rows;
}

export function fingerprintOf(rows: Buffer, row: number): Buffer {
  const at = rowAt(row) + FINGERPRINT_AT;
  return rows.subarray(at, at + FINGERPRINT_BYTES);
}

/** The first rows whose fingerprint a row before them has. */
export function repeatedRows(rows: Buffer, count: number): ReadonlySet<number> {
  const repeated = new Set<number>();
  // An open hash table of rows, counted from 1: a fingerprint begins with bytes of a keyed hash, which nobody can choose.
  const places = new Int32Array(2 ** Math.ceil(Math.log2(2 * count + 2)));
  for (let row = 0; row < count; row += 1) {
    let place = rows.readUInt32BE(rowAt(row) + FINGERPRINT_AT) % places.length;
    for (let other = places[place]; other; other = places[place]) {
      if (hasSameFingerprint(rows, row, other - 1)) break;
      place = (place + 1) % places.length;
    }
    if (places[place]) repeated.add(row);
    else places[place] = row + 1;
  }
  return repeated;
}

function hasSameFingerprint(rows: Buffer, row: number, other: number): boolean {
  const at = rowAt(row) + FINGERPRINT_AT;
  const otherAt = rowAt(other) + FINGERPRINT_AT;
  if (rows.readInt32BE(at) !== rows.readInt32BE(otherAt)) return false;
  return fingerprintOf(rows, row).equals(fingerprintOf(rows, other));
}

export function moveRow(rows: Buffer, from: number, to: number): void {
  rows.copy(rows, rowAt(to), rowAt(from), rowAt(from + 1));
}

/** `rows`: a view of all their bytes, which writes a number sooner than a buffer does. */
export function placeRow(rows: DataView, row: number, runId: number, position: number): void {
  const at = rowAt(row);
  rows.setInt32(at + RUN_AT, runId);
  rows.setInt32(at + POSITION_AT, position);
}

/** The first rows as messages of COPY. */
export function* copyMessages(rows: Buffer, count: number): Generator<Buffer> {
  const end = rowAt(count);
  for (let at = 0; at < end; at += MESSAGE_BYTES) {
    yield rows.subarray(at, Math.min(at + MESSAGE_BYTES, end));
  }
  yield TRAILER;
}

function rowAt(row: number): number {
  return HEADER.length + row * ROW_BYTES;
}
