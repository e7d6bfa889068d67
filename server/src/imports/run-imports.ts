import { recordAudit } from '../audit/index.ts';
import { listPeople, notify, userOfActor } from '../identity/index.ts';
import { formatId } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../kit/time.ts';
import {
  discardLot,
  type ImportProgress,
  importLot,
  LotBusy,
  type OnStock,
} from '../stock/index.ts';
import { hasEnded, type Import, type ImportParts, importColumns } from './import.ts';
import { sealedSource } from './sealed-source.ts';
import { closeImport, type Ending, findImport } from './store.ts';

/** Rows per commit: people watch the progress, so these are fewer than on the command line. */
const CHUNK_ROWS = 5_000;
/** An import that fails for a reason that is not in its file is tried again after a second, then twice as long each time. */
const PAUSE_MAX_MS = 10 * MINUTE_MS;
/** It is given up if it still fails a day after the file arrived. */
const GIVEN_UP_MS = DAY_MS;

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
      await postpone(parts, next);
      throw error;
    }
  }
}

async function nextImport({ database, clock }: RunParts): Promise<Import | null> {
  const { rows } = await database.reads.query<Import>(
    `SELECT ${importColumns} FROM imports.imports
      WHERE state IN ('waiting', 'reading', 'cancelling') AND (next_at IS NULL OR next_at <= $1)
      ORDER BY state = 'waiting', sent_at, import_id LIMIT 1`,
    [clock.now()],
  );
  return rows[0] ?? null;
}

/** Lets the others go first for a while. */
async function postpone({ database, clock }: RunParts, { importId, tries }: Import): Promise<void> {
  const pause = Math.min(SECOND_MS * 2 ** Math.min(tries, 20), PAUSE_MAX_MS);
  await database.transaction((tx) =>
    tx.query('UPDATE imports.imports SET next_at = $2 WHERE import_id = $1 AND ended_at IS NULL', [
      importId,
      new Date(clock.now().getTime() + pause),
    ]),
  );
}

/** Whether the reason may pass without anybody changing the file. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof Refusal) || error instanceof LotBusy) return true;
  return error.code === 'unavailable' || error.code === 'outcome_unknown';
}

function isGivenUp({ tries, sentAt }: Import, now: Date): boolean {
  return tries > 0 && sentAt !== null && now.getTime() - sentAt.getTime() > GIVEN_UP_MS;
}

async function runImport(parts: RunParts, file: Import): Promise<void> {
  if (file.state === 'cancelling') return discard(parts, file);
  const { database, vault } = parts;
  if (isGivenUp(file, parts.clock.now())) return giveUp(parts, file);
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
    if (error instanceof Stopping || mayPass(error) || !(error instanceof Refusal)) throw error;
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

/** Refuses an import that kept failing, and deletes what it has stored. */
async function giveUp(parts: RunParts, file: Import): Promise<void> {
  const fault =
    'The server failed to import it for a day, and logged the reason. Nothing of it is for sale.';
  if (file.lotId !== null) {
    const lot = { lotId: file.lotId, actor: file.begunBy, reason: 'import failed' };
    await discardLot(parts, lot);
  }
  await end(parts, { ...file, state: 'refused', fault }, file);
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
