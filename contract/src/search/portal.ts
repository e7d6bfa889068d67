import { acting, ok, type WebAppOperation } from '../kit/web-app-operation.ts';
import { Search, SearchRequest } from './schemas.ts';

/** What the command palette finds. */
export const portalSearchOperations = {
  search: {
    ...acting,
    tag: 'Search',
    whileSuspended: true,
    id: 'search',
    path: '/search',
    summary: 'Find things of every kind',
    description:
      'By an id, or by a part of what they are known by; only kinds that the caller may list. Orders and their claims are found by the beginning of ' +
      'a reference, and the latest by any part of it.',
    body: SearchRequest,
    replies: ok(Search, 'What was found.'),
  },
} as const satisfies Record<string, WebAppOperation>;
