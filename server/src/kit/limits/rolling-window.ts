export const WINDOW_MS = 60_000;

/**
 * Hits of the last minute, exact to the millisecond: `[millisecond, hits]` pairs, so that memory
 * is bounded by the window (60,000 pairs) and not by the limit.
 */
export class RollingWindow {
  readonly #times: number[] = [];
  readonly #hits: number[] = [];
  #first = 0;
  #total = 0;

  /** Hits in the 60 s that end now. A hit counts until its 60,000th millisecond is over. */
  count(now: number): number {
    while (this.#first < this.#times.length && (this.#times[this.#first] ?? 0) + WINDOW_MS <= now) {
      this.#total -= this.#hits[this.#first] ?? 0;
      this.#first += 1;
    }
    if (this.#first > 1024 && this.#first * 2 > this.#times.length) {
      this.#times.splice(0, this.#first);
      this.#hits.splice(0, this.#first);
      this.#first = 0;
    }
    return this.#total;
  }

  add(now: number): void {
    const last = this.#times.length - 1;
    if (last >= this.#first && this.#times[last] === now) {
      this.#hits[last] = (this.#hits[last] ?? 0) + 1;
    } else {
      this.#times.push(now);
      this.#hits.push(1);
    }
    this.#total += 1;
  }

  /** Takes one hit of that millisecond back; does nothing when it has left the window. */
  remove(at: number): void {
    const index = this.#times.lastIndexOf(at);
    if (index < this.#first || (this.#hits[index] ?? 0) === 0) return;
    this.#hits[index] = (this.#hits[index] ?? 0) - 1;
    this.#total -= 1;
  }

  /** Milliseconds until fewer than `limit` hits are in the window; 0 when that is so now. */
  waitMs(limit: number, now: number): number {
    let left = this.count(now);
    for (let index = this.#first; left >= limit && index < this.#times.length; index += 1) {
      left -= this.#hits[index] ?? 0;
      if (left < limit) return (this.#times[index] ?? now) + WINDOW_MS - now;
    }
    return 0;
  }

  /** Milliseconds until the window is empty. */
  resetMs(now: number): number {
    const last = this.#times.at(-1);
    return this.count(now) === 0 || last === undefined ? 0 : last + WINDOW_MS - now;
  }
}
