import type { KeyObject } from 'node:crypto';
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
import { assert } from '../kit/assert.ts';
import { NO_ID } from '../kit/ids.ts';
import { risingUuids } from '../kit/rising-uuids.ts';
import { bytesFingerprinter, FINGERPRINT_BYTES } from './fingerprint-code.ts';
import { codeOpener } from './open-code.ts';
import { manySealer } from './seal-many.ts';
import {
  associatedData,
  CODE_AT,
  NONCE_BYTES,
  type PlainCode,
  plaintextIn,
  pointAt,
  readCode,
  SEALED_BYTES,
  writePlaintext,
} from './sealed-code.ts';

/** Some 2 ms of work; then others have a turn. */
const PIECE_ROWS = 256;

/** What the codes of a lot are sealed with. */
export interface LotKeys {
  readonly lotId: string;
  readonly dataKey: KeyObject;
  readonly fingerprintKey: KeyObject;
}

/** Where the first row begins, how long each row is, and where in it are the code's id, its fingerprint and the sealed code. */
export interface RowForm {
  readonly firstAt: number;
  readonly rowBytes: number;
  readonly codeIdAt: number;
  readonly fingerprintAt: number;
  readonly sealedAt: number;
}

/** Bytes with a buffer of their own, which can be transferred. */
export type OwnBytes = Uint8Array<ArrayBuffer>;

export interface RowsToSeal {
  readonly keys: LotKeys;
  readonly form: RowForm;
  readonly bytes: OwnBytes;
  /** Each was written by `writeUnsealed`. */
  readonly count: number;
  /** When the codes get their ids, in milliseconds. */
  readonly at: number;
  /** How many times as long as it works it rests, after every few rows. */
  readonly rest: number;
}

/** Writes a code into its row: its text where it will be sealed, and its product where its id will be. */
export function writeUnsealed(
  rows: Buffer,
  form: RowForm,
  row: number,
  plain: PlainCode & { readonly productId: number },
): void {
  const place = form.firstAt + row * form.rowBytes;
  rows.writeUInt32BE(plain.productId, place + form.codeIdAt);
  writePlaintext(plain, rows, place + form.sealedAt);
}

/** Writes a new id, the fingerprint and the sealed code into each row, over what `writeUnsealed` wrote. A task of a thread, or of this one. */
export async function run(rows: RowsToSeal): Promise<OwnBytes> {
  const { keys, form, bytes, count, at, rest } = rows;
  const target = Buffer.from(bytes.buffer);
  const fingerprint = bytesFingerprinter(keys.fingerprintKey);
  const sample = associatedData({ codeId: NO_ID, productId: 0, lotId: keys.lotId });
  const sealMany = manySealer(keys.dataKey, sample, PIECE_ROWS);
  const writeId = risingUuids(at);
  const products = new Uint32Array(PIECE_ROWS);
  const seal = (from: number, pieceRows: number) => {
    const placeOf = (row: number) => form.firstAt + (from + row) * form.rowBytes;
    const first = readCode(plaintextIn(target, placeOf(0) + form.sealedAt));
    for (let row = 0; row < pieceRows; row += 1) {
      const place = placeOf(row);
      products[row] = target.readUInt32BE(place + form.codeIdAt);
      writeId(target, place + form.codeIdAt);
      const plainAt = place + form.sealedAt + NONCE_BYTES;
      const text = fingerprint(target, plainAt + CODE_AT, target[plainAt] as number);
      target.write(text, place + form.fingerprintAt, FINGERPRINT_BYTES, 'latin1');
    }
    sealMany(
      target,
      pieceRows,
      (row) => placeOf(row) + form.sealedAt,
      (associated, row) =>
        pointAt(associated, target, placeOf(row) + form.codeIdAt, products[row] as number),
    );
    const sealed = target.subarray(placeOf(0) + form.sealedAt);
    const open = codeOpener(keys.dataKey, { lotId: keys.lotId, productId: products[0] as number });
    const opened = open(target, placeOf(0) + form.codeIdAt, sealed.subarray(0, SEALED_BYTES));
    assert(opened.code === first, 'what is sealed opens');
  };
  for (let from = 0; from < count; from += PIECE_ROWS) {
    const began = performance.now();
    seal(from, Math.min(PIECE_ROWS, count - from));
    await (rest > 0 ? delay(rest * (performance.now() - began)) : turn());
  }
  return bytes;
}

export const transfer = ({ buffer }: OwnBytes): ArrayBuffer[] => [buffer];
