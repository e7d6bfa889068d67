import { useEffect, useRef, useState } from 'react';
import { lastActAt } from '../act/last-act.ts';
import { keepList, memoryOf } from '../queue/list-memory.ts';

interface Shown<Row> {
  readonly of: string;
  readonly rows: readonly Row[];
  /** When these rows took their places, by the clock of the browser. */
  readonly at: number;
}

/** A list in which rows that leave stay in their places, until the list is left. */
export interface KeptRows<Row> extends Shown<Row> {
  /** The keys of rows that are no longer in the list. */
  readonly gone: ReadonlySet<string>;
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

/**
 * The same for a queue: a row that leaves stays in its place as it was last, marked as gone, and new rows after an act of the reader are put in
 * without moving another. `hasMore`: the list goes on behind this page, so a row at its end may only have moved there. `isOn`: it is a queue.
 */
export function useQueueRows<Row>(
  of: string,
  pathname: string,
  now: readonly Row[],
  at: number,
  hasMore: boolean,
  keyOf: (row: Row) => string,
  isOn: boolean,
): StillRows<Row> & Pick<KeptRows<Row>, 'gone'> {
  const [, again] = useState(0);
  const before = (memoryOf(of)?.shown ?? { of, rows: [], at, gone: NONE }) as KeptRows<Row>;
  const settled = settleQueue(before, { of, rows: now, at }, hasMore, lastActAt(), keyOf);
  const { shown, fresh } = settled;
  useEffect(() => {
    if (isOn) keepList(of, pathname, shown);
  });
  return {
    ...{ rows: shown.rows, gone: shown.gone, fresh },
    show: () => {
      keepList(of, pathname, { of, rows: now, at, gone: NONE });
      again((count) => count + 1);
    },
  };
}

const NONE: ReadonlySet<string> = new Set();

/** Decides which rows of a queue are shown, and which of them are gone. */
export function settleQueue<Row>(
  before: KeptRows<Row>,
  now: Shown<Row>,
  hasMore: boolean,
  actAt: number,
  keyOf: (row: Row) => string,
): { readonly shown: KeptRows<Row>; readonly fresh: number } {
  if (before.of !== now.of || before.rows.length === 0) {
    return { shown: { ...now, gone: NONE }, fresh: 0 };
  }
  const present = new Map(now.rows.map((row) => [keyOf(row), row]));
  const known = new Set(before.rows.map(keyOf));
  const rows = before.rows.map((row) => present.get(keyOf(row)) ?? row);
  const isOwn = actAt >= before.at && now.at >= actAt;
  let fresh = 0;
  now.rows.forEach((row, index) => {
    if (known.has(keyOf(row))) return;
    fresh += 1;
    if (!isOwn) return;
    const above = now.rows[index - 1];
    const place =
      above === undefined ? 0 : rows.findIndex((each) => keyOf(each) === keyOf(above)) + 1;
    rows.splice(place, 0, row);
  });
  const keys = rows.map(keyOf);
  const last = keys.findLastIndex((key) => present.has(key));
  const left = keys.filter((key, index) => !present.has(key) && (!hasMore || index < last));
  // A row that was gone stays so, wherever the page ends now.
  const gone = new Set([...left, ...[...before.gone].filter((key) => !present.has(key))]);
  // Whatever was read after an act of the reader has been taken up.
  return {
    shown: { of: now.of, rows, at: isOwn ? now.at : before.at, gone },
    fresh: isOwn ? 0 : fresh,
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
