import { setTimeout as delay } from 'node:timers/promises';
import { MINUTE_MS } from '../kit/time.ts';

const READ_MS = 500;
/** A value that is older says nothing about now, and an alarm on its absence must be able to ring. */
const KEPT_MS = MINUTE_MS;

/**
 * A read that the gauges of one scrape share. If it fails, `none` is shown. While it is slow, the last value is used for a
 * minute: the other metrics are then needed more than ever.
 */
export class ScrapedRead<Value> {
  readonly #none: Value;
  #read: (() => Promise<Value>) | undefined;
  #reading: Promise<Value> | undefined;
  #last: Value;
  #readAt = Number.NEGATIVE_INFINITY;
  readonly #steadyMs: () => number;

  constructor(none: Value, steadyMs: () => number = () => performance.now()) {
    this.#none = none;
    this.#last = none;
    this.#steadyMs = steadyMs;
  }

  /** Reads this at each scrape from now on. */
  watch(read: () => Promise<Value>): void {
    this.#read = read;
  }

  value(): Promise<Value> {
    if (!this.#read) return Promise.resolve(this.#none);
    this.#reading ??= this.#read()
      .catch(() => this.#none)
      .then((found) => {
        this.#last = found;
        this.#readAt = this.#steadyMs();
        return found;
      })
      .finally(() => {
        this.#reading = undefined;
      });
    const late = delay(READ_MS, undefined, { ref: false }).then(() =>
      this.#steadyMs() - this.#readAt > KEPT_MS ? this.#none : this.#last,
    );
    return Promise.race([this.#reading, late]);
  }
}
