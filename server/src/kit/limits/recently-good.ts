import { HOUR_MS } from '../time.ts';

const MOST = 10_000;
const KEPT_MS = HOUR_MS;

/**
 * Names of what was valid recently, by the hash that it is looked up by: whoever sends one is no stranger, and is looked up again
 * whatever strangers do. It does not say what is valid now.
 */
export class RecentlyGood {
  readonly #until = new Map<string, number>();
  readonly #monotonic: () => number;

  /** `monotonic` gives milliseconds. */
  constructor(monotonic: () => number = () => performance.now()) {
    this.#monotonic = monotonic;
  }

  has(name: string): boolean {
    return (this.#until.get(name) ?? Number.NEGATIVE_INFINITY) > this.#monotonic();
  }

  add(name: string): void {
    this.#until.delete(name);
    this.#until.set(name, this.#monotonic() + KEPT_MS);
    if (this.#until.size <= MOST) return;
    for (const oldest of this.#until.keys()) {
      this.#until.delete(oldest);
      return;
    }
  }

  delete(name: string): void {
    this.#until.delete(name);
  }
}
