import { useRef, useState } from 'react';

/** Which rows of a list are ticked, by their keys. */
export interface Ticks {
  readonly keys: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
  readonly untick: (key: string) => void;
  readonly setAll: (keys: readonly string[]) => void;
  /** Ticks a row and all between it and the one that was ticked last; `all` are the keys in their order. */
  readonly extendTo: (key: string, all: readonly string[]) => void;
  /** What a row is called. */
  readonly nameOf: (key: string) => string;
}

/** The ticks of one page of a list: another page (`of`) begins without. */
export function useTicks(of: string, nameOf: (key: string) => string): Ticks {
  const [ticked, setTicked] = useState<Ticked>({ of, keys: NONE });
  const last = useRef<string | null>(null);
  // From what is ticked then: an act on many rows unticks one after the other, long after it was drawn.
  const change = (next: (keys: ReadonlySet<string>) => Iterable<string>) =>
    setTicked((before) => ({ of, keys: new Set(next(keysOn(before, of))) }));
  return {
    keys: keysOn(ticked, of),
    nameOf,
    toggle: (key) => {
      last.current = key;
      change((keys) => (keys.has(key) ? without(keys, key) : [...keys, key]));
    },
    untick: (key) => change((keys) => without(keys, key)),
    setAll: (all) => change(() => all),
    extendTo: (key, all) => {
      const from = last.current ?? key;
      last.current = key;
      change((keys) => [...keys, ...between(all, from, key)]);
    },
  };
}

interface Ticked {
  /** The page that they were ticked on. */
  readonly of: string;
  readonly keys: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

const keysOn = (ticked: Ticked, of: string) => (ticked.of === of ? ticked.keys : NONE);

const without = (keys: ReadonlySet<string>, key: string) =>
  [...keys].filter((each) => each !== key);

/** The keys from one to another, whichever comes first. */
export function between(all: readonly string[], one: string, other: string): readonly string[] {
  const [from, to] = [all.indexOf(one), all.indexOf(other)].sort((a, b) => a - b);
  if (from === undefined || to === undefined || from < 0) return [other];
  return all.slice(from, to + 1);
}
