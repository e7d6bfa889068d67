import { useLocation } from 'react-router';
import type { Address } from '../pages/address.ts';
import { Link } from '../pages/Link.tsx';
import { groupDigits } from '../value/group-digits.ts';
import classes from './list.module.css';

/** A name for filters of a list: what its address has after the question mark. */
export interface ListView {
  readonly title: string;
  /** The filters; none: everything. */
  readonly query: string;
  /** How many rows it has, if that is known: null means too many to count. */
  readonly count?: number | null | undefined;
}

/** What else an address may say without being another view. */
const BESIDE = ['cursor', 'size', 'mode'];

/** Views of a list above its filters; each is an address, so that it can be opened beside, bookmarked and sent. */
export function ViewTabs({
  label,
  views,
}: {
  readonly label: string;
  readonly views: readonly ListView[];
}) {
  const { pathname, search } = useLocation();
  const now = essence(search);
  const mode = new URLSearchParams(search).get('mode');
  return (
    <nav className={classes.views} aria-label={label}>
      {views.map(({ title, query, count }) => {
        const params = new URLSearchParams(query);
        if (mode !== null) params.set('mode', mode);
        const to = `${pathname}${params.size > 0 ? `?${params}` : ''}` as Address<string>;
        return (
          <Link
            key={query}
            to={to}
            className={classes.view}
            {...(essence(query) === now && { 'aria-current': 'page' as const })}
          >
            {title}
            {count ? <span className={classes.viewCount}>{groupDigits(count)}</span> : null}
          </Link>
        );
      })}
    </nav>
  );
}

/** The filters and the sort of an address, in one order. */
function essence(search: string): string {
  const params = new URLSearchParams(search);
  for (const name of BESIDE) params.delete(name);
  params.sort();
  return String(params);
}
