import { useEffect, useState } from 'react';
import { text } from '../text/text.ts';
import classes from './live.module.css';
import type { Liveness } from './use-live.ts';

/** After this long without news of changes, a page says since when. */
const STALE_MS = 10_000;

/** Whether the page shows what is true now. */
export function LiveDot({ state, since }: Liveness) {
  const isStale = useIsOver(state === 'reconnecting' ? since.getTime() + STALE_MS : null);
  const words = text.live[state];
  return (
    <span className={classes.live} data-state={state} title={words}>
      <span className={classes.dot} aria-hidden />
      {isStale ? (
        <span className={classes.since}>{text.live.showing(timeOf(since))}</span>
      ) : (
        <span className="visually-hidden">{words}</span>
      )}
    </span>
  );
}

function useIsOver(at: number | null): boolean {
  const [over, setOver] = useState<number | null>(null);
  useEffect(() => {
    if (at === null) return undefined;
    const timer = setTimeout(() => setOver(at), Math.max(0, at - Date.now()));
    return () => clearTimeout(timer);
  }, [at]);
  return at !== null && over === at;
}

function timeOf(at: Date): string {
  return new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' }).format(at);
}
