import type { ClientBase } from 'pg';
import { required } from '../kit/assert.ts';
import type { Clock } from '../kit/clock.ts';
import { PatientWork } from '../kit/patient-work.ts';
import type { Reserve } from '../kit/reserve-on.ts';
import type { LotSealer } from '../vault/index.ts';
import { type Chunk, dropRepeated, emptyChunk, newChunk, rowsOf } from './chunk.ts';
import { COPY_FORM } from './copy-rows.ts';
import { FAULTS } from './judge-row.ts';
import type { LotState } from './open-lot.ts';
import { areOthersAtWork, type KnownRuns, storeChunk } from './store-chunk.ts';

/** One is being filled, one sealed and one stored. */
const CHUNKS = 3;
/** The first chunk is small, so that the database soon has something to do; one of full size takes its place. */
const FIRST_ROWS_MAX = 1_000;
/**
 * While others work in the database, an import rests four times as long as it reads, as it seals, and as it stores: orders have most of the
 * time. A lower priority is not enough: Linux lets a process that was begun run on for some milliseconds, whoever wakes up meanwhile.
 */
export const REST_MOST = 4;

export interface ImportProgress {
  readonly rowsDone: number;
  /** Of these rows. */
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

interface StoreOptions {
  readonly connection: ClientBase;
  readonly sealer: LotSealer;
  readonly lot: LotState;
  readonly reserve: Reserve;
  readonly clock: Clock;
  readonly chunkRows: number;
  readonly bytesTotal: number;
  readonly onProgress: ((progress: ImportProgress) => void | Promise<void>) | undefined;
}

export interface ChunkStore {
  /** The chunk to fill first. */
  readonly first: Chunk;
  /** Begins to seal a chunk, and to store it after those before it; returns an empty one, which is the next to fill, once there is one. */
  next(chunk: Chunk, bytesDone: number): Promise<Chunk>;
  /** Waits until nothing is being sealed or stored. Throws what stopped it. */
  idle(): Promise<void>;
  /** 1 if others were at work in the database when it was last asked, else 0. */
  shareOfOthers(): number;
}

/** Seals and stores chunks one after another; the next may be filled meanwhile. */
export async function chunkStore(options: StoreOptions): Promise<ChunkStore> {
  const { connection, sealer, lot, clock, chunkRows } = options;
  let rowsDone = lot.rowsDone;
  const { accepted, duplicates, rejected } = lot;
  const counts = { accepted, duplicates, rejected };
  let probe = false;
  // 1 while others are at work in the database, else 0: asked once for each chunk, so that the rests follow the load.
  let share = Number(await areOthersAtWork(connection));
  const runs: KnownRuns = new Map();
  const patient = new PatientWork({
    watchLoad: () => () => share,
    ...{ restLeast: 0, restMost: REST_MOST },
  });
  const seal = async (chunk: Chunk) => {
    const rows = { bytes: chunk.rows, count: chunk.runOf.length, form: COPY_FORM };
    const how = { at: clock.now().getTime(), rest: REST_MOST * share };
    const sealed = await sealer.seal({ ...rows, ...how }).catch(paused);
    chunk.rows = Buffer.from(sealed.buffer);
    chunk.sealed = rows.count;
    dropRepeated(chunk);
  };
  const store = async (chunk: Chunk, bytesDone: number) => {
    await options.reserve().catch(paused);
    const rows = rowsOf(chunk);
    const onOthers = (areAtWork: boolean) => {
      share = Number(areAtWork);
    };
    const place = { lotId: lot.lotId, rowsBefore: rowsDone, probe, runs, onOthers };
    probe = await patient.piece(() => storeChunk(connection, chunk, place));
    rowsDone += rows;
    count(counts, chunk);
    const { bytesTotal } = options;
    await options.onProgress?.({ ...counts, rowsDone, bytesDone, bytesTotal });
    emptyChunk(chunk);
    return chunk;
  };
  const first = newChunk(Math.min(chunkRows, FIRST_ROWS_MAX));
  const empty = Array.from({ length: CHUNKS - 1 }, () => Promise.resolve(newChunk(chunkRows)));
  let last: Promise<Chunk> = Promise.resolve(first);
  return {
    first,
    next: async (chunk, bytesDone) => {
      const sealing = seal(chunk);
      last = allEnded([last, sealing]).then(() => store(chunk, bytesDone));
      const emptied = chunk === first ? last.then(() => newChunk(chunkRows)) : last;
      empty.push(emptied);
      // The next caller that waits for it gets its error.
      for (const each of [last, emptied]) each.catch(() => {});
      // While others are at work, one thing at a time.
      if (share > 0) await sealing;
      return required(empty.shift(), 'there are more chunks than one');
    },
    idle: async () => void (await last),
    shareOfOthers: () => share,
  };
}

/** Waits for all of them even if one fails, so that nothing goes on behind whoever handles its error. */
async function allEnded(work: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(work);
  await Promise.all(work);
}

/** What is stored stays, and the next import of the file continues from there; a refusal would delete it. */
function paused(refusal: unknown): never {
  throw new Error('the import stopped between two chunks, and continues when it is run again', {
    cause: refusal,
  });
}

/** Adds the rows of a stored chunk. */
function count(counts: { accepted: number; duplicates: number; rejected: number }, chunk: Chunk) {
  counts.accepted += chunk.runOf.length;
  for (const { reason } of chunk.rejects) {
    if (reason === FAULTS.duplicate) counts.duplicates += 1;
    else counts.rejected += 1;
  }
}
