import { MINUTE_MS } from '../time.ts';
/** "A minute" is any 60 seconds, half-open: what happened exactly 60 s ago no longer counts. */
export const WINDOW_MS = MINUTE_MS;

const SLOTS_AT_FIRST = 4;

/**
 * What was spent in the last 60 seconds, exactly: a ring of (time, count) pairs. Requests of one millisecond share a pair, which
 * has the latest of their times. So the ring stays below 60,002 pairs whatever the limit, and nothing is released early.
 */
export class RollingWindow {
  #times = new Float64Array(SLOTS_AT_FIRST);
  #counts = new Uint32Array(SLOTS_AT_FIRST);
  #head = 0;
  #size = 0;
  #used = 0;

  /** The number spent in the last 60 seconds; forgets what is older. */
  usedAt(now: number): number {
    while (this.#size > 0 && this.#time(0) + WINDOW_MS <= now) {
      this.#used -= this.#counts[this.#head] as number;
      this.#head = this.#slot(1);
      this.#size -= 1;
    }
    return this.#used;
  }

  /** Spends one; `now` is never before that of an earlier call. */
  spend(now: number): void {
    this.#used += 1;
    const last = this.#slot(this.#size - 1);
    if (this.#size > 0 && Math.floor(this.#times[last] as number) === Math.floor(now)) {
      this.#times[last] = now;
      this.#counts[last] = (this.#counts[last] as number) + 1;
      return;
    }
    if (this.#size === this.#times.length) this.#grow();
    const next = this.#slot(this.#size);
    this.#times[next] = now;
    this.#counts[next] = 1;
    this.#size += 1;
  }

  /** Refunds one that was spent at `at`; does nothing when it no longer counts. */
  giveBack(at: number): void {
    const millisecond = Math.floor(at);
    let low = 0;
    let high = this.#size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (Math.floor(this.#time(middle)) < millisecond) low = middle + 1;
      else high = middle;
    }
    if (low === this.#size || Math.floor(this.#time(low)) !== millisecond) return;
    const slot = this.#slot(low);
    const count = this.#counts[slot] as number;
    if (count === 0) return;
    this.#counts[slot] = count - 1;
    this.#used -= 1;
    while (this.#size > 0 && this.#counts[this.#slot(this.#size - 1)] === 0) this.#size -= 1;
  }

  /** Milliseconds until fewer than `limit` count; call `usedAt` first. */
  waitMs(limit: number, now: number): number {
    let excess = this.#used - limit + 1;
    if (excess <= 0) return 0;
    for (let index = 0; index < this.#size; index += 1) {
      excess -= this.#counts[this.#slot(index)] as number;
      if (excess <= 0) return this.#time(index) + WINDOW_MS - now;
    }
    return 0;
  }

  /** Milliseconds until nothing counts any more; call `usedAt` first. */
  resetMs(now: number): number {
    return this.#size === 0 ? 0 : this.#time(this.#size - 1) + WINDOW_MS - now;
  }

  /** What counts, from the first; call `usedAt` first. */
  *pairs(): Generator<{ at: number; count: number }> {
    for (let index = 0; index < this.#size; index += 1) {
      const count = this.#counts[this.#slot(index)] as number;
      if (count > 0) yield { at: this.#time(index), count };
    }
  }

  #slot(index: number): number {
    return (this.#head + index) & (this.#times.length - 1);
  }

  #time(index: number): number {
    return this.#times[this.#slot(index)] as number;
  }

  #grow(): void {
    const times = new Float64Array(this.#times.length * 2);
    const counts = new Uint32Array(times.length);
    for (let index = 0; index < this.#size; index += 1) {
      times[index] = this.#time(index);
      counts[index] = this.#counts[this.#slot(index)] as number;
    }
    this.#times = times;
    this.#counts = counts;
    this.#head = 0;
  }
}
