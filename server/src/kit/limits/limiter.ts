import type { Limits } from './limits.ts';
import type { Policy, Taken } from './policy.ts';
import { RollingWindow, WINDOW_MS } from './rolling-window.ts';

const BUCKETS_MAX = 100_000;
const EVICTED_AT_ONCE = BUCKETS_MAX / 10;
/** Times are cut to 1/1024 ms, so that sums and differences of them are exact. */
const TICKS_PER_MS = 1024;

/**
 * Rolling-minute limits in memory: no 60 seconds ever hold more than a bucket's limit, also across
 * what fixed windows would call an edge. A restart forgets at most one minute. Counts for this process alone.
 */
export class Limiter implements Limits {
  readonly #windows = new Map<string, RollingWindow>();
  readonly #monotonic: () => number;
  #now = 0;
  #behind = 0;
  #sweptAt = 0;

  /** `monotonic` gives milliseconds; one that is set back counts as having stood still. */
  constructor(monotonic: () => number = () => performance.now()) {
    this.#monotonic = monotonic;
  }

  /** Buckets that count something. */
  get size(): number {
    return this.#windows.size;
  }

  /** Spends one in each of the policy's buckets, or in none. */
  take(policy: Policy): Taken {
    const now = this.#tick();
    const allowed = this.#isFree(policy, now);
    if (allowed) for (const { key } of policy.buckets) this.#window(key).spend(now);
    return this.#standing(policy, now, allowed);
  }

  /** Spends one in each of the policy's buckets although nobody asked this limiter; returns its time. */
  record(policy: Policy): number {
    const now = this.#tick();
    for (const { key } of policy.buckets) this.#window(key).spend(now);
    return now;
  }

  /** This limiter's time, in milliseconds. */
  now(): number {
    return this.#tick();
  }

  /** What was spent at `since` or later and still counts, by bucket. */
  *spendings(since: number): Generator<{ key: string; at: number; count: number }> {
    const now = this.#tick();
    for (const [key, window] of this.#windows) {
      if (window.usedAt(now) === 0) continue;
      for (const { at, count } of window.pairs()) if (at >= since) yield { key, at, count };
    }
  }

  /** The same figures with nothing spent; `allowed`: whether a request would be. */
  look(policy: Policy): Taken {
    const now = this.#tick();
    return this.#standing(policy, now, this.#isFree(policy, now));
  }

  /** Undoes one `take` that was allowed. */
  giveBack({ policy, at }: Taken): void {
    for (const { key } of policy.buckets) this.#windows.get(key)?.giveBack(at);
  }

  #isFree(policy: Policy, now: number): boolean {
    for (const { key, limit } of policy.buckets) {
      const window = this.#windows.get(key);
      if (window !== undefined && window.usedAt(now) >= limit) return false;
    }
    return true;
  }

  #standing(policy: Policy, now: number, allowed: boolean): Taken {
    let remaining = Number.POSITIVE_INFINITY;
    let waitMs = 0;
    let renewMs = 0;
    let resetMs = 0;
    for (const { key, limit } of policy.buckets) {
      const window = this.#windows.get(key);
      // nothing: without a window nothing is used.
      const used = window?.usedAt(now) ?? 0;
      const left = Math.max(0, limit - used);
      if (left > remaining) continue;
      // nothing: unused limits need no wait.
      const renew = window?.waitMs(used, now) ?? 0;
      // nothing: unused limits need no wait.
      const reset = window?.resetMs(now) ?? 0;
      renewMs = left < remaining ? renew : Math.max(renewMs, renew);
      resetMs = left < remaining ? reset : Math.max(resetMs, reset);
      remaining = left;
      // nothing: a limit of 0 has no window to wait for.
      if (left === 0) waitMs = Math.max(waitMs, window?.waitMs(limit, now) ?? 0);
    }
    const retryAfter = Math.ceil(waitMs / 1000);
    return { policy, remaining, retryAfter, renewMs, resetMs, at: now, allowed };
  }

  #tick(): number {
    const tick = Math.floor(this.#monotonic() * TICKS_PER_MS) / TICKS_PER_MS;
    if (tick + this.#behind < this.#now) this.#behind = this.#now - tick;
    this.#now = tick + this.#behind;
    if (this.#now - this.#sweptAt >= WINDOW_MS) this.#sweep();
    return this.#now;
  }

  #window(key: string): RollingWindow {
    const found = this.#windows.get(key);
    if (found !== undefined) return found;
    if (this.#windows.size >= BUCKETS_MAX) this.#evictOldest();
    const window = new RollingWindow();
    this.#windows.set(key, window);
    return window;
  }

  #sweep(): void {
    this.#sweptAt = this.#now;
    for (const [key, window] of this.#windows) {
      if (window.usedAt(this.#now) === 0) this.#windows.delete(key);
    }
  }

  /** A flood of new callers may make the limiter forget old ones, but never fills the memory. */
  #evictOldest(): void {
    this.#sweep();
    let excess = this.#windows.size - (BUCKETS_MAX - EVICTED_AT_ONCE);
    for (const key of this.#windows.keys()) {
      if (excess <= 0) return;
      excess -= 1;
      this.#windows.delete(key);
    }
  }
}
