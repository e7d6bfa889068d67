import { AsyncLocalStorage } from 'node:async_hooks';
import { beginChild, endSpan, type TraceSpan } from './span.ts';

/** Only there once this process traces: without it, each question costs one check. */
let active: AsyncLocalStorage<TraceSpan | undefined> | undefined;

export function keepActiveSpans(): void {
  active ??= new AsyncLocalStorage();
}

/**
 * The span that this code is part of. One that has ended is none: a timer that a request has started runs on long after it, and is not
 * its work.
 */
export function activeSpan(): TraceSpan | undefined {
  const span = active?.getStore();
  return span?.endedMs === null ? span : undefined;
}

/** Runs work as part of a span; as part of none without one. */
export function withSpan<Result>(span: TraceSpan | undefined, work: () => Result): Result {
  return active ? active.run(span, work) : work();
}

/**
 * Runs work that several callers share. Its span is a part of the first caller's trace and links to all callers, and the others link to
 * it, so that it is found from each.
 */
export function traceBatch<Result>(
  name: string,
  callers: readonly { readonly span: TraceSpan | undefined }[],
  work: () => Promise<Result>,
): Promise<Result> {
  if (!active) return work();
  const spans = callers.flatMap(({ span }) => span ?? []);
  const [first, ...others] = spans;
  if (!first) return withSpan(undefined, work);
  const batch = beginChild(first, name, 'internal', { 'psnb2b.batch.size': callers.length });
  batch.links.push(...spans);
  for (const other of others) other.links.push(batch);
  return withSpan(batch, work).then(
    (result) => {
      endSpan(batch);
      return result;
    },
    (error) => {
      batch.isFailed = true;
      endSpan(batch);
      throw error;
    },
  );
}
