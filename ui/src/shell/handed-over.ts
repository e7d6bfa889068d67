import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/** What the palette hands to the page that it opens, such as a code. Only in memory: never in an address or in the browser's history. */
let handed: string | null = null;

/** Keeps a text for the page that is opened next; null forgets it. */
export function handOver(text: string | null): void {
  handed = text;
}

/** Calls `take` once with the text that the palette handed over when it opened this page, also if the page was open already. */
export function useHandedOver(take: (text: string) => void): void {
  const { key } = useLocation();
  const current = useRef(take);
  useEffect(() => {
    current.current = take;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each opening has its own key.
  useEffect(() => {
    const text = handed;
    handed = null;
    if (text !== null) current.current(text);
  }, [key]);
}
