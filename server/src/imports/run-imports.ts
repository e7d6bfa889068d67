import { recordAudit } from '../audit/index.ts';
import { listPeople, notify, userOfActor } from '../identity/index.ts';
import { formatId } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import { discardLot, type ImportProgress, importLot, type OnStock } from '../stock/index.ts';
import { hasEnded, type Import, type ImportParts, importColumns } from './import.ts';
import { sealedSource } from './sealed-source.ts';
import { closeImport, type Ending, findImport } from './store.ts';

/** Rows per commit: people watch the progress, so these are fewer than on the command line. */
const CHUNK_ROWS = 5_000;
/** An import that fails so often for a reason that is not in its file is given up. */
const TRIES_MAX = 20;

export interface RunParts extends ImportParts {
  readonly onStock: OnStock;
  /** Whether the process is ending: the import is left where it is, and the next process continues it. */
  readonly isStopping: () => boolean;
  readonly chunkRows?: number;
  /** Called for each import that ended. */
  readonly onEnd?: (state: Ending['state'], rows: number) => void;
}

class Cancelled extends Error {}
class Stopping extends Error {}

/**
 * Imports the files that are complete, oldest first and one at a time, in the same way as the command line; continues those that an
 * ended process left. Returns how many imports ended. Safe to run twice: a lot has one importer at a time.
 */
export async function runImports(parts: RunParts): Promise<number> {
  for (let ended = 0; ; ended += 1) {
    const next = parts.isStopping() ? null : await nextImport(parts);
    if (!next) return ended;
    try {
      await runImport(parts, next);
    } catch (error) {
      if (error instanceof Stopping) return ended;
      throw error;
    }
  }
}

async function nextImport({ database }: RunParts): Promise<Import | null> {
  const { rows } = await database.reads.query<Import>(
    `SELECT ${importColumns} FROM imports.imports WHERE state IN ('waiting', 'reading', 'cancelling')
      ORDER BY state = 'waiting', sent_at, import_id LIMIT 1`,
  );
  return rows[0] ?? null;
}

async function runImport(parts: RunParts, file: Import): Promise<void> {
  if (file.state === 'cancelling') return discard(parts, file);
  const { database, vault } = parts;
  if (file.tries >= TRIES_MAX) {
    const fault =
      'The server failed to import it, and logged the reason. Nothing of it is for sale.';
    return end(parts, { ...file, state: 'refused', fault }, file);
  }
  const began = await database.call<{ began: boolean }>(
    `WITH begun AS (
       UPDATE imports.imports SET state = 'reading', tries = tries + 1
        WHERE import_id = $1 AND state IN ('waiting', 'reading') RETURNING 1)
     SELECT EXISTS (SELECT FROM begun) AS began`,
    [file.importId],
    'imports.begin_reading',
  );
  if (!began.began) return;
  try {
    const lot = await importLot(parts, {
      file: sealedSource({ reads: database.reads, vault }, file),
      mode: 'live',
      supplierId: file.supplierId,
      costCurrency: file.costCurrency,
      terms: file.terms,
      sha256: file.sha256,
      actor: file.begunBy,
      chunkRows: parts.chunkRows ?? CHUNK_ROWS,
      onLot: (lotId) => note(parts, file.importId, { lotId }),
      onProgress: (progress) => note(parts, file.importId, { progress }),
    });
    const { lotId: own } = await findImport(database.reads, file.importId);
    // A lot that this import filled before its process ended is not a repetition.
    const repeated = lot.repeated && own !== lot.lotId;
    await end(parts, { ...lot, state: 'done', repeated, fault: null }, file);
  } catch (error) {
    const now = await findImport(database.reads, file.importId);
    // Another process did the same, and was done first.
    if (hasEnded(now)) return;
    if (error instanceof Cancelled) return discard(parts, now);
    if (!(error instanceof Refusal)) throw error;
    const none = { accepted: 0, duplicates: 0, rejected: 0, lotId: null, repeated: false };
    await end(parts, { ...none, state: 'refused', fault: error.message }, file);
  }
}

/** Writes down what the worker has read; throws if the import was cancelled or the process ends. */
async function note(
  { database, isStopping }: RunParts,
  importId: string,
  { lotId, progress }: { readonly lotId?: string; readonly progress?: ImportProgress },
): Promise<void> {
  const { noted } = await database.call<{ noted: boolean }>(
    `WITH noted AS (
       UPDATE imports.imports
          SET lot_id = coalesce($2, lot_id), bytes_read = coalesce($3, bytes_read), accepted = coalesce($4, accepted),
              duplicates = coalesce($5, duplicates), rejected = coalesce($6, rejected)
        WHERE import_id = $1 AND state = 'reading' RETURNING 1)
     SELECT EXISTS (SELECT FROM noted) AS noted`,
    [
      importId,
      lotId ?? null,
      progress?.bytesDone ?? null,
      progress?.accepted ?? null,
      progress?.duplicates ?? null,
      progress?.rejected ?? null,
    ],
    'imports.note_progress',
  );
  if (!noted) throw new Cancelled(`import ${importId} was cancelled`);
  if (isStopping()) throw new Stopping('the process ends');
}

/** Deletes what a cancelled import has stored. A lot that was complete before stays, and so does its import. */
async function discard(parts: RunParts, file: Import): Promise<void> {
  if (file.lotId !== null) {
    try {
      await discardLot(parts, {
        lotId: file.lotId,
        actor: file.begunBy,
        reason: 'import cancelled',
      });
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'invalid_state') throw error;
      return end(parts, { ...file, state: 'done', fault: null }, file);
    }
  }
  await end(parts, { ...file, state: 'cancelled', fault: null }, file);
}

async function end(parts: RunParts, ending: Ending, { importId, begunBy, fileName }: Import) {
  const at = parts.clock.now();
  await parts.database.transaction(async (tx) => {
    const closed = await closeImport(tx, parts.vault, importId, ending, at);
    if (!closed || closed.state === 'cancelled') return;
    const { state, fault } = closed;
    if (state === 'refused') {
      await recordAudit(tx, {
        at,
        actor: begunBy,
        action: 'import.refused',
        subject: formatId('imp', importId),
        detail: { file_name: fileName, reason: fault },
      });
    }
    const userId = userOfActor(begunBy);
    const person = (await listPeople(tx, { staff: 'all' })).find((each) => each.userId === userId);
    if (!person) return;
    const kind = state === 'done' ? 'import.done' : 'import.refused';
    await notify(tx, kind, person, { importId, fileName, at });
  });
  parts.onEnd?.(ending.state, ending.accepted + ending.duplicates + ending.rejected);
}
