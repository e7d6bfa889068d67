/** Times in which a clock ran backwards. */
export interface BackwardRun {
  /** The last time before that is sure; null: none is. */
  readonly from: Date | null;
  /** How far the clock had run. */
  readonly until: Date;
}

/** Finds the backward run of a clock that has this time, from the times of looks in their true order; null if the time was only once. */
export function backwardRun(times: readonly Date[], to: Date): BackwardRun | null {
  let until: Date | null = null;
  for (const time of times) {
    if (until !== null && time < until && to < until) {
      // Between this look and the one after it the clock may have begun to run ahead.
      const ahead = times.findIndex((each) => each > time);
      const from = times[ahead - 1] ?? null;
      if (from === null || from <= to) return { from, until };
    }
    if (until === null || time > until) until = time;
  }
  return null;
}
