import { pageSizeDefault } from '@psnb2b/contract';
import { readTimedCursor, type TimedPlace, writeTimedCursor } from '../kit/cursor.ts';
import { json } from '../kit/http/index.ts';

/** How many, and from where on, a call asks for. */
export function readPage(
  list: string,
  query: { readonly limit?: number; readonly cursor?: string },
): { readonly limit: number; readonly from: TimedPlace | null } {
  const { limit = pageSizeDefault, cursor } = query;
  return { limit, from: cursor === undefined ? null : readTimedCursor(list, cursor) };
}

/** A page of rows of which one more than `limit` was read when there are more. */
export function pageReply<Row, Shown>(
  list: string,
  found: readonly Row[],
  limit: number,
  present: (row: Row) => Shown,
  placeOf: (row: Row) => TimedPlace,
) {
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const next = found.length > limit && last ? writeTimedCursor(list, placeOf(last)) : null;
  const data = page.map(present);
  return json(200, { object: 'list', data, has_more: next !== null, next_cursor: next });
}
