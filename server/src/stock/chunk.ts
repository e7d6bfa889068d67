import { assert, required } from '../kit/assert.ts';
import { writeUnsealed } from '../vault/index.ts';
import { type Look, shapeOf } from './code-shape.ts';
import { COPY_FORM, fingerprintOf, moveRow, newRows, placeRow, repeatedRows } from './copy-rows.ts';
import { FAULTS, type Fault, type StockRow } from './judge-row.ts';

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

/** Some rows of a file: read, then sealed, then stored. */
export interface Chunk {
  /** Index into `runKeys`; by shelf alone if there is neither expiry nor cost. */
  readonly runs: Map<string | number, number>;
  readonly runKeys: RunKey[];
  readonly rejects: Reject[];
  /** Per code: its index in `runKeys`, and its line. */
  readonly runOf: number[];
  readonly lineOf: number[];
  /** The form of each code (`shapeOf`); empty if a pattern is set. */
  readonly shapeOf: string[];
  /** Rows for COPY, first with plain codes; while they are being sealed, the sealer has them. */
  rows: Buffer<ArrayBuffer>;
  /** How many of them have been sealed: all or none. */
  sealed: number;
  readonly codesMax: number;
}

export function newChunk(codesMax: number): Chunk {
  return {
    runs: new Map(),
    runKeys: [],
    rejects: [],
    runOf: [],
    lineOf: [],
    shapeOf: [],
    rows: newRows(codesMax),
    sealed: 0,
    codesMax,
  };
}

export function emptyChunk(chunk: Chunk): void {
  chunk.sealed = 0;
  chunk.runs.clear();
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

/** Adds a row to be sealed. */
export function addRow(chunk: Chunk, row: StockRow, line: number): void {
  writeUnsealed(chunk.rows, COPY_FORM, chunk.runOf.length, row);
  chunk.runOf.push(runIndex(chunk, row));
  chunk.lineOf.push(line);
  chunk.shapeOf.push(row.stated ? '' : shapeOf(row.code));
}

export function fingerprintsOf({ rows, runOf }: Chunk): Buffer[] {
  return runOf.map((_, row) => fingerprintOf(rows, row));
}

/** Rejects codes that are known, by fingerprint in Latin-1, as duplicates. */
export function dropKnown(chunk: Chunk, known: ReadonlySet<string>): void {
  dropDuplicates(chunk, (row) => known.has(fingerprintOf(chunk.rows, row).toString('latin1')));
}

/** Rejects codes that the sealed chunk has further up as duplicates. */
export function dropRepeated(chunk: Chunk): void {
  const repeated = repeatedRows(chunk.rows, chunk.runOf.length);
  if (repeated.size > 0) dropDuplicates(chunk, (row) => repeated.has(row));
}

/** Closes the gaps that they leave. */
function dropDuplicates(chunk: Chunk, isDuplicate: (row: number) => boolean): void {
  let kept = 0;
  const count = chunk.runOf.length;
  for (let row = 0; row < count; row += 1) {
    const line = required(chunk.lineOf[row], 'every code has a line');
    if (isDuplicate(row)) {
      chunk.rejects.push({ line, reason: FAULTS.duplicate });
      continue;
    }
    moveRow(chunk.rows, row, kept);
    chunk.runOf[kept] = required(chunk.runOf[row], 'every code has a run');
    chunk.lineOf[kept] = line;
    chunk.shapeOf[kept] = required(chunk.shapeOf[row], 'every code has a form');
    kept += 1;
  }
  chunk.runOf.length = kept;
  chunk.lineOf.length = kept;
  chunk.shapeOf.length = kept;
}

/** Assigns each code the next position of its run. Returns how many codes each run gets. */
export function placeCodes(
  chunk: Chunk,
  runs: readonly { readonly run_id: number; readonly codes: number }[],
): number[] {
  assert(chunk.runOf.length <= chunk.sealed, 'no code is stored that is not sealed');
  const added = new Array<number>(runs.length).fill(0);
  const view = new DataView(chunk.rows.buffer, chunk.rows.byteOffset, chunk.rows.length);
  for (const [row, index] of chunk.runOf.entries()) {
    const run = runs[index];
    assert(run, 'every code has a run');
    const before = required(added[index], 'every run is counted');
    placeRow(view, row, run.run_id, run.codes + before);
    added[index] = before + 1;
  }
  return added;
}

/** How many codes of a chunk have each form, and the line of the first of them. */
export function looksOf(chunk: Chunk): Look[] {
  const looks = new Map<string, { shape: string; codes: number; firstLine: number }>();
  let look: { shape: string; codes: number } | undefined;
  for (const [row, shape] of chunk.shapeOf.entries()) {
    // Most codes look like the one before.
    if (look?.shape !== shape) look = looks.get(shape);
    if (look) look.codes += 1;
    else if (shape !== '') {
      const firstLine = required(chunk.lineOf[row], 'every row has a line');
      looks.set(shape, { shape, codes: 1, firstLine });
    }
  }
  return [...looks.values()];
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
