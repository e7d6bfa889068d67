import { type RefObject, useEffect } from 'react';
import type { Address } from '../pages/address.ts';
import { memoryOf, noteOpen } from '../queue/list-memory.ts';
import type { Trail } from '../queue/trail.ts';
import { say } from '../shell/say.ts';
import { text } from '../text/text.ts';
import type { AboutRow } from './DataTable.tsx';

interface Parts<Row> {
  readonly kept: { readonly rows: readonly Row[]; readonly gone: ReadonlySet<string> };
  readonly place: string;
  /** The address of the list. */
  readonly list: string;
  readonly rowKey: (row: Row) => string;
  readonly rowLink: ((row: Row) => Address<string> | null) | undefined;
  /** By which name the memory knows a row. */
  readonly sayOf: (row: Row) => string;
  readonly done: (row: Row, said: string) => void;
  readonly table: RefObject<HTMLElement | null>;
  readonly page: {
    readonly has_more: boolean;
    readonly next_cursor: string | null;
    readonly total?: number | null;
  };
  readonly paging: { readonly pagesBefore: number | null; readonly size: number } | undefined;
}

/** What a queue knows about its rows: the way from one to the next, and what was decided. */
export function aboutQueue<Row>(parts: Parts<Row>): AboutRow<Row> {
  const { kept, place, list, rowKey, rowLink, sayOf, done, table, page, paging } = parts;
  const places = kept.rows.flatMap((row) => rowLink?.(row) ?? []);
  const before = paging?.pagesBefore;
  const trail: Omit<Trail, 'at'> = {
    ...{ list, places, total: page.total },
    before: before === null || before === undefined ? null : before * (paging?.size ?? 0), // nothing: no pages.
    more: page.has_more && page.next_cursor !== null ? nextPage(list, page.next_cursor) : null,
  };
  const saidOf = (row: Row) => memoryOf(place)?.said.get(sayOf(row)) ?? null;
  return {
    saidOf,
    stateOf: (row) => {
      const at = places.indexOf(rowLink?.(row) ?? ('' as Address<string>)); // nothing: it has no page.
      return { queue: { ...trail, at } };
    },
    goneOf: (row) => (kept.gone.has(rowKey(row)) ? (saidOf(row) ?? text.queue.gone) : null),
    onDecided: (row, said) => {
      done(row, said);
      say(said);
      focusNext(table.current, rowKey(row), kept.gone);
    },
  };
}

function nextPage(list: string, cursor: string): string {
  const [path = '', query = ''] = list.split('?');
  const params = new URLSearchParams(query);
  params.set('cursor', cursor);
  return `${path}?${params}`;
}

/** Focuses the next row that is still to be decided, once the dialog of this one is closed. */
function focusNext(table: HTMLElement | null, key: string, gone: ReadonlySet<string>): void {
  const rows = [...(table?.querySelectorAll<HTMLElement>('tr[data-key]') ?? [])];
  const at = rows.findIndex((row) => row.dataset.key === key);
  const next = rows.slice(at + 1).find((row) => !gone.has(row.dataset.key ?? '')); // nothing: no row.
  const target = next?.matches('[data-row]')
    ? next
    : next?.querySelector<HTMLElement>('[data-row]');
  setTimeout(() => target?.focus(), FOCUS_MS);
}

/** Longer than a dialog needs to close: it then focuses what had the focus before. */
const FOCUS_MS = 250;

/** Who comes back to a list from the page of a row is at that row, as far down as before. */
export function useReturn(place: string | null, table: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const memory = place === null ? null : memoryOf(place);
    if (!memory?.open) return;
    const { open, scroll } = memory;
    noteOpen('');
    // After the frame, which begins a page at its top.
    queueMicrotask(() => {
      const links = [...(table.current?.querySelectorAll<HTMLAnchorElement>('a[data-row]') ?? [])];
      const link = links.find(({ pathname }) => pathname.endsWith(open));
      window.scrollTo(0, scroll);
      link?.focus({ preventScroll: true });
      const { top = 0, bottom = 0 } = link?.getBoundingClientRect() ?? {}; // nothing: no such row.
      if (top < 0 || bottom > window.innerHeight) link?.scrollIntoView({ block: 'center' });
    });
  }, [place, table]);
}
