import { useEffect, useRef } from 'react';
import { keysAreOn } from './key-setting.ts';

/** A key such as `/` or `?`, or a sequence such as `g o`, and its effect. */
export type Keys = Readonly<Record<string, () => void>>;

const SEQUENCE_MS = 1_000;
/** Keys that begin a sequence: the one after them is no key of its own. */
const LEADERS: ReadonlySet<string> = new Set(['g', 'c']);

/**
 * Listens for single keys and two-key sequences while no field has the focus and no dialog is open.
 * They can be switched off (WCAG 2.1.4). `others` finds what else a key does.
 */
export function useKeys(keys: Keys, others?: (key: string) => (() => void) | undefined): void {
  const current = useRef({ keys, others });
  useEffect(() => {
    current.current = { keys, others };
  });
  useEffect(() => {
    let before = { key: '', at: 0 };
    const onKey = (event: KeyboardEvent) => {
      if (isTaken(event) || !keysAreOn()) return;
      const isSoon = event.timeStamp - before.at < SEQUENCE_MS;
      const sequence = isSoon ? `${before.key} ${event.key}` : '';
      const isSecond = isSoon && LEADERS.has(before.key);
      before = { key: event.key, at: event.timeStamp };
      const { keys: own, others: more } = current.current;
      // The second key of a sequence begins none.
      if (own[sequence]) before.key = '';
      const act = own[sequence] ?? (isSecond ? undefined : (own[event.key] ?? more?.(event.key)));
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

/** What letters are typed into: a box takes none. */
const FIELDS =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]';

function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target as HTMLElement | null;
  if (target?.closest(FIELDS)) return true;
  return document.querySelector('[role="dialog"]') !== null;
}
