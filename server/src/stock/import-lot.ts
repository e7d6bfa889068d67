import { setTimeout as delay } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { type CatalogSnapshot, loadSnapshot } from '../catalog/index.ts';
import { notThisFile } from '../kit/csv/index.ts';
import type { Database } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import type { Reserve } from '../kit/reserve-on.ts';
import type { Vault } from '../vault/index.ts';
import { addRow, isFull, rowsOf } from './chunk.ts';
import { chunkStore, type ImportProgress, REST_MOST } from './chunk-store.ts';
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

/** Large enough that a commit costs little per row, small enough that an interruption loses little. */
const CHUNK_ROWS = 10_000;
/** To start a thread costs as much as to seal thousands of codes: a fifth of such a file. */
const APART_BYTES_MIN = 1024 * 1024;

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
 * Reads and checks the rows of a chunk while the one before is sealed, and the database stores the one before that. Positions are assigned
 * when a chunk is stored, so that what is sealed does not depend on how many codes came before.
 */
async function fillLot(
  { database, vault, clock, reserve }: ImportParts,
  connection: ClientBase,
  file: CodesFile,
  order: ImportOrder,
  lot: LotState,
): Promise<void> {
  const isApart = file.bytes >= APART_BYTES_MIN;
  await using sealer = await vault.lotSealer(database.reads, lot.lotId, isApart);
  const judge = rowJudge({
    columns: file.columns,
    cells: file.cells,
    delimiter: file.delimiter,
    values: (order.terms ?? NO_TERMS).values,
    costCurrency: order.costCurrency,
    ...(await loadProducts(database, order)),
  });
  const store = await chunkStore({
    ...{ connection, sealer, lot, reserve, clock },
    chunkRows: order.chunkRows ?? CHUNK_ROWS,
    bytesTotal: file.bytes,
    onProgress: order.onProgress,
  });
  let chunk = store.first;
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
        else addRow(chunk, taken, line);
        if (!isFull(chunk)) continue;
        const from = performance.now();
        chunk = await store.next(chunk, bytesDone);
        waitedMs += performance.now() - from;
      }
      const restMs = REST_MOST * store.shareOfOthers() * (performance.now() - began - waitedMs);
      if (restMs > 0) await delay(restMs);
    }
    if (rowsOf(chunk) > 0) await store.next(chunk, file.bytes);
  } finally {
    await store.idle();
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
