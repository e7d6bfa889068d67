/** The times of one kind, counted by the bounds of a histogram for a prom-client registry. */
export class TimeSeries {
  /** Upper bounds in seconds. */
  readonly #bounds: readonly number[];
  readonly #counts: number[];
  #sum = 0;
  #count = 0;

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.#counts = Array<number>(bounds.length + 1).fill(0);
  }

  add(seconds: number): void {
    const bounds = this.#bounds;
    let bucket = 0;
    // nothing: the length was checked first.
    while (bucket < bounds.length && seconds > (bounds[bucket] ?? 0)) bucket += 1;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#sum += seconds;
    this.#count += 1;
  }

  /** What the registry prints of the histogram `name`: cumulative buckets, sum and count. */
  values(name: string, labels: Readonly<Record<string, string>>): object[] {
    let below = 0;
    const buckets = this.#counts.map((each, index) => {
      below += each;
      const le = this.#bounds[index] ?? '+Inf';
      return { labels: { ...labels, le }, value: below, metricName: `${name}_bucket` };
    });
    return [
      ...buckets,
      { labels, value: this.#sum, metricName: `${name}_sum` },
      { labels, value: this.#count, metricName: `${name}_count` },
    ];
  }
}
