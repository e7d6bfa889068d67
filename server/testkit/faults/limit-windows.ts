import type { History } from './history.ts';

const WINDOW_MS = 60_000;

/** How often the limited key was served in the fullest 60 seconds. */
export interface Fullest {
  /** While the primary stayed the same, so that the count is exact. */
  readonly steady: number;
  /** In any window, also one in which counts had to be put back. */
  readonly any: number;
}

/**
 * Finds the fullest windows by the client's clock. A request was counted between its sending and its reply, so those of a window are the ones that were sent
 * and answered within it: what is found here was certainly granted.
 */
export function fullestWindows({ sent, faults }: History): Fullest {
  const served = sent
    .filter(({ call, reply }) => call.kind === 'probe' && reply?.status === 200)
    .map(({ at, reply }) => ({ from: at, to: reply?.at ?? at }))
    .sort((one, other) => one.from - other.from);
  const losses = faults.filter(({ fault }) => fault.startsWith('primary'));
  let steady = 0;
  let any = 0;
  for (const [index, { from }] of served.entries()) {
    const lostAt = losses.find(({ until }) => until > from)?.at ?? Number.POSITIVE_INFINITY;
    const within = (end: number) => {
      let count = 0;
      for (let at = index; at < served.length && (served[at]?.from ?? end) < end; at += 1) {
        if ((served[at]?.to ?? end) <= end) count += 1;
      }
      return count;
    };
    any = Math.max(any, within(from + WINDOW_MS));
    // Also what is shorter than a window must not have more than a window may.
    steady = Math.max(steady, within(Math.min(from + WINDOW_MS, lostAt)));
  }
  return { steady, any };
}
