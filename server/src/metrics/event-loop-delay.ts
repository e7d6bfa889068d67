import { monitorEventLoopDelay } from 'node:perf_hooks';
import { SECOND_MS } from '../kit/time.ts';

const RESOLUTION_MS = 20;
const WINDOW_MS = 15 * SECOND_MS;
const NANOSECONDS = 1_000_000_000;
const SAMPLED = { p50: 50, p99: 99, max: 100 } as const;

type Delays = Readonly<Record<keyof typeof SAMPLED, number>>;
let watched:
  | { readonly monitor: ReturnType<typeof monitorEventLoopDelay>; last: Delays }
  | undefined;

/**
 * Returns how late timers of this process were in the last 15 to 30 seconds, in seconds: nobody is served meanwhile. The first call
 * begins to measure; measuring costs fifty timers a second outside of JavaScript.
 */
export function eventLoopDelays(): Delays {
  watched ??= begin();
  const { monitor, last } = watched;
  const now = read(monitor);
  return {
    p50: Math.max(now.p50, last.p50),
    p99: Math.max(now.p99, last.p99),
    max: Math.max(now.max, last.max),
  };
}

function begin() {
  const monitor = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  monitor.enable();
  const began = { monitor, last: { p50: 0, p99: 0, max: 0 } as Delays };
  setInterval(() => {
    began.last = read(monitor);
    monitor.reset();
  }, WINDOW_MS).unref();
  return began;
}

/** The monitor counts the whole time between two of its timers, also the part that was planned. */
function read(monitor: ReturnType<typeof monitorEventLoopDelay>): Delays {
  const late = (percentile: number) =>
    monitor.count === 0
      ? 0
      : Math.max(monitor.percentile(percentile) / NANOSECONDS - RESOLUTION_MS / SECOND_MS, 0);
  return { p50: late(SAMPLED.p50), p99: late(SAMPLED.p99), max: late(SAMPLED.max) };
}
