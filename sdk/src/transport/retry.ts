/** When a call is sent again, and how long to wait before it. */
export interface RetryPolicy {
  /** How often a call is sent again; 0 for never. A wait for a rate limit does not count. */
  readonly retriesMax: number;
  /** How long a call may last with all its tries and waits, in milliseconds. */
  readonly deadlineMs: number;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;
/** Calls that were refused together are not all sent again at one moment. */
const SPREAD_MS = 1_000;

/**
 * Returns how long to wait before the next try, in milliseconds. Doubles with each retry, half of it at random; never less than
 * the server asked for. `random` is from 0 to below 1.
 */
export function waitBefore(retry: number, retryAfterMs: number | null, random: number): number {
  const longest = Math.min(FIRST_WAIT_MS * 2 ** Math.min(retry, 10), LONGEST_WAIT_MS);
  const own = longest * (0.5 + random / 2);
  if (retryAfterMs === null) return own;
  return Math.max(own, retryAfterMs + random * Math.min(SPREAD_MS, retryAfterMs));
}

/**
 * Reads `Retry-After` (RFC 9110, section 10.2.3), in milliseconds. A date is compared with the reply's own `Date`, not with
 * the clock of this machine. Null if there is none, or if it is not valid.
 */
export function retryAfterOf(headers: Headers): number | null {
  const text = headers.get('retry-after')?.trim();
  if (!text) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  const [until, now] = [Date.parse(text), Date.parse(headers.get('date') ?? '')]; // nothing: no date is not valid
  return Number.isNaN(until) || Number.isNaN(now) ? null : Math.max(0, until - now);
}

/** Waits; rejects with the signal's reason as soon as it aborts. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
