import { readEvents } from './read-events.ts';

/** News for a page: the first parts of paths that read something else now, or that it must read everything again. */
export type News = readonly string[] | 'everything';

export type LiveState = 'live' | 'reconnecting' | 'asking';

export interface Follower {
  readonly url: string;
  readonly onNews: (news: News) => void;
  readonly onState: (state: LiveState) => void;
  /** The server does not know the session any more. */
  readonly onSignedOut: () => void;
  /** The last event that this browser has seen, also in another tab. */
  readonly seen: { id: string | null };
}

const RETRY_MS = 1_000;
const RETRY_MAX_MS = 30_000;
/** Where there is no place for a stream, the page asks this often instead. */
const ASK_MS = 10_000;

/** Follows the stream, and begins it again whenever it ends, until the signal. */
export async function follow(follower: Follower, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const end = await followOnce(follower, signal).catch(() => 'failed' as const);
    if (signal.aborted) return;
    if (typeof end === 'number') {
      failures = 0;
      follower.onState('reconnecting');
      await pause(end, signal);
    } else if (end === 'full') {
      follower.onState('asking');
      await pause(ASK_MS, signal);
      if (!signal.aborted) follower.onNews('everything');
    } else {
      follower.onState('reconnecting');
      if (end === 'signed out') follower.onSignedOut();
      await pause(retryMs(failures), signal);
      failures += 1;
    }
  }
}

/** Follows it until it ends; returns after how many milliseconds it may begin again, or why it did not begin. */
async function followOnce(
  { url, seen, onNews, onState }: Follower,
  signal: AbortSignal,
): Promise<number | 'full' | 'signed out' | 'failed'> {
  const headers = seen.id === null ? {} : { 'Last-Event-ID': seen.id };
  const response = await fetch(url, { headers, signal, credentials: 'same-origin' });
  if (response.status === 401) return 'signed out';
  if (response.status === 429) return 'full';
  if (!response.ok || !response.body) return 'failed';
  onState('live');
  let retry = Math.random() * RETRY_MS;
  for await (const { event, id, data } of readEvents(response.body)) {
    seen.id = id ?? seen.id;
    if (event === 'open' && data.all === true) onNews('everything');
    if (event === 'changed') onNews(Object.keys(data));
    if (event === 'closing') retry = Number(data.retry_ms);
  }
  return retry;
}

/** Doubles with each failure, and differs from page to page. */
function retryMs(failures: number): number {
  return Math.min(RETRY_MS * 2 ** failures, RETRY_MAX_MS) * (0.5 + Math.random() / 2);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
