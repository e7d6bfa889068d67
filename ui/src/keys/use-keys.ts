import { useEffect, useRef } from 'react';
import { keysAreOn } from './key-setting.ts';

/** A key such as `/` or `?`, or a sequence such as `g o`, and its effect. */
export type Keys = Readonly<Record<string, () => void>>;

const SEQUENCE_MS = 1_000;

/**
 * Listens for single keys and two-key sequences while no field has the focus and no dialog is open.
 * They can be switched off (WCAG 2.1.4).
 */
export function useKeys(keys: Keys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    let before = { key: '', at: 0 };
    const onKey = (event: KeyboardEvent) => {
      if (isTaken(event) || !keysAreOn()) return;
      const sequence =
        event.timeStamp - before.at < SEQUENCE_MS ? `${before.key} ${event.key}` : '';
      // After `g` another listener has the sequence: its second key is no key of its own.
      const isSecond = sequence.startsWith('g ') && before.key === 'g';
      before = { key: event.key, at: event.timeStamp };
      const act = current.current[sequence] ?? (isSecond ? undefined : current.current[event.key]);
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target as HTMLElement | null;
  if (target?.closest('input, textarea, select, [contenteditable="true"]')) return true;
  return document.querySelector('[role="dialog"]') !== null;
}
