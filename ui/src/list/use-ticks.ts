import { useRef, useState } from 'react';

/** Which rows of a list are ticked, by their keys. */
export interface Ticks {
  readonly keys: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
  readonly setAll: (keys: readonly string[]) => void;
  /** Ticks a row and all between it and the one that was ticked last; `all` are the keys in their order. */
  readonly extendTo: (key: string, all: readonly string[]) => void;
  /** What a row is called. */
  readonly nameOf: (key: string) => string;
}

/** The ticks of one page of a list: another page (`of`) begins without. */
export function useTicks(of: string, nameOf: (key: string) => string): Ticks {
  const [{ place, keys }, setTicked] = useState({ place: of, keys: new Set<string>() });
  const last = useRef<string | null>(null);
  const now = place === of ? keys : new Set<string>();
  const set = (next: Iterable<string>) => setTicked({ place: of, keys: new Set(next) });
  return {
    keys: now,
    nameOf,
    toggle: (key) => {
      last.current = key;
      set(now.has(key) ? [...now].filter((each) => each !== key) : [...now, key]);
    },
    setAll: set,
    extendTo: (key, all) => {
      set([...now, ...between(all, last.current ?? key, key)]);
      last.current = key;
    },
  };
}

/** The keys from one to another, whichever comes first. */
export function between(all: readonly string[], one: string, other: string): readonly string[] {
  const [from, to] = [all.indexOf(one), all.indexOf(other)].sort((a, b) => a - b);
  if (from === undefined || to === undefined || from < 0) return [other];
  return all.slice(from, to + 1);
}
