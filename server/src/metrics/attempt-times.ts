import { TimeSeries } from './time-series.ts';

/** Upper bounds in seconds. */
const BUCKETS = [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10];

/** A histogram of the times of attempts for a prom-client registry, whose own would make a closure and look for labels at each. */
export class AttemptTimes {
  readonly name = 'psnb2b_webhook_attempt_seconds';
  readonly help = 'Time of an attempt from the look-up of the name to the end of the answer.';
  readonly type = 'histogram';
  readonly aggregator = 'sum';
  #series = new TimeSeries(BUCKETS);

  add(seconds: number): void {
    this.#series.add(seconds);
  }

  async get(): Promise<object> {
    const values = this.#series.values(this.name, {});
    return { name: this.name, help: this.help, type: this.type, values, aggregator: 'sum' };
  }

  reset(): void {
    this.#series = new TimeSeries(BUCKETS);
  }
}
