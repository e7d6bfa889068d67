/** Something that somebody did, with its size: money in minor units, or codes. */
export interface ActOfOne {
  readonly at: Date;
  readonly amount: number;
  /** Each has a sum of its own: a person, a business. */
  readonly owners: readonly string[];
  /** Needs a second person whatever its size is. */
  readonly always?: boolean;
}

interface Limit {
  /** The most that an owner may do alone within the window; null: any amount. */
  readonly most: number | null;
  readonly windowMs: number;
  /** Earlier acts count for the window of later ones, and are not counted themselves. */
  readonly since: Date;
}

interface Sum {
  readonly acts: ActOfOne[];
  first: number;
  sum: number;
}

/**
 * How many acts would have exceeded a limit of what one owner may do alone within a window: an act that exceeds it is approved by somebody
 * else, and counts for nobody's sum.
 */
export function countExceeding(acts: readonly ActOfOne[], { most, windowMs, since }: Limit) {
  const sums = new Map<string, Sum>();
  let affected = 0;
  let counted = 0;
  for (const act of acts.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const ends = act.at.getTime() - windowMs;
    const own = act.owners.map((owner) => {
      // nothing: its first act.
      const sum = sums.get(owner) ?? { acts: [], first: 0, sum: 0 };
      sums.set(owner, sum);
      for (
        let oldest = sum.acts[sum.first];
        oldest && oldest.at.getTime() <= ends;
        oldest = sum.acts[sum.first]
      ) {
        sum.sum -= oldest.amount;
        sum.first += 1;
      }
      return sum;
    });
    const isOver =
      act.always === true ||
      (most !== null && act.amount > 0 && own.some(({ sum }) => sum + act.amount > most));
    if (!isOver) {
      for (const sum of own) {
        sum.acts.push(act);
        sum.sum += act.amount;
      }
    }
    if (act.at > since) {
      counted += 1;
      if (isOver) affected += 1;
    }
  }
  return { affected, counted };
}
