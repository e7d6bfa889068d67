import { type ReactNode, useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Address } from '../pages/address.ts';
import { Link } from '../pages/Link.tsx';
import { Loading } from '../state/Loading.tsx';
import { text } from '../text/text.ts';
import { groupDigits } from '../value/group-digits.ts';
import { CurrentViewContext } from './current-view.ts';
import classes from './list.module.css';

/** A name for filters of a list: what its address has after the question mark. */
export interface ListView {
  readonly title: string;
  /** The filters; none: everything. */
  readonly query: string;
  /** How many rows it has, if that is known: null means too many to count. */
  readonly count?: number | null | undefined;
  /** Whether it is what waits for the reader: opened first if it has a row, or `always`. */
  readonly waits?: boolean | 'always';
  /** What the list says if nothing is in it; by default, a sentence with its title. */
  readonly none?: string | undefined;
}

/** What else an address may say without being another view. */
const BESIDE = ['cursor', 'size', 'mode', 'view', 'line'];
/** Says that everything is wanted, where something else is opened first. */
export const EVERYTHING = 'view=all';

/**
 * Views of a list above it; each is an address, so that it can be opened beside, bookmarked and sent. The list is its children. Where one of the
 * views waits, they are shown once it is known which one is opened, so that no row moves under the reader.
 */
export function ViewTabs({
  label,
  views,
  children,
}: {
  readonly label: string;
  readonly views: readonly ListView[];
  readonly children: ReactNode;
}) {
  const { pathname, search } = useLocation();
  const now = essence(search);
  const mode = new URLSearchParams(search).get('mode');
  const isKnown = useWaitingFirst(views);
  const current = views.find(({ query }) => now !== '' && essence(query) === now) ?? null;
  return (
    <>
      <nav className={classes.views} aria-label={label}>
        {views.map(({ title, query, count }) => {
          const to = addressOf(pathname, query, mode);
          return (
            <Link
              key={query}
              to={to}
              className={classes.view}
              {...(essence(query) === now && { 'aria-current': 'page' as const })}
            >
              {title}
              {count === null || count ? (
                <span className={classes.viewCount}>
                  {count === null ? text.list.many : groupDigits(count)}
                </span>
              ) : null}
            </Link>
          );
        })}
      </nav>
      <CurrentViewContext value={current}>{isKnown ? children : <Loading />}</CurrentViewContext>
    </>
  );
}

/**
 * Who comes to a list without asking for anything sees what waits, if something does; the address then says so. Later nothing moves: who
 * clears the filters sees everything.
 */
function useWaitingFirst(views: readonly ListView[]): boolean {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const [isSettled, setSettled] = useState(false);
  const waiting = views.find(({ waits }) => waits);
  const isBare = new URLSearchParams(search).size === 0;
  const isAlways = waiting?.waits === 'always';
  useEffect(() => {
    if (isSettled || !waiting) return;
    if (isBare && !isAlways && waiting.count === undefined) return;
    // Settled once the address says so: until then the rows of the bare address are not shown.
    if (!isBare || (!isAlways && waiting.count === 0)) setSettled(true);
    else {
      navigate(addressOf(pathname, waiting.query, null), { replace: true });
    }
  }, [isSettled, waiting, isAlways, isBare, pathname, navigate]);
  return isSettled || !waiting || !isBare;
}

function addressOf(pathname: string, query: string, mode: string | null): Address<string> {
  const params = new URLSearchParams(query);
  if (mode !== null) params.set('mode', mode);
  return `${pathname}${params.size > 0 ? `?${params}` : ''}` as Address<string>;
}

/** The filters and the sort of an address, in one order. */
function essence(search: string): string {
  const params = new URLSearchParams(search);
  for (const name of BESIDE) params.delete(name);
  params.sort();
  return String(params);
}
