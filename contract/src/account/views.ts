import { type Static, Type } from 'typebox';
import { Done, line, listOf, request } from '../kit/shapes.ts';
import { acting as acts, ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';

/** Views of all pages that one person may save. */
export const savedViewsMax = 100;
const NAME_MAX = 60;
const PAGE_MAX = 100;
const QUERY_MAX = 1_000;

/** People may use their own account while the business is suspended. */
const acting = { ...acts, tag: 'People', whileSuspended: true } as const;

const page = line(PAGE_MAX, 'The page of the list, below its app: `/orders`.');
const name = line(NAME_MAX, 'What the person calls it.');
const query = Type.String({
  maxLength: QUERY_MAX,
  description: 'The filters and the order, as the address has them after its question mark.',
});

export const SavedView = Type.Object(
  { page, name, query },
  { title: 'SavedView', description: 'Filters of a list, under a name of one person.' },
);
export type SavedView = Static<typeof SavedView>;
export const SavedViewList = listOf('SavedViewList', 'All of this person, by page.', SavedView);
export const SavedViewSet = request('SavedViewSet', 'The view.', { page, name, query });
export const SavedViewRemove = request('SavedViewRemove', 'Which view.', { page, name });

/** The views of lists that a person saved for themselves. */
export const viewOperations = {
  listViews: {
    ...reading,
    tag: 'People',
    id: 'listViews',
    path: '/views',
    summary: 'List saved views',
    description: 'The names that this person gave to filters of lists.',
    replies: ok(SavedViewList, 'The views.'),
  },
  saveView: {
    ...acting,
    method: 'PUT',
    id: 'saveView',
    path: '/views',
    summary: 'Save a view',
    description: `Under a name that the page does not have yet, or in place of it. At most ${savedViewsMax}.`,
    body: SavedViewSet,
    replies: ok(SavedView, 'The view.'),
  },
  removeView: {
    ...acting,
    id: 'removeView',
    path: '/views/remove',
    summary: 'Remove a saved view',
    description: 'One that is not there is removed, too.',
    body: SavedViewRemove,
    replies: ok(Done, 'Removed.'),
  },
} as const satisfies Record<string, WebAppOperation>;
