import { type Follower, follow, type LiveState, type News } from './follow.ts';

type Message =
  | { readonly news: News; readonly id: string | null }
  | { readonly state: LiveState }
  | { readonly asks: true };

/**
 * Follows the stream with all other tabs of this name: one of them has it, and passes all news on. It is passed on when that tab
 * gives it up or dies. Where the browser has no locks (plain HTTP, but for localhost), each tab has its own.
 */
export function share(name: string, follower: Follower, signal: AbortSignal): void {
  // Absent in pages that are no secure context.
  const locks = (navigator as Partial<Navigator>).locks;
  if (!locks) {
    void follow(follower, signal);
    return;
  }
  const channel = new BroadcastChannel(name);
  let state: LiveState | null = null;
  const send = (message: Message) => {
    if (!signal.aborted) channel.postMessage(message);
  };
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if ('asks' in data) {
      if (state !== null) send({ state });
    } else if ('state' in data) follower.onState(data.state);
    else {
      follower.seen.id = data.id ?? follower.seen.id;
      follower.onNews(data.news);
    }
  };
  send({ asks: true });
  const leading: Follower = {
    ...follower,
    onNews: (news) => {
      follower.onNews(news);
      send({ news, id: follower.seen.id });
    },
    onState: (now) => {
      state = now;
      follower.onState(now);
      send({ state: now });
    },
  };
  locks
    .request(name, { signal }, () => follow(leading, signal))
    .catch(() => {})
    .finally(() => channel.close());
}
