export interface Patience {
  /** Waits for so long after the last arrival. */
  readonly patienceMs: number;
  /** Waits for so long in total, also while some arrive. */
  readonly limitMs: number;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  /** Resolves before the next look. */
  readonly wait: () => Promise<unknown>;
}

/** Waits until nothing is missing any more; returns what is missing when the patience or the limit is over. */
export async function outstanding(
  look: () => readonly string[],
  { patienceMs, limitMs, now, wait }: Patience,
): Promise<readonly string[]> {
  const end = now() + limitMs;
  let [until, least] = [now() + patienceMs, Number.POSITIVE_INFINITY];
  for (;;) {
    const missing = look();
    if (missing.length < least) [until, least] = [now() + patienceMs, missing.length];
    if (missing.length === 0 || now() > Math.min(until, end)) return missing;
    await wait();
  }
}
