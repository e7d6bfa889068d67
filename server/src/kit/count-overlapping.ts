/** Something that is open for a time, with its size: money in minor units, or 1 for each. */
export interface OpenSpan {
  readonly from: Date;
  /** Null: it is open still. */
  readonly until: Date | null;
  readonly amount: number;
}

/**
 * How many of these would have exceeded a limit of what may be open at once: what exceeds it is refused, and is open for no later one. Those
 * that began before `since` fill the limit, and are not counted themselves.
 */
export function countOverlapping(
  spans: readonly OpenSpan[],
  { most, since }: { readonly most: number; readonly since: Date },
) {
  let open: OpenSpan[] = [];
  let sum = 0;
  let affected = 0;
  let counted = 0;
  for (const span of spans.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    open = open.filter(({ until, amount }) => {
      const isOver = until !== null && until <= span.from;
      if (isOver) sum -= amount;
      return !isOver;
    });
    const isAbove = sum + span.amount > most;
    if (!isAbove) {
      open.push(span);
      sum += span.amount;
    }
    if (span.from > since) {
      counted += 1;
      if (isAbove) affected += 1;
    }
  }
  return { affected, counted };
}
