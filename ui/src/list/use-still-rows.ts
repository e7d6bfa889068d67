import { useRef, useState } from 'react';
import { lastActAt } from '../act/last-act.ts';

interface Shown<Row> {
  readonly of: string;
  readonly rows: readonly Row[];
  /** When these rows took their places, by the clock of the browser. */
  readonly at: number;
}

export interface StillRows<Row> {
  /** The rows in the places that they had, as they are now. */
  readonly rows: readonly Row[];
  /** How many rows are new, and wait. */
  readonly fresh: number;
  /** Shows the list as it is now. */
  readonly show: () => void;
}

/**
 * Keeps the rows of a list in their places while somebody reads them: known rows change in place, new ones wait until they are asked
 * for. A list takes its new form at once if it is another page, after an act of the reader, and where it was empty.
 *
 * `of` names the page of the list, `at` is when its rows were read (milliseconds).
 */
export function useStillRows<Row>(
  of: string,
  now: readonly Row[],
  at: number,
  keyOf: (row: Row) => string,
): StillRows<Row> {
  const shown = useRef<Shown<Row>>({ of, rows: now, at });
  const [, again] = useState(0);
  const before = shown.current;
  const settled = settle({ ...before }, { of, rows: now, at }, lastActAt(), keyOf);
  shown.current = settled.shown;
  return {
    rows: settled.shown.rows,
    fresh: settled.fresh,
    show: () => {
      shown.current = { of, rows: now, at };
      again((count) => count + 1);
    },
  };
}

/** Decides which rows are shown: the new list, or the rows that were there with their present values. */
export function settle<Row>(
  before: Shown<Row>,
  now: Shown<Row>,
  actAt: number,
  keyOf: (row: Row) => string,
): { readonly shown: Shown<Row>; readonly fresh: number } {
  const known = new Set(before.rows.map(keyOf));
  const fresh = now.rows.filter((row) => !known.has(keyOf(row))).length;
  const isOwn = actAt >= before.at && now.at >= actAt;
  if (before.of !== now.of || isOwn || before.rows.length === 0) {
    return { shown: now, fresh: 0 };
  }
  // Rows that only left move the others up, and none of them down: the list is shorter by them.
  if (fresh === 0) return { shown: { ...now, at: before.at }, fresh: 0 };
  const present = new Map(now.rows.map((row) => [keyOf(row), row]));
  const rows = before.rows.map((row) => present.get(keyOf(row)) ?? row);
  return { shown: { ...before, rows }, fresh };
}
