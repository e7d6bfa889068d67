import { type FocusEvent, type PointerEvent, type ReactNode, useEffect, useState } from 'react';
import { alsoLater } from '../app/later.ts';

/** How long somebody points at a thing, or stays on it, before its words are shown. */
const POINTED_MS = 200;

let Hint: typeof import('./Hint.tsx').default | undefined;

/** Loads what shows hints; a hint that cannot be loaded is not shown. */
async function load(): Promise<void> {
  Hint = (await import('./Hint.tsx').catch(() => undefined))?.default;
}
alsoLater(load);

/**
 * Returns what an element needs to show words while a mouse points at it or the keyboard's focus is on it, and the words, which go beside it.
 * They are built when somebody first points: the tooltips of a list would take as long to build as the list.
 */
export function useHint(label: string): readonly [over: Pointed, words: ReactNode] {
  const [target, setTarget] = useState<HTMLElement | null>(null);
  const [isPointed, setPointed] = useState(false);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    if (!isPointed) return undefined;
    const timer = setTimeout(() => void load().then(() => setOpened(true)), POINTED_MS);
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && setPointed(false);
    document.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', onKey);
      setOpened(false);
    };
  }, [isPointed]);
  const over = {
    onPointerEnter: ({ currentTarget, pointerType }: PointerEvent<HTMLElement>) => {
      if (pointerType === 'touch') return;
      setTarget(currentTarget);
      setPointed(true);
    },
    onPointerLeave: () => setPointed(false),
    onFocus: ({ currentTarget }: FocusEvent<HTMLElement>) => {
      if (!currentTarget.matches(':focus-visible')) return;
      setTarget(currentTarget);
      setPointed(true);
    },
    onBlur: () => setPointed(false),
  };
  return [over, target && Hint && <Hint {...{ label, target, opened: opened && isPointed }} />];
}

interface Pointed {
  readonly onPointerEnter: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerLeave: () => void;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly onBlur: () => void;
}
