import { setTimeout as delay } from 'node:timers/promises';
import type { ListRequestsQuery, LoggedRequest, Psnb2b } from '@psnb2b/sdk';

export interface Following {
  readonly filters: Omit<ListRequestsQuery, 'limit' | 'cursor' | 'created_from' | 'created_before'>;
  /** Where to begin; null: now. */
  readonly from: Date | null;
  readonly signal: AbortSignal;
  /** Called if more arrived at once than are shown, with the oldest that is. */
  readonly onSkipped: (oldest: LoggedRequest) => void;
  /** Waits before the next reading, in milliseconds. */
  readonly wait?: (ms: number) => Promise<unknown>;
}

const PAGE = 100;
const POLL_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;
const MINUTE_MS = 60_000;
/** Of what its key may still call in a minute, the part that following takes: the rest is for the programs that it follows. */
const SHARE = 1 / 5;
/** A request is recorded within a second after it ended, so it can appear after later ones: each reading goes back so far before the last one, */
const OVERLAP_MS = 3_000;
/** and each tenth so far, for those that took long. */
const LONG_OVERLAP_MS = 30_000;
const LONG_EVERY = 10;
/** The server's clock is known to the second. */
const CLOCK_MS = 1_000;
/** Of one reading; older ones are left out, and said to be. */
const LINES_MAX = 1_000;

/** How long to wait after so many calls, in milliseconds, if the key may make `remaining` more in this minute. */
export function waitAfter(calls: number, remaining: number): number {
  const perMinute = Math.max(1, remaining) * SHARE;
  return Math.max(POLL_MS, Math.min((calls * MINUTE_MS) / perMinute, LONGEST_WAIT_MS));
}

/**
 * A follower of the request log. `read` yields each request once, the oldest of a reading first, without end; after a fault call it
 * again, and it resumes.
 */
export function followRequests(client: Psnb2b, following: Following) {
  const { filters, from, signal, onSkipped } = following;
  const seen = new Map<string, number>();
  /** Nothing before it is shown. */
  let begin = from?.getTime();
  /** When the last complete reading began, whether anything matched or not. */
  let readAt = 0;
  let readings = 0;
  let calls = 0;
  let remaining = Number.POSITIVE_INFINITY;
  const options = {
    signal,
    onReply: ({ headers }: { readonly headers: Headers }) => {
      calls += 1;
      const left = headers.get('x-ratelimit-remaining');
      if (left !== null) remaining = Number(left);
    },
  };
  const wait =
    following.wait ??
    ((ms) => delay(ms, undefined, { signal }).catch(() => signal.throwIfAborted()));

  async function unseen(): Promise<LoggedRequest[]> {
    begin ??= await serverTime();
    const overlap = readings % LONG_EVERY === 0 ? LONG_OVERLAP_MS : OVERLAP_MS;
    const now = client.now() - CLOCK_MS;
    const created_from = new Date(Math.max(begin, readAt - overlap)).toISOString();
    const query = { ...filters, created_from, limit: PAGE };
    const found: LoggedRequest[] = [];
    for await (const each of client.requests.list(query, options)) {
      if (seen.has(each.id)) continue;
      const [oldest] = found.slice(-1);
      if (found.length === LINES_MAX && oldest) {
        onSkipped(oldest);
        // What was left out stays out: later it would be out of order.
        begin = Date.parse(oldest.created_at) + 1;
        break;
      }
      found.push(each);
    }
    readings += 1;
    readAt = Math.max(readAt, now);
    return found.reverse();
  }

  /** The server's clock dates the requests: its replies say how late it is. */
  async function serverTime(): Promise<number> {
    await client.requests.list({ limit: 1 }, options);
    return client.now();
  }

  return {
    async *read(): AsyncGenerator<LoggedRequest, void> {
      for (;;) {
        calls = 0;
        for (const each of await unseen()) {
          seen.set(each.id, Date.parse(each.created_at));
          yield each;
        }
        for (const [id, at] of seen) if (at < readAt - LONG_OVERLAP_MS) seen.delete(id);
        await wait(waitAfter(calls, remaining));
      }
    },
  };
}
