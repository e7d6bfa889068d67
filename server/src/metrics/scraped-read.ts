import { setTimeout as delay } from 'node:timers/promises';

const READ_MS = 500;

/**
 * A read that the gauges of one scrape share. If it fails, `none` is shown. While it is slow, the value of the last scrape is used: the
 * other metrics are then needed more than ever.
 */
export class ScrapedRead<Value> {
  readonly #none: Value;
  #read: (() => Promise<Value>) | undefined;
  #reading: Promise<Value> | undefined;
  #last: Value;

  constructor(none: Value) {
    this.#none = none;
    this.#last = none;
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
        return found;
      })
      .finally(() => {
        this.#reading = undefined;
      });
    const late = delay(READ_MS, undefined, { ref: false }).then(() => this.#last);
    return Promise.race([this.#reading, late]);
  }
}
