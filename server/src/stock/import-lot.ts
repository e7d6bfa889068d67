import { setTimeout as delay } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { type CatalogSnapshot, loadSnapshot } from '../catalog/index.ts';
import { required } from '../kit/assert.ts';
import { notThisFile } from '../kit/csv/index.ts';
import type { Database } from '../kit/database/index.ts';
import { PatientWork } from '../kit/patient-work.ts';
import { Refusal } from '../kit/refusal.ts';
import type { Reserve } from '../kit/reserve-on.ts';
import type { Vault } from '../vault/index.ts';
import { addRow, type Chunk, emptyChunk, isFull, lotSealer, newChunk, rowsOf } from './chunk.ts';
import { patternTest } from './code-pattern.ts';
import { type CodesFile, inspectCodesFile, readRecords } from './codes-file.ts';
import { type CodesSource, fileSource } from './codes-source.ts';
import { completeLot, type LotParts } from './complete-lot.ts';
import { confirmLot, holdLot, type Oddness, oddnessOf } from './confirm-lot.ts';
import { markDiscarding } from './discard-lot.ts';
import { emptyLot } from './empty-lot.ts';
import { type LotIdentity, lotConnection } from './import-connection.ts';
import { type ImportTerms, NO_TERMS, termsText } from './import-terms.ts';
import { FAULTS, type RowRules, rowJudge } from './judge-row.ts';
import { isLarge } from './limits.ts';
import { type LotState, openLot } from './open-lot.ts';
import { listCodePatterns, type PatternOwner } from './patterns.ts';
import { storeChunk } from './store-chunk.ts';

/** Large enough that a commit costs little per row, small enough that an interruption loses little. */
const CHUNK_ROWS = 10_000;
/**
 * While others work in the database, an import rests four times as long as it seals, and as it stores: orders have most of the time. A lower
 * priority is not enough: Linux lets a process that was begun run on for some milliseconds, whoever wakes up meanwhile.
 */
const REST_MOST = 4;

export interface ImportParts extends LotParts {
  readonly vault: Vault;
  readonly reserve: Reserve;
}

export interface ImportOrder {
  /** A path, or where else the file is. */
  readonly file: string | CodesSource;
  readonly mode: 'live' | 'test';
  /** Who sold it; null where nobody says. */
  readonly supplierId: string | null;
  /** ISO 4217, of the column `cost`. */
  readonly costCurrency: string;
  /** What a person states about the file; by default nothing. */
  readonly terms?: ImportTerms;
  /** Its SHA-256, if the sender stated it: another file is refused. */
  readonly sha256?: Buffer | null;
  readonly actor: string;
  /** A person knows that the codes do not all look alike, and wants to sell them. */
  readonly confirmed?: boolean;
  /** Rows per commit, by default 10,000; memory grows with it. */
  readonly chunkRows?: number;
  /** Called once the lot is there that its rows go to; not for a file that was already read. */
  readonly onLot?: (lotId: string) => Promise<void>;
  /** Called after each commit; may stop the import by throwing. */
  readonly onProgress?: (progress: ImportProgress) => void | Promise<void>;
  /** Stops between two chunks; the next import continues from there. */
  readonly signal?: AbortSignal;
}

export interface ImportProgress {
  readonly rowsDone: number;
  /** Of these rows. */
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

export interface ImportedLot extends LotState {
  /** Whether the lot was already complete, so that nothing was added. */
  readonly repeated: boolean;
  /** Why the lot is held: the forms that differ. Null for a lot that is not held. */
  readonly oddness: Oddness | null;
}

/**
 * Imports a file of codes (`codes.csv`) as one lot, identified by its SHA-256 and supplier: for the first time, continuing an
 * unfinished import, or, if it was complete, not at all. Rejected rows are stored with line and reason; the others are imported,
 * and are for sale once all are. If they do not all look alike, the lot is held until `confirmLot`. Memory does not grow with the
 * file. Throws `validation_failed` for a file that is not such a CSV, and then stores nothing; `invalid_state` while another
 * process imports the same file, or if the supplier is archived; `unavailable` while only the room for orders is left.
 */
export async function importLot(parts: ImportParts, order: ImportOrder): Promise<ImportedLot> {
  if (!/^[A-Z]{3}$/.test(order.costCurrency))
    throw notThisFile('The cost currency is not an ISO 4217 code.');
  const source = typeof order.file === 'string' ? await fileSource(order.file) : order.file;
  try {
    const { supplierId, mode, terms = NO_TERMS } = order;
    const file = await inspectCodesFile(source, terms);
    if (order.sha256 && !order.sha256.equals(file.sha256)) {
      throw notThisFile('It is not the file whose import began; begin again with this file.');
    }
    const identity = { sha256: file.sha256, supplierId, mode, terms: termsText(terms) };
    const connection = await lotConnection(parts.database, identity);
    try {
      return await importInto(parts, connection, file, order, identity);
    } finally {
      await connection.end();
    }
  } finally {
    await source.close();
  }
}

async function importInto(
  parts: ImportParts,
  connection: ClientBase,
  file: CodesFile,
  order: ImportOrder,
  identity: LotIdentity,
): Promise<ImportedLot> {
  const { costCurrency, actor } = order;
  const fileName = file.source.name;
  await parts.reserve();
  const lot = await openLot(parts, connection, { ...identity, fileName, costCurrency, actor });
  if (lot.status !== 'importing') return repeated(parts, lot, order);
  try {
    await order.onLot?.(lot.lotId);
    await fillLot(parts, connection, file, order, lot);
  } catch (error) {
    if (error instanceof Refusal) {
      await markDiscarding(parts, { lotId: lot.lotId, actor: order.actor });
      await emptyLot(connection, lot.lotId);
    }
    throw error;
  }
  const oddness = order.confirmed ? null : await oddnessOf(parts.database.reads, lot.lotId);
  const large = order.confirmed !== true && (await isLarge(parts.database.reads, lot.lotId));
  if (oddness || large) {
    const why = { oddness, isLarge: large };
    const read = await holdLot(parts, lot.lotId, why, order.actor);
    return { ...read, repeated: false, oddness };
  }
  const complete = await completeLot(parts, lot.lotId, order.actor);
  return { ...complete, repeated: false, oddness: null };
}

/** A file that was already read to its end. */
async function repeated(
  parts: ImportParts,
  lot: LotState,
  { confirmed = false, actor }: ImportOrder,
): Promise<ImportedLot> {
  if (lot.status !== 'held') return { ...lot, repeated: true, oddness: null };
  if (confirmed)
    return { ...(await confirmLot(parts, { ...lot, actor })), repeated: true, oddness: null };
  return { ...lot, repeated: true, oddness: await oddnessOf(parts.database.reads, lot.lotId) };
}

/**
 * Reads, checks and seals a chunk while the database stores the previous one. Positions are assigned when a chunk is stored, so
 * that what is sealed does not depend on how many codes came before.
 */
async function fillLot(
  { database, vault, clock, reserve }: ImportParts,
  connection: ClientBase,
  file: CodesFile,
  order: ImportOrder,
  lot: LotState,
): Promise<void> {
  const dataKey = await vault.dataKey(database.reads, lot.lotId);
  const sealer = lotSealer(lot.lotId, { dataKey, fingerprint: vault.fingerprinter() });
  const judge = rowJudge({
    columns: file.columns,
    cells: file.cells,
    delimiter: file.delimiter,
    values: (order.terms ?? NO_TERMS).values,
    costCurrency: order.costCurrency,
    ...(await loadProducts(database, order)),
  });
  const store = await chunkStore(connection, file, { ...order, reserve }, lot);
  const { chunkRows = CHUNK_ROWS } = order;
  let chunk = newChunk(chunkRows);
  let spare = newChunk(chunkRows);
  let row = 0;
  try {
    for await (const { records, bytesDone } of readRecords(file)) {
      order.signal?.throwIfAborted();
      const now = clock.now().getTime();
      const began = performance.now();
      let waitedMs = 0;
      for (const { fields, line } of records) {
        row += 1;
        if (row <= lot.rowsDone) continue;
        const taken = fields ? judge(fields, now) : FAULTS.quotes;
        if (typeof taken === 'string') chunk.rejects.push({ line, reason: taken });
        else addRow(chunk, sealer, taken, line, now);
        if (!isFull(chunk)) continue;
        const from = performance.now();
        await store.next(chunk, bytesDone);
        waitedMs += performance.now() - from;
        [chunk, spare] = [spare, chunk];
        emptyChunk(chunk);
      }
      const restMs = REST_MOST * store.shareOfOthers() * (performance.now() - began - waitedMs);
      if (restMs > 0) await delay(restMs);
    }
    if (rowsOf(chunk) > 0) await store.next(chunk, file.bytes);
  } finally {
    await store.idle();
  }
}

/** What is stored stays, and the next import of the file continues from there; a refusal would delete it. */
function paused(refusal: unknown): never {
  throw new Error('the import stopped between two chunks, and continues when it is run again', {
    cause: refusal,
  });
}

interface ChunkStore {
  /** Waits until the chunk before is stored, and begins to store this one. */
  next(chunk: Chunk, bytesDone: number): Promise<void>;
  idle(): Promise<void>;
  /** See `shareOfOthers`, when it was last asked. */
  shareOfOthers(): number;
}

/** Stores chunks one after another; the next may be filled meanwhile. */
async function chunkStore(
  connection: ClientBase,
  file: CodesFile,
  order: ImportOrder & { readonly reserve: Reserve },
  lot: LotState,
): Promise<ChunkStore> {
  let rowsDone = lot.rowsDone;
  const { accepted, duplicates, rejected } = lot;
  const counts = { accepted, duplicates, rejected };
  let probe = false;
  let underWay: Promise<void> = Promise.resolve();
  let share = await shareOfOthers(connection);
  const patient = new PatientWork({
    watchLoad: () => () => share,
    ...{ restLeast: 0, restMost: REST_MOST },
  });
  const run = async (chunk: Chunk, bytesDone: number) => {
    await order.reserve().catch(paused);
    const rows = rowsOf(chunk);
    const place = { lotId: lot.lotId, rowsBefore: rowsDone, probe };
    probe = await patient.piece(() => storeChunk(connection, chunk, place));
    share = await shareOfOthers(connection);
    rowsDone += rows;
    count(counts, chunk);
    await order.onProgress?.({ ...counts, rowsDone, bytesDone, bytesTotal: file.bytes });
  };
  return {
    next: async (chunk, bytesDone) => {
      await underWay;
      underWay = run(chunk, bytesDone);
      // The next caller that waits for it gets its error.
      underWay.catch(() => {});
    },
    idle: () => underWay,
    shareOfOthers: () => share,
  };
}

/** Whether others are at work in the database right now: 1, else 0. Asked once for each chunk, so that the rests follow the load. */
async function shareOfOthers(connection: ClientBase): Promise<number> {
  const { rows } = await connection.query<{ busy: number }>(
    `SELECT EXISTS (SELECT FROM pg_stat_activity
       WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid())::int AS busy`,
  );
  return required(rows[0], 'a count has a row').busy;
}

/** Adds the rows of a stored chunk. */
function count(counts: { accepted: number; duplicates: number; rejected: number }, chunk: Chunk) {
  counts.accepted += chunk.runOf.length;
  for (const { reason } of chunk.rejects) {
    if (reason === FAULTS.duplicate) counts.duplicates += 1;
    else counts.rejected += 1;
  }
}

async function loadProducts(
  database: Database,
  { mode, supplierId }: ImportOrder,
): Promise<Pick<RowRules, 'knowsRegion' | 'findShelf' | 'hasSupplierForm'>> {
  const stated = await listCodePatterns(database.reads);
  const formOf = (isOwner: (owner: PatternOwner) => boolean) =>
    patternTest(stated.find(isOwner)?.patterns ?? []);
  const catalog: CatalogSnapshot = await loadSnapshot(database.reads);
  const { rows } = await database.reads.query<{ shelf_id: number; product_id: number }>(
    'SELECT shelf_id, product_id FROM stock.shelves WHERE mode = $1',
    [mode],
  );
  const shelves = new Map(rows.map((row) => [row.product_id, row.shelf_id]));
  return {
    knowsRegion: (region) => catalog.regions.has(region),
    hasSupplierForm: formOf(
      (owner) => owner.kind === 'supplier' && owner.supplierId === supplierId,
    ),
    findShelf: (region, denominationMilli) => {
      const product = catalog.find(region, denominationMilli);
      const shelfId = product ? shelves.get(product.productId) : undefined;
      if (!product || shelfId === undefined) return null;
      const { productId, sku } = product;
      return {
        shelfId,
        productId,
        hasForm: formOf((owner) => owner.kind === 'product' && owner.name === sku),
      };
    },
  };
}
