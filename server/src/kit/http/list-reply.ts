import { countedRowsMax } from '@psnb2b/contract';
import {
  type Find,
  type PageBody,
  type PageQuery,
  type Pages,
  type Show,
  type TurnedBody,
  wholeList,
} from '../pages.ts';
import { json, type Reply } from './call.ts';

/** The query of a list in two parts: which page, and the filters. */
export function pageAndFilters<Query extends PageQuery>({
  limit,
  cursor,
  ...asked
}: Query): [page: PageQuery, asked: Omit<Query, keyof PageQuery>] {
  return [
    { ...(limit !== undefined && { limit }), ...(cursor !== undefined && { cursor }) },
    asked,
  ];
}

/** The reply of a list: the page that the query asks for, its rows as they are shown. */
export async function page<Query extends PageQuery, Place, Row, Found extends Row, Shown>(
  pages: Pages<Place, Row>,
  query: Query,
  find: Find<Query, Place, Found>,
  show: Show<Found, Shown>,
): Promise<Reply<200, PageBody<Shown>>> {
  return json(200, await pages.body(query, find, show));
}

/** The same with the cursor of the page before, for a list of a web app that turns. */
export async function pageBothWays<Query extends PageQuery, Place, Row, Found extends Row, Shown>(
  pages: Pages<Place, Row>,
  query: Query,
  find: Find<Query, Place, Found>,
  show: Show<Found, Shown>,
): Promise<Reply<200, TurnedBody<Shown>>> {
  return json(200, await pages.bodyBothWays(query, find, show));
}

/** The same with the number of all rows; `count` counts no further than to one more than it is given, and only if the page is not all. */
export async function countedPage<Query extends PageQuery, Place, Row, Found extends Row, Shown>(
  pages: Pages<Place, Row>,
  query: Query,
  find: Find<Query, Place, Found>,
  show: Show<Found, Shown>,
  count: (most: number) => Promise<number>,
): Promise<Reply<200, TurnedBody<Shown> & { readonly total: number | null }>> {
  const body = await pages.bodyBothWays(query, find, show);
  // A first page without another is all there is: whatever was looked through for it is not looked through again.
  const isAll = query.cursor === undefined && !body.has_more;
  const counted = isAll ? body.data.length : await count(countedRowsMax);
  return json(200, { ...body, total: counted > countedRowsMax ? null : counted });
}

/** The reply of a list that always fits one page. */
export function whole<Shown>(data: Shown[]): Reply<200, PageBody<Shown>> {
  return json(200, wholeList(data));
}
