import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useContext, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useLocation } from 'react-router';
import { useKeys } from '../keys/use-keys.ts';
import type { Address } from '../pages/address.ts';
import { noteSaid } from '../queue/list-memory.ts';
import { Refusals } from '../refusal/Refusals.tsx';
import { Empty } from '../state/Empty.tsx';
import { Loaded } from '../state/Loaded.tsx';
import { text } from '../text/text.ts';
import { BulkBar } from './BulkBar.tsx';
import { type CurrentView, CurrentViewContext } from './current-view.ts';
import { type Column, DataTable, type Sorting } from './DataTable.tsx';
import { ListFoot, type Paging as Turning } from './ListFoot.tsx';
import classes from './list.module.css';
import { listenedList } from './listened-list.ts';
import { aboutQueue, useReturn } from './queue-rows.ts';
import { useQueueRows, useStillRows } from './use-still-rows.ts';
import { type Ticks, useTicks } from './use-ticks.ts';

interface ListPage<Row> {
  readonly data: readonly Row[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
  readonly previous_cursor?: string | null;
  readonly total?: number | null;
}

interface Props<Row> {
  /** The content of the list, for the table's name. */
  readonly label: string;
  /** The first column names the row and links to it. */
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly rowLink?: (row: Row) => Address<string> | null;
  readonly empty: ReactNode;
  /** The filters are those of a queue: shown in place of `empty` if nothing waits in it, though the list is filtered. */
  readonly nothingWaits?: ReactNode;
  /**
   * The list is worked off: rows that were decided stay in their places until it is left, the page of a row leads to the next one, and Back
   * leads to the row.
   */
  readonly queue?: boolean;
  /** Acts on ticked rows: rows can be ticked, then these are shown. */
  readonly bulk?: (bulk: Bulk<Row>) => ReactNode;
  /** What its foot says where nobody knows how many rows there are; by default, that they are more than are counted. */
  readonly many?: string;
  /** What a row is called, for its tick. */
  readonly nameOf?: (row: Row) => string;
}

export interface Bulk<Row> {
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly nameOf: (row: Row) => string;
  /** What was done with a row, in a sentence: it is no longer ticked, and stays in its place. */
  readonly done: (row: Row, said: string) => void;
  /** Whether a dialog about them is open: it stays until it is closed, although its rows may leave the list. */
  readonly hold: (isOpen: boolean) => void;
}

/** A reply; or a list whose filters and page are in the address. */
type Source<Row> =
  | { readonly query: UseQueryResult<ListPage<Row>>; readonly list?: never }
  | {
      readonly list: Paging & { readonly reply: UseQueryResult<ListPage<Row>> };
      readonly query?: never;
    };

interface Paging extends Turning {
  readonly filters: object;
  readonly clear: () => void;
  readonly isFiltered: boolean;
  readonly sorting: Sorting;
}

/** A table of one page. `j` and `k` move through the rows of the list with the focus, or of the first one; Enter opens one. */
export function DataList<Row>({ query, list, ...props }: Props<Row> & Source<Row>) {
  const reply = list ? list.reply : query;
  return (
    <Refusals flush>
      <Loaded query={reply}>
        {(page) => (
          <Table
            {...props}
            page={page}
            paging={list}
            readAt={reply.dataUpdatedAt}
            isOld={reply.isPlaceholderData}
          />
        )}
      </Loaded>
    </Refusals>
  );
}

/** A list that is too long to be sorted says so before anybody tries. */
function sortingOf(paging: Paging | undefined, total: number | null | undefined) {
  return (
    paging && { ...paging.sorting, blocked: total === null ? text.list.sortBlocked : undefined }
  );
}

function Table<Row>({
  page,
  paging,
  readAt,
  isOld,
  queue = false,
  bulk,
  nameOf,
  nothingWaits,
  many,
  ...props
}: Props<Row> & {
  page: ListPage<Row>;
  paging: Paging | undefined;
  readAt: number;
  isOld: boolean;
}) {
  const { rowKey, rowLink } = props;
  const { pathname, search } = useLocation();
  const place = JSON.stringify([
    queue ? pathname : null,
    // The rows of the page before are shown until those of this one are there.
    isOld,
    paging?.filters,
    paging?.cursor,
    paging?.size,
    paging?.sorting.sort,
  ]);
  const still = useStillRows(place, page.data, readAt, rowKey);
  const kept = useQueueRows(
    place,
    pathname,
    page.data,
    readAt,
    page.has_more,
    rowKey,
    queue && !isOld,
  );
  const { rows, fresh, show } = queue ? kept : still;
  const table = useRef<HTMLDivElement>(null);
  const called = (row: Row) => nameOf?.(row) ?? rowKey(row);
  const byKey = new Map(rows.map((row) => [rowKey(row), row]));
  const ticks = useTicks(place, (key) => {
    const row = byKey.get(key);
    return row === undefined ? key : called(row);
  });
  const sayOf = (row: Row) => rowLink?.(row)?.split('?')[0] ?? rowKey(row);
  const [, redraw] = useState(0);
  const [isHeld, hold] = useState(false);
  const [isBarHeld, holdBar] = useState(false);
  const view = useContext(CurrentViewContext);
  const done = (row: Row, said: string) => {
    noteSaid(sayOf(row), said);
    redraw((count) => count + 1);
  };
  useKeys(
    {
      j: () => step(1),
      k: () => step(-1),
      ...(bulk && {
        x: () => tickFocused(table.current, (key) => ticks.toggle(key)),
        X: () => tickFocused(table.current, (key) => ticks.extendTo(key, [...byKey.keys()])),
      }),
    },
    (key) => (bulk && ticks.keys.size === 0 ? actOnFocused(table.current, key, ticks) : undefined),
  );
  useReturn(queue ? place : null, table);
  if (rows.length === 0 && !isHeld && !isBarHeld) {
    if (paging && page.has_more && page.next_cursor !== null) {
      return <SearchesOn paging={paging} next={page.next_cursor} />;
    }
    if (nothingWaits) return nothingWaits;
    if (!paging?.isFiltered) return props.empty;
    return <NothingFound view={view} clear={paging.clear} />;
  }
  const about = queue
    ? aboutQueue({
        ...{ kept, place, rowKey, rowLink, sayOf, done, table, page, paging },
        list: `${pathname}${search}`,
      })
    : undefined;
  const ticked = rows.filter((row) => ticks.keys.has(rowKey(row)) && !kept.gone.has(rowKey(row)));
  return (
    <div ref={table}>
      {fresh > 0 && (
        <button type="button" className={classes.fresh} onClick={show}>
          {text.list.fresh(fresh)}
        </button>
      )}
      {queue && kept.gone.size > 0 && (
        <button type="button" className={classes.fresh} onClick={show}>
          {text.list.done(kept.gone.size)}
        </button>
      )}
      {bulk && (ticked.length > 0 || isBarHeld) && (
        <BulkBar count={ticked.length} onClear={() => ticks.setAll([])}>
          {bulk({
            ...{ rows: ticked, keyOf: rowKey, nameOf: called, hold: holdBar },
            done: (row, said) => {
              done(row, said);
              ticks.untick(rowKey(row));
            },
          })}
        </BulkBar>
      )}
      <DataTable
        rows={rows}
        listens
        sorting={sortingOf(paging, page.total)}
        {...props}
        {...(bulk && { ticks })}
        about={about}
        onHold={hold}
      />
      {paging && 'has_more' in page && <ListFoot label={props.label} {...{ paging, page, many }} />}
    </div>
  );
}

/** A search that ended, because it had looked at many rows, before it found one. */
function SearchesOn({ paging, next }: { readonly paging: Paging; readonly next: string }) {
  return (
    <Empty
      title={text.list.nothingYet}
      hint={text.list.nothingYetHint}
      action={
        <Button variant="default" onClick={() => paging.turnTo(next)}>
          {text.list.searchOn}
        </Button>
      }
    />
  );
}

/** A list without rows, because of its view or of filters that somebody chose. */
function NothingFound({
  view,
  clear,
}: {
  readonly view: CurrentView | null;
  readonly clear: () => void;
}) {
  const words = text.list;
  return (
    <Empty
      title={view ? (view.none ?? words.nothingIn(view.title)) : words.nothing}
      {...(!view && { hint: words.nothingHint })}
      action={
        <Button variant="default" onClick={clear}>
          {view ? words.showAll : words.clear}
        </Button>
      }
    />
  );
}

/** Moves the focus by rows. Every list of a page listens; whichever hears a key first moves through the one that is meant. */
function step(by: number): void {
  const lists = document.querySelectorAll<HTMLElement>('tbody[data-listens]:has([data-row])');
  const list = listenedList([...lists], document.activeElement);
  const links = [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1);
  links[next]?.focus();
}

/**
 * What a key does with the row that has the focus while none is ticked: it ticks the row and presses the button for ticked rows that listens to
 * the key. Undefined if there is none, or if the row has a button of its own for it.
 */
function actOnFocused(
  table: HTMLElement | null,
  key: string,
  ticks: Ticks,
): (() => void) | undefined {
  const row = document.activeElement?.closest<HTMLElement>('tr[data-key]');
  const id = row?.dataset.key;
  if (id === undefined || !table?.contains(row ?? null) || !/^[a-z]$/.test(key)) return undefined;
  const wanted = `button[aria-keyshortcuts="${key}"]`;
  if (row?.querySelector(wanted)) return undefined;
  // The bar is drawn at once, to see whether it has such a button.
  flushSync(() => ticks.toggle(id));
  const button = table.querySelector<HTMLElement>(`[data-bulk] ${wanted}`);
  if (button) return () => (button.ariaDisabled === 'true' ? button.focus() : button.click());
  flushSync(() => ticks.setAll([]));
  return undefined;
}

/** Ticks the row with the focus. */
function tickFocused(table: HTMLElement | null, tick: (key: string) => void): void {
  const row = document.activeElement?.closest<HTMLElement>('tr[data-key]');
  if (row?.dataset.key !== undefined && table?.contains(row)) tick(row.dataset.key);
}
