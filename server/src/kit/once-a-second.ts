const KEPT_MS = 1_000;

/**
 * Caches the result of `read` for a second: however many ask, one reads, and a failure is cached as well. For answers that
 * anybody may request without being counted. `monotonic` gives milliseconds.
 */
export function onceASecond<Result>(
  read: () => Promise<Result>,
  monotonic: () => number = () => performance.now(),
): () => Promise<Result> {
  let kept: Promise<Result> | undefined;
  let until = Number.NEGATIVE_INFINITY;
  return () => {
    if (kept && monotonic() < until) return kept;
    // While it is being read, nobody else reads.
    until = Number.POSITIVE_INFINITY;
    kept = read().finally(() => {
      until = monotonic() + KEPT_MS;
    });
    kept.catch(() => {});
    return kept;
  };
}
