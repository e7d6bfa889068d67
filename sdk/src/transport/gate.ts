import { pause } from './retry.ts';

/** Holds back calls while a rate limit is reached, so that calls at the same time do not each find out by themselves. */
export interface Gate {
  /** Waits until the limit of this name may have room; at most so long. Returns the wait in milliseconds, or null if it is longer. */
  pass(limit: string, atMostMs: number, signal?: AbortSignal): Promise<number | null>;
  /** Closes a limit for so many milliseconds. */
  close(limit: string, ms: number): void;
}

/** An order counts in both limits. `now` in milliseconds of a clock that never jumps. */
export function createGate(now: () => number, random: () => number): Gate {
  const opensAt = new Map<string, number>();
  const remaining = (limit: string) => {
    const limits = limit === 'orders' ? ['orders', 'requests'] : [limit];
    return Math.max(0, ...limits.map((each) => (opensAt.get(each) ?? 0) - now())); // nothing: never closed
  };
  return {
    async pass(limit, atMostMs, signal) {
      const waitMs = remaining(limit);
      if (waitMs === 0) return 0;
      const spread = waitMs + random() * Math.min(1_000, waitMs);
      if (spread > atMostMs) return null;
      await pause(spread, signal);
      return spread;
    },
    close(limit, ms) {
      opensAt.set(limit, Math.max(opensAt.get(limit) ?? 0, now() + ms)); // nothing: never closed
    },
  };
}
