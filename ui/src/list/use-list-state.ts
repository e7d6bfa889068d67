import { useSearchParams } from 'react-router';

export type Filters<Name extends string> = Readonly<Partial<Record<Name, string>>>;

export interface ListState<Name extends string> {
  readonly filters: Filters<Name>;
  readonly cursor: string | null;
  /** Sets one filter and returns to the first page. */
  readonly set: (name: Name, value: string | null) => void;
  readonly clear: () => void;
  readonly turnTo: (cursor: string | null) => void;
  /** Filters and page, for a call's query. */
  readonly query: Filters<Name> & { readonly cursor?: string };
}

/** The state of a list, which is its address: filters and page are in the query string. */
export function useListState<Name extends string>(names: readonly Name[]): ListState<Name> {
  const [params, setParams] = useSearchParams();
  const entries = names.flatMap((name) => {
    const value = params.get(name);
    return value === null || value === '' ? [] : [[name, value] as const];
  });
  const filters = Object.fromEntries(entries) as Filters<Name>;
  const cursor = params.get('cursor');
  const change = (edit: (next: URLSearchParams) => void, replace: boolean) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        edit(next);
        return next;
      },
      { replace },
    );
  return {
    filters,
    cursor,
    set: (name, value) =>
      change((next) => {
        next.delete('cursor');
        if (value === null || value === '') next.delete(name);
        else next.set(name, value);
      }, true),
    clear: () =>
      change((next) => {
        for (const name of ['cursor', ...names]) next.delete(name);
      }, true),
    turnTo: (to) =>
      change((next) => {
        if (to === null) next.delete('cursor');
        else next.set('cursor', to);
      }, false),
    query: { ...filters, ...(cursor !== null && { cursor }) },
  };
}
