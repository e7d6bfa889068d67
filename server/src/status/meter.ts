import { BOUNDS_S, bucketOf, type Figures, type Measure } from './part.ts';

interface Counts {
  calls: number;
  failures: number;
  times: number[];
}

/** Counts in memory what this process serves. A call costs one addition and a few comparisons; nothing is written here. */
export class Meter {
  #counts = new Map<Measure, Counts>();

  /** Counts one call; `failed` is a fault of ours. */
  add(measure: Measure, failed: boolean, seconds: number): void {
    const counts = this.#of(measure);
    const bucket = bucketOf(seconds);
    counts.calls += 1;
    if (failed) counts.failures += 1;
    counts.times[bucket] = (counts.times[bucket] ?? 0) + 1;
  }

  /** Returns what was counted since it was taken last, for each of `measures` also if that is nothing. */
  take(measures: readonly Measure[]): ReadonlyMap<Measure, Figures> {
    const taken = new Map(measures.map((each) => [each, this.#of(each)]));
    for (const each of measures) this.#counts.delete(each);
    return taken;
  }

  /** Counts again what was taken and could not be stored. */
  putBack(taken: ReadonlyMap<Measure, Figures>): void {
    for (const [measure, { calls, failures, times }] of taken) {
      const counts = this.#of(measure);
      counts.calls += calls;
      counts.failures += failures;
      counts.times = counts.times.map((count, at) => count + (times[at] ?? Number.NaN));
    }
  }

  #of(measure: Measure): Counts {
    const found = this.#counts.get(measure);
    if (found) return found;
    const counts = { calls: 0, failures: 0, times: Array<number>(BOUNDS_S.length + 1).fill(0) };
    this.#counts.set(measure, counts);
    return counts;
  }
}
