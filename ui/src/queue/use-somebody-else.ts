import { useRef } from 'react';
import { lastActAt } from '../act/last-act.ts';

/** What this page does is seen on it at most so much later. */
const OWN_MS = 5_000;

/** Whether something stopped being open while this page showed it, and nobody did that here. */
export function useSomebodyElse(isOpen: boolean): boolean {
  const before = useRef(isOpen);
  const isElse = useRef(false);
  if (before.current !== isOpen) {
    isElse.current = !isOpen && Date.now() - lastActAt() > OWN_MS;
    before.current = isOpen;
  }
  return isElse.current;
}
