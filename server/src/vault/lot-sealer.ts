import { ComputePool, task } from '../kit/compute/index.ts';
import { MINUTE_MS } from '../kit/time.ts';
import { type LotKeys, type OwnBytes, type RowsToSeal, run } from './seal-rows.ts';

const sealTask = task<typeof run>(new URL('./seal-rows.ts', import.meta.url));
/** Far above what the largest chunk takes with all its rests. */
const SEALING_MS_MAX = 10 * MINUTE_MS;

/** Seals the codes of one lot, many at a time. */
export interface LotSealer extends AsyncDisposable {
  /** Seals these rows where they are, and gives their bytes back: meanwhile nobody else may use them. */
  readonly seal: (rows: Omit<RowsToSeal, 'keys'>) => Promise<OwnBytes>;
}

/**
 * Returns a sealer for one lot. `isApart`: in a thread of its own, because sealing is the largest part of an import's work; meanwhile this
 * thread reads the next rows, or serves. Plain codes go there and sealed ones come back in the same bytes, of which no copy is left. The
 * thread gets only the keys that it needs, and ends with the import.
 */
export function lotSealer(keys: LotKeys, isApart: boolean): LotSealer {
  if (!isApart) {
    return { seal: (rows) => run({ ...rows, keys }), [Symbol.asyncDispose]: async () => {} };
  }
  const pool = new ComputePool({ threadsMax: 1, taskMsMax: SEALING_MS_MAX, givesWay: true });
  return {
    seal: (rows) =>
      pool.run(sealTask.module, { ...rows, keys }, [rows.bytes.buffer]) as Promise<OwnBytes>,
    [Symbol.asyncDispose]: () => pool[Symbol.asyncDispose](),
  };
}
