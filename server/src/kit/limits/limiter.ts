import { RollingWindow, WINDOW_MS } from './rolling-window.ts';

/** One limit that a hit counts in: whose, under which name it is told, and how many a minute. */
export interface Bucket {
  readonly id: string;
  readonly policy: string;
  readonly limit: number;
}

/** What is left of a limit. */
export interface Standing {
  readonly policy: string;
  readonly limit: number;
  readonly remaining: number;
  /** Whole seconds to wait: 0 while something remains, else at least 1. */
  readonly retryAfter: number;
  /** Seconds until nothing counts any more. */
  readonly reset: number;
}

/**
 * Rolling-minute limits in memory: any 60 s hold at most the limit, also across what fixed windows
 * would call an edge. A restart forgets at most one minute.
 */
export class Limiter {
  readonly #windows = new Map<string, RollingWindow>();
  readonly #now: () => number;
  #sweptAt = 0;

  /** `monotonic`: milliseconds that never go back, whatever the wall clock does. */
  constructor(monotonic: () => number = () => performance.now()) {
    this.#now = () => Math.floor(monotonic());
  }

  /** One hit in all buckets, or in none: the time it counts from, or null when one is full. */
  take(buckets: readonly Bucket[]): number | null {
    const now = this.#now();
    this.#sweep(now);
    for (const bucket of buckets) {
      if (this.#window(bucket.id).count(now) >= bucket.limit) return null;
    }
    for (const bucket of buckets) this.#window(bucket.id).add(now);
    return now;
  }

  /** Takes a hit back from all buckets, as if it had never been. */
  giveBack(buckets: readonly Bucket[], takenAt: number): void {
    for (const bucket of buckets) this.#window(bucket.id).remove(takenAt);
  }

  /** Where the tightest of the buckets stands. */
  standing(buckets: readonly Bucket[]): Standing {
    const now = this.#now();
    let tightest: Standing | undefined;
    for (const { id, policy, limit } of buckets) {
      const window = this.#window(id);
      const remaining = Math.max(0, limit - window.count(now));
      const retryAfter =
        remaining > 0 ? 0 : Math.max(1, Math.ceil(window.waitMs(limit, now) / 1000));
      if (
        tightest &&
        (tightest.remaining < remaining ||
          (tightest.remaining === remaining && tightest.retryAfter >= retryAfter))
      ) {
        continue;
      }
      const reset = Math.ceil(window.resetMs(now) / 1000);
      tightest = { policy, limit, remaining, retryAfter, reset };
    }
    return tightest ?? { policy: 'none', limit: 0, remaining: 0, retryAfter: 1, reset: 0 };
  }

  #window(id: string): RollingWindow {
    let window = this.#windows.get(id);
    if (!window) {
      window = new RollingWindow();
      this.#windows.set(id, window);
    }
    return window;
  }

  #sweep(now: number): void {
    if (now - this.#sweptAt < WINDOW_MS) return;
    this.#sweptAt = now;
    for (const [id, window] of this.#windows) if (window.count(now) === 0) this.#windows.delete(id);
  }
}
