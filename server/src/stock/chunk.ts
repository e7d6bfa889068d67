import type { KeyObject } from 'node:crypto';
import { assert, required } from '../kit/assert.ts';
import { NO_ID } from '../kit/ids.ts';
import { drawRandom } from '../kit/random.ts';
import {
  associatedData,
  FINGERPRINT_BYTES,
  type Fingerprinter,
  pointAt,
  SEALED_BYTES,
  sealCode,
} from '../vault/index.ts';
import { type Look, shapeOf } from './code-shape.ts';
import { FAULTS, type Fault, type StockRow } from './judge-row.ts';

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

const COPY_HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const COPY_TRAILER = Buffer.from([0xff, 0xff]);

/** Codes that share product, expiry and cost: the key of a run of their lot. */
export interface RunKey {
  readonly shelfId: number;
  readonly expiresAt: string;
  readonly cost: number | null;
}

export interface Reject {
  readonly line: number;
  readonly reason: Fault;
}

/** Some rows of a file, sealed and ready to be stored. */
export interface Chunk {
  /** Index into `runKeys`; by shelf alone if there is neither expiry nor cost. */
  readonly runs: Map<string | number, number>;
  readonly runKeys: RunKey[];
  readonly rejects: Reject[];
  /** Per code: its index in `runKeys`, its line, and its fingerprint in Latin-1. */
  readonly runOf: number[];
  readonly lineOf: number[];
  /** The form of each code (`shapeOf`); empty if a pattern is set. */
  readonly shapeOf: string[];
  readonly fingerprints: Set<string>;
  readonly buffer: Buffer;
  readonly codesMax: number;
}

/** What the codes of a lot are sealed with. */
export interface LotSealer {
  readonly dataKey: KeyObject;
  readonly fingerprint: Fingerprinter;
  /** Changed to fit each code in turn. */
  readonly associated: Buffer;
}

export function lotSealer(
  lotId: string,
  keys: { readonly dataKey: KeyObject; readonly fingerprint: Fingerprinter },
): LotSealer {
  return { ...keys, associated: associatedData({ codeId: NO_ID, productId: 0, lotId }) };
}

export function newChunk(codesMax: number): Chunk {
  const buffer = Buffer.alloc(COPY_HEADER.length + codesMax * ROW_BYTES + COPY_TRAILER.length);
  COPY_HEADER.copy(buffer);
  for (let row = 0; row < codesMax; row += 1) {
    const at = rowAt(row);
    buffer.writeInt32BE(4, at + RUN_AT - 4);
    buffer.writeInt32BE(4, at + POSITION_AT - 4);
    buffer.writeInt32BE(16, at + CODE_ID_AT - 4);
    buffer.writeInt32BE(FINGERPRINT_BYTES, at + FINGERPRINT_AT - 4);
    buffer.writeInt32BE(SEALED_BYTES, at + SEALED_AT - 4);
  }
  return {
    runs: new Map(),
    runKeys: [],
    rejects: [],
    runOf: [],
    lineOf: [],
    shapeOf: [],
    fingerprints: new Set(),
    buffer,
    codesMax,
  };
}

export function emptyChunk(chunk: Chunk): void {
  chunk.runs.clear();
  chunk.fingerprints.clear();
  for (const list of [chunk.runKeys, chunk.rejects, chunk.runOf, chunk.lineOf, chunk.shapeOf]) {
    list.length = 0;
  }
}

/** Data rows handled: codes and rejects. */
export function rowsOf(chunk: Chunk): number {
  return chunk.runOf.length + chunk.rejects.length;
}

export function isFull(chunk: Chunk): boolean {
  return rowsOf(chunk) >= chunk.codesMax;
}

/** Seals a row into the chunk, or rejects it if the chunk already has its code. */
export function addRow(
  chunk: Chunk,
  sealer: LotSealer,
  row: StockRow,
  line: number,
  now: number,
): void {
  const fingerprint = sealer.fingerprint(row.normalised);
  if (chunk.fingerprints.has(fingerprint)) {
    chunk.rejects.push({ line, reason: FAULTS.duplicate });
    return;
  }
  chunk.fingerprints.add(fingerprint);
  const at = rowAt(chunk.runOf.length);
  const { buffer } = chunk;
  // The trailer of a smaller chunk may have been here.
  buffer.writeInt16BE(5, at);
  writeCodeId(buffer, at + CODE_ID_AT, now);
  buffer.write(fingerprint, at + FINGERPRINT_AT, FINGERPRINT_BYTES, 'latin1');
  pointAt(sealer.associated, buffer, at + CODE_ID_AT, row.productId);
  sealCode(sealer.dataKey, sealer.associated, row, buffer, at + SEALED_AT);
  chunk.runOf.push(runIndex(chunk, row));
  chunk.lineOf.push(line);
  chunk.shapeOf.push(row.stated ? '' : shapeOf(row.code));
}

/** Rejects codes as duplicates, by fingerprint, and closes the gaps that they leave. */
export function dropDuplicates(chunk: Chunk, taken: ReadonlySet<string>): void {
  let kept = 0;
  let row = 0;
  for (const fingerprint of chunk.fingerprints) {
    const [run = 0, line = 0, shape = ''] = [
      chunk.runOf[row],
      chunk.lineOf[row],
      chunk.shapeOf[row],
    ];
    if (taken.has(fingerprint)) {
      chunk.rejects.push({ line, reason: FAULTS.duplicate });
      chunk.fingerprints.delete(fingerprint);
    } else {
      chunk.buffer.copy(chunk.buffer, rowAt(kept), rowAt(row), rowAt(row + 1));
      chunk.runOf[kept] = run;
      chunk.lineOf[kept] = line;
      chunk.shapeOf[kept] = shape;
      kept += 1;
    }
    row += 1;
  }
  chunk.runOf.length = kept;
  chunk.lineOf.length = kept;
  chunk.shapeOf.length = kept;
}

/** Assigns each code the next position of its run. Returns how many codes each run gets, and the bytes for COPY. */
export function placeCodes(
  chunk: Chunk,
  runs: readonly { readonly run_id: number; readonly codes: number }[],
): { added: number[]; data: Buffer } {
  const added = new Array<number>(runs.length).fill(0);
  for (const [row, index] of chunk.runOf.entries()) {
    const run = runs[index];
    assert(run, 'every code has a run');
    const before = required(added[index], 'every run is counted');
    chunk.buffer.writeInt32BE(run.run_id, rowAt(row) + RUN_AT);
    chunk.buffer.writeInt32BE(run.codes + before, rowAt(row) + POSITION_AT);
    added[index] = before + 1;
  }
  const end = rowAt(chunk.runOf.length);
  COPY_TRAILER.copy(chunk.buffer, end);
  return { added, data: chunk.buffer.subarray(0, end + COPY_TRAILER.length) };
}

/** How many codes of a chunk have each form, and the line of the first of them. */
export function looksOf(chunk: Chunk): Look[] {
  const looks = new Map<string, { shape: string; codes: number; firstLine: number }>();
  for (const [row, shape] of chunk.shapeOf.entries()) {
    const look = looks.get(shape);
    if (look) look.codes += 1;
    else if (shape !== '')
      looks.set(shape, {
        shape,
        codes: 1,
        firstLine: required(chunk.lineOf[row], 'every row has a line'),
      });
  }
  return [...looks.values()];
}

function rowAt(row: number): number {
  return COPY_HEADER.length + row * ROW_BYTES;
}

function runIndex(chunk: Chunk, row: StockRow): number {
  const plain = row.expiresAt === 'infinity' && row.cost === null;
  const name = plain ? row.shelfId : `${row.shelfId} ${row.expiresAt} ${row.cost}`;
  const known = chunk.runs.get(name);
  if (known !== undefined) return known;
  const { shelfId, expiresAt, cost } = row;
  chunk.runKeys.push({ shelfId, expiresAt, cost });
  chunk.runs.set(name, chunk.runKeys.length - 1);
  return chunk.runKeys.length - 1;
}

/** A version 7 UUID (RFC 9562) as 16 bytes. */
function writeCodeId(target: Buffer, at: number, milliseconds: number): void {
  drawRandom(target, at + 6, 10);
  target.writeUIntBE(milliseconds, at, 6);
  target[at + 6] = 0x70 | (target.readUInt8(at + 6) & 0x0f);
  target[at + 8] = 0x80 | (target.readUInt8(at + 8) & 0x3f);
}
