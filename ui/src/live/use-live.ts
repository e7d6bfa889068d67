import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readings } from '../http/reading.ts';
import type { LiveState } from './follow.ts';
import { refresher } from './refresh.ts';
import { share } from './share.ts';

/** How long a hidden tab keeps its place: a browser opens six connections to a plain HTTP server, for all of its tabs. */
const HIDDEN_MS = 30_000;

/** How current a page is: since when it gets no news of changes, if it gets none. */
export interface Liveness {
  readonly state: LiveState;
  readonly since: Date;
}

/**
 * Keeps what a page shows current while it is looked at: whatever changes elsewhere is read again as soon as the server says so.
 * `session` names the session, `url` the stream.
 */
export function useLive(url: string, session: string): Liveness {
  const client = useQueryClient();
  const [liveness, setLiveness] = useState<Liveness>(() => ({
    state: 'reconnecting',
    since: new Date(),
  }));
  useEffect(() => {
    // What the server saw last before it sent this page, which has read everything since.
    const since = document.querySelector<HTMLMetaElement>('meta[name="live-since"]');
    const seen = { id: since?.content ?? null };
    const follower = {
      url,
      seen,
      onNews: refresher(client),
      onState: (state: LiveState) =>
        setLiveness((now) => (now.state === state ? now : { state, since: new Date() })),
      onSignedOut: () => void client.invalidateQueries({ queryKey: readings('me') }),
    };
    let end: AbortController | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.hidden) {
        timer = setTimeout(() => {
          end?.abort();
          end = null;
          follower.onState('reconnecting');
        }, HIDDEN_MS);
      } else if (end === null) {
        end = new AbortController();
        share(`psnb2b live ${url} ${session}`, follower, end.signal);
      }
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      clearTimeout(timer);
      end?.abort();
    };
  }, [client, url, session]);
  return liveness;
}
