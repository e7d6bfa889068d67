const KEPT_MS = 1_000;

/**
 * What `read` gave, for a second: however many ask, one reads, and its failure is kept as long. For what
 * anybody may ask without being counted. `monotonic` gives milliseconds.
 */
export function onceASecond<Result>(
  read: () => Promise<Result>,
  monotonic: () => number = () => performance.now(),
): () => Promise<Result> {
  let kept: Promise<Result> | undefined;
  let until = Number.NEGATIVE_INFINITY;
  return () => {
    if (kept && monotonic() < until) return kept;
    // As long as it is read, nobody else reads.
    until = Number.POSITIVE_INFINITY;
    kept = read().finally(() => {
      until = monotonic() + KEPT_MS;
    });
    kept.catch(() => {});
    return kept;
  };
}
