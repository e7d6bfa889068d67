import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Soon } from './soon.ts';

/** How long work rests after each piece, and by what that is measured. */
interface Pace {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
  /** Begins to measure; the result says which part of the time since then others were busy, 0 to 1. */
  readonly watchLoad: () => () => Soon<number>;
  /** The rest where nobody else is busy, in which that is measured, as a multiple of the time that the piece took. */
  readonly restLeast: number;
  /** The rest where others are busy all the time, as such a multiple. */
  readonly restMost: number;
}

/** After one slow piece, the others do not wait for a multiple of it. */
const REST_MAX_MS = 1_000;

const clock = { now: () => performance.now(), wait: (ms: number) => delay(ms) };
/** By the event loop of this process. */
const byEventLoop: Pace = {
  ...clock,
  ...{ restLeast: 0.25, restMost: 8 },
  watchLoad: () => {
    const before = performance.eventLoopUtilization();
    return () => performance.eventLoopUtilization(before).utilization;
  },
};

/**
 * Work in pieces that can wait, such as exports: one piece at a time, of each line in turn, and after each a rest that is longer the busier
 * others are. However many people export, orders keep most of the event loop and of the database; and whoever exports a hundred lists at
 * once waits for themselves.
 */
export class PatientWork {
  readonly #pace: Pace;
  /** What waits, by line; the line whose turn is next is the first. */
  readonly #waiting = new Map<string, (() => void)[]>();
  #isBusy = false;
  /** The rest that the last piece left, for whoever comes next. */
  #rest: () => Promise<void> = async () => {};

  constructor(pace: Partial<Pace> = {}) {
    this.#pace = { ...byEventLoop, ...pace };
  }

  /** `line`: what takes turns with the other lines, such as a person. */
  async piece<Result>(work: () => Promise<Result>, line = ''): Promise<Result> {
    if (this.#isBusy) await this.#turnOf(line);
    this.#isBusy = true;
    try {
      await this.#rest();
      const from = this.#pace.now();
      try {
        return await work();
      } finally {
        this.#rest = this.#restOf(this.#pace.now() - from);
      }
    } finally {
      this.#next();
    }
  }

  #turnOf(line: string): Promise<void> {
    return new Promise((begin) => {
      this.#waiting.set(line, [...(this.#waiting.get(line) ?? []), begin]);
    });
  }

  #next(): void {
    const [first] = this.#waiting;
    if (!first) {
      this.#isBusy = false;
      return;
    }
    const [line, [begin, ...others]] = first;
    this.#waiting.delete(line);
    if (others.length > 0) this.#waiting.set(line, others);
    begin?.();
  }

  #restOf(workedMs: number): () => Promise<void> {
    const { restLeast, restMost, now, wait, watchLoad } = this.#pace;
    const from = now();
    const load = watchLoad();
    const until = async (restMs: number) => {
      const left = Math.min(restMs, REST_MAX_MS) - (now() - from);
      if (left > 0) await wait(left);
    };
    return async () => {
      await until(restLeast * workedMs);
      if (now() - from < restMost * workedMs) await until(restMost * workedMs * (await load()));
    };
  }
}
