import type { OrderCode } from '@psnb2b/contract';
import { useCallback, useEffect, useState } from 'react';

/** How long a code stays on the screen. */
const SHOWN_MS = 120_000;

interface Kept {
  readonly code: OrderCode;
  readonly until: number;
}

/** The codes that are on the screen now, by their ids. */
export type ShownCodes = ReadonlyMap<string, OrderCode>;

/**
 * Codes that were read, kept in this component alone: not among what was read of the server, not in storage, not in the address.
 * Each is gone after two minutes, and all are when the page is left or hidden.
 */
export function useShownCodes() {
  const [kept, setKept] = useState<ReadonlyMap<string, Kept>>(new Map());
  const hide = useCallback(() => setKept(new Map()), []);
  const show = useCallback((codes: readonly OrderCode[]) => {
    const until = Date.now() + SHOWN_MS;
    setKept(
      (now) => new Map([...now, ...codes.map((code) => [code.id, { code, until }] as const)]),
    );
  }, []);
  useEffect(() => {
    if (kept.size === 0) return;
    const next = Math.min(...[...kept.values()].map(({ until }) => until));
    const timer = setTimeout(
      () => setKept(new Map([...kept].filter(([, { until }]) => until > Date.now()))),
      Math.max(0, next - Date.now()),
    );
    // A page that the browser keeps for its Back button comes back without them, and so does one behind another tab.
    const onVisibility = () => document.visibilityState === 'hidden' && hide();
    addEventListener('pagehide', hide);
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      clearTimeout(timer);
      removeEventListener('pagehide', hide);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [kept, hide]);
  const shown: ShownCodes = new Map([...kept].map(([id, { code }]) => [id, code]));
  return { shown, show, hide };
}
