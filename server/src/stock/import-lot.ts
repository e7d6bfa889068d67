import { basename } from 'node:path';
import type { ClientBase } from 'pg';
import { type CatalogSnapshot, loadSnapshot } from '../catalog/index.ts';
import { notThisFile } from '../kit/csv/index.ts';
import type { Database } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import type { Vault } from '../vault/index.ts';
import { addRow, type Chunk, emptyChunk, isFull, lotSealer, newChunk, rowsOf } from './chunk.ts';
import { patternTest } from './code-pattern.ts';
import { type CodesFile, inspectCodesFile, readRecords } from './codes-file.ts';
import { completeLot, type LotParts } from './complete-lot.ts';
import { confirmLot, holdLot, type Oddness, oddnessOf } from './confirm-lot.ts';
import { markDiscarding } from './discard-lot.ts';
import { emptyLot } from './empty-lot.ts';
import { type LotIdentity, lotConnection } from './import-connection.ts';
import { FAULTS, type RowRules, rowJudge } from './judge-row.ts';
import { type LotState, openLot } from './open-lot.ts';
import { listCodePatterns, type PatternOwner } from './patterns.ts';
import { storeChunk } from './store-chunk.ts';

/** Large enough that a commit costs little per row, small enough that an interruption loses little. */
const CHUNK_ROWS = 10_000;

export interface ImportParts extends LotParts {
  readonly vault: Vault;
}

export interface ImportOrder {
  readonly path: string;
  readonly mode: 'live' | 'test';
  /** Who sold it; null where nobody says. */
  readonly supplierId: string | null;
  /** ISO 4217, of the column `cost`. */
  readonly costCurrency: string;
  readonly actor: string;
  /** A person knows that the codes do not all look alike, and wants to sell them. */
  readonly confirmed?: boolean;
  /** Rows per commit, by default 10,000; memory grows with it. */
  readonly chunkRows?: number;
  /** Called after each commit. */
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Stops between two chunks; the next import continues from there. */
  readonly signal?: AbortSignal;
}

export interface ImportProgress {
  readonly rowsDone: number;
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
 * process imports the same file, or if the supplier is archived.
 */
export async function importLot(parts: ImportParts, order: ImportOrder): Promise<ImportedLot> {
  if (!/^[A-Z]{3}$/.test(order.costCurrency))
    throw notThisFile('The cost currency is not an ISO 4217 code.');
  const file = await inspectCodesFile(order.path);
  try {
    const identity = { sha256: file.sha256, supplierId: order.supplierId, mode: order.mode };
    const connection = await lotConnection(parts.database, identity);
    try {
      return await importInto(parts, connection, file, { ...order, ...identity });
    } finally {
      await connection.end();
    }
  } finally {
    await file.handle.close();
  }
}

async function importInto(
  parts: ImportParts,
  connection: ClientBase,
  file: CodesFile,
  order: ImportOrder & LotIdentity,
): Promise<ImportedLot> {
  const fileName = basename(order.path);
  const lot = await openLot(parts, connection, { ...order, fileName });
  if (lot.status !== 'importing') return repeated(parts, lot, order);
  try {
    await fillLot(parts, connection, file, order, lot);
  } catch (error) {
    if (error instanceof Refusal) {
      await markDiscarding(parts, { lotId: lot.lotId, actor: order.actor });
      await emptyLot(connection, lot.lotId);
    }
    throw error;
  }
  const oddness = order.confirmed ? null : await oddnessOf(parts.database.reads, lot.lotId);
  if (oddness) {
    const read = await holdLot(parts, lot.lotId, oddness, order.actor);
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
  { database, vault, clock }: ImportParts,
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
    costCurrency: order.costCurrency,
    ...(await loadProducts(database, order)),
  });
  const store = chunkStore(connection, file, order, lot);
  const { chunkRows = CHUNK_ROWS } = order;
  let chunk = newChunk(chunkRows);
  let spare = newChunk(chunkRows);
  let row = 0;
  try {
    for await (const { records, bytesDone } of readRecords(file)) {
      order.signal?.throwIfAborted();
      const now = clock.now().getTime();
      for (const { fields, line } of records) {
        row += 1;
        if (row <= lot.rowsDone) continue;
        const taken = fields ? judge(fields, now) : FAULTS.quotes;
        if (typeof taken === 'string') chunk.rejects.push({ line, reason: taken });
        else addRow(chunk, sealer, taken, line, now);
        if (!isFull(chunk)) continue;
        await store.next(chunk, bytesDone);
        [chunk, spare] = [spare, chunk];
        emptyChunk(chunk);
      }
    }
    if (rowsOf(chunk) > 0) await store.next(chunk, file.bytes);
  } finally {
    await store.idle();
  }
}

/** Stores chunks one after another; the next may be filled meanwhile. */
function chunkStore(
  connection: ClientBase,
  file: CodesFile,
  order: ImportOrder,
  lot: LotState,
): { next(chunk: Chunk, bytesDone: number): Promise<void>; idle(): Promise<void> } {
  let rowsDone = lot.rowsDone;
  let probe = false;
  let underWay: Promise<void> = Promise.resolve();
  const run = async (chunk: Chunk, bytesDone: number) => {
    const rows = rowsOf(chunk);
    const place = { lotId: lot.lotId, rowsBefore: rowsDone, probe };
    probe = await storeChunk(connection, chunk, place);
    rowsDone += rows;
    order.onProgress?.({ rowsDone, bytesDone, bytesTotal: file.bytes });
  };
  return {
    next: async (chunk, bytesDone) => {
      await underWay;
      underWay = run(chunk, bytesDone);
      // The next caller that waits for it gets its error.
      underWay.catch(() => {});
    },
    idle: () => underWay,
  };
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
