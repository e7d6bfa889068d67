import { TimeSeries } from './time-series.ts';

/** Upper bounds in seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/**
 * A histogram of request times for a prom-client registry. The library's own histogram hashes the labels for every request, which
 * cost a tenth of a cached reply; here a request is one look-up and one addition.
 */
export class RequestTimes {
  readonly name = 'psnb2b_http_request_seconds';
  readonly help = 'Time from the arrival of a request to its reply, by operation and status.';
  readonly type = 'histogram';
  readonly aggregator = 'sum';
  readonly #series = new Map<string, Map<number, TimeSeries>>();

  add(operation: string, status: number, seconds: number): void {
    const series = this.#series.get(operation)?.get(status) ?? this.#create(operation, status);
    series.add(seconds);
  }

  #create(operation: string, status: number): TimeSeries {
    const series = new TimeSeries(BUCKETS);
    const statuses = this.#series.get(operation) ?? new Map<number, TimeSeries>();
    this.#series.set(operation, statuses.set(status, series));
    return series;
  }

  async get(): Promise<object> {
    const values = [...this.#series].flatMap(([operation, statuses]) =>
      [...statuses].flatMap(([status, series]) =>
        series.values(this.name, { operation, status: String(status) }),
      ),
    );
    return { name: this.name, help: this.help, type: this.type, values, aggregator: 'sum' };
  }

  reset(): void {
    this.#series.clear();
  }
}
