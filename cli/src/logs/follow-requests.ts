import { setTimeout as delay } from 'node:timers/promises';
import type { ListRequestsQuery, LoggedRequest, Psnb2b } from '@psnb2b/sdk';

export interface Following {
  readonly filters: Omit<ListRequestsQuery, 'limit' | 'cursor' | 'created_from' | 'created_before'>;
  /** Where to begin; null: now. */
  readonly from: Date | null;
  readonly signal: AbortSignal;
  /** Called if more arrived at once than are shown, with the oldest that is. */
  readonly onSkipped: (oldest: LoggedRequest) => void;
}

const PAGE = 100;
const POLL_MS = 2_000;
/** A request is recorded when it ends, so it can appear after later ones: each reading goes back so far before the newest, */
const OVERLAP_MS = 10_000;
/** and each tenth so far, for those that took long. */
const LONG_OVERLAP_MS = 120_000;
const LONG_EVERY = 10;
/** Of one reading; older ones are left out, and said to be. */
const LINES_MAX = 1_000;

/**
 * A follower of the request log. `read` yields each request once, the oldest of a reading first, without end; after a fault call it
 * again, and it resumes.
 */
export function followRequests(client: Psnb2b, { filters, from, signal, onSkipped }: Following) {
  const seen = new Map<string, number>();
  let begin = from?.getTime();
  let newest = 0;
  let readings = 0;

  async function unseen(): Promise<LoggedRequest[]> {
    begin ??= await serverTime(client, signal);
    const overlap = readings % LONG_EVERY === 0 ? LONG_OVERLAP_MS : OVERLAP_MS;
    const created_from = new Date(Math.max(begin, newest - overlap)).toISOString();
    const query = { ...filters, created_from, limit: PAGE };
    const found: LoggedRequest[] = [];
    for await (const each of client.requests.list(query, { signal })) {
      if (seen.has(each.id)) continue;
      const [oldest] = found.slice(-1);
      if (found.length === LINES_MAX && oldest) {
        onSkipped(oldest);
        break;
      }
      found.push(each);
    }
    readings += 1;
    return found.reverse();
  }

  return {
    async *read(): AsyncGenerator<LoggedRequest, void> {
      for (;;) {
        for (const each of await unseen()) {
          const at = Date.parse(each.created_at);
          seen.set(each.id, at);
          newest = Math.max(newest, at);
          yield each;
        }
        for (const [id, at] of seen) if (at < newest - LONG_OVERLAP_MS) seen.delete(id);
        await delay(POLL_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
      }
    },
  };
}

/** The server's clock dates the requests: its replies say how late it is. */
async function serverTime(client: Psnb2b, signal: AbortSignal): Promise<number> {
  await client.requests.list({ limit: 1 }, { signal });
  return client.now();
}
