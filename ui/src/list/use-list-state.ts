import { useLocation, useSearchParams } from 'react-router';
import { useTestEdge } from '../page/use-test-edge.ts';

export type Filters<Name extends string> = Readonly<Partial<Record<Name, string>>>;

/** The order of a list whose address names none. */
export const NEWEST = 'newest';
/** Not what is looked for, but of which kind and how it is shown. */
const KEPT: readonly string[] = ['mode', 'sort'];

/** Rows of one page. */
export const pageSizes = [25, 50, 100] as const;
const SIZE: number = pageSizes[0];

export interface ListState<Name extends string> {
  readonly filters: Filters<Name>;
  readonly cursor: string | null;
  /** Rows of one page. */
  readonly size: number;
  /** How many pages are before this one; null if the address was opened in the middle of the list. */
  readonly pagesBefore: number | null;
  /** Sets one filter and returns to the first page. */
  readonly set: (name: Name, value: string | null) => void;
  readonly clear: () => void;
  /** Whether anything but the mode and the order is chosen. */
  readonly isFiltered: boolean;
  readonly sorting: { readonly sort: string; readonly sortBy: (name: string) => void };
  readonly turnTo: (cursor: string) => void;
  /** To the page from which this one was reached; if nobody knows it, to `before`, the list's own page before; else to the first. */
  readonly turnBack: (before: string | null) => void;
  readonly resize: (size: number) => void;
  /** Filters and page, for a call's query. */
  readonly query: Filters<Name> & { readonly limit: number; readonly cursor?: string };
}

/** The cursors of the pages before this one; null is the first page. They stay with the entry of the browser's history. */
type Trail = readonly (string | null)[];

/**
 * The state of a list, which is its address: filters, page and page size are in the query string. `fixed` is what the list shows without filters:
 * an address that says the same chooses nothing.
 */
export function useListState<Name extends string>(
  names: readonly Name[],
  fixed: Readonly<Record<string, unknown>> = {},
): ListState<Name> {
  const [params, setParams] = useSearchParams();
  useTestEdge(names.some((name) => name === 'mode') && params.get('mode') === 'test');
  const entries = names.flatMap((name) => {
    const value = params.get(name);
    return value === null || value === '' ? [] : [[name, value] as const];
  });
  const filters = Object.fromEntries(entries) as Filters<Name>;
  const normal = typeof fixed.sort === 'string' ? fixed.sort : NEWEST;
  const cursor = params.get('cursor');
  const trail = trailOf(useLocation().state, cursor);
  const asked = Number(params.get('size'));
  const size = pageSizes.find((each) => each === asked) ?? SIZE;
  const change = (
    edit: (next: URLSearchParams) => void,
    how: { replace: boolean; state?: object },
  ) => {
    // From the address as it is now: the one that was last drawn may lack what was changed a moment ago.
    const next = new URLSearchParams(location.search);
    edit(next);
    setParams(next, how);
  };
  const goTo = (place: string | null, before: Trail) =>
    change(
      (next) => {
        if (place === null) next.delete('cursor');
        else next.set('cursor', place);
      },
      { replace: false, state: { trail: before } },
    );
  return {
    filters,
    cursor,
    size,
    pagesBefore: trail === null ? null : trail.length,
    set: (name, value) =>
      change(
        (next) => {
          next.delete('cursor');
          if (value === null || value === '') next.delete(name);
          else next.set(name, value);
        },
        { replace: true },
      ),
    clear: () =>
      change(
        (next) => {
          for (const name of ['cursor', ...names]) if (!KEPT.includes(name)) next.delete(name);
        },
        { replace: true },
      ),
    isFiltered: entries.some(([name, value]) => !KEPT.includes(name) && value !== fixed[name]),
    sorting: {
      sort: params.get('sort') ?? normal,
      sortBy: (name) =>
        change(
          (next) => {
            next.delete('cursor');
            if (name === normal) next.delete('sort');
            else next.set('sort', name);
          },
          { replace: true },
        ),
    },
    turnTo: (to) => goTo(to, trail === null ? [] : [...trail, cursor]),
    turnBack: (before) =>
      trail === null ? goTo(before, []) : goTo(trail.at(-1) ?? null, trail.slice(0, -1)),
    resize: (to) =>
      change(
        (next) => {
          next.delete('cursor');
          if (to === SIZE) next.delete('size');
          else next.set('size', String(to));
        },
        { replace: true },
      ),
    query: { ...filters, limit: size, ...(cursor !== null && { cursor }) },
  };
}

function trailOf(state: unknown, cursor: string | null): Trail | null {
  if (cursor === null) return [];
  const trail = (state as { trail?: Trail } | null)?.trail;
  return Array.isArray(trail) && trail.length > 0 ? trail : null;
}
