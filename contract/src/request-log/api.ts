import type { Operation } from '../kit/operation.ts';
import { loggedRequestExamples } from './examples.ts';
import { LoggedRequestList, RequestListQuery } from './schemas.ts';

export const listRequests = {
  id: 'listRequests',
  method: 'GET',
  path: '/requests',
  tag: 'Requests',
  summary: 'List the requests of your keys',
  description:
    'What your keys called in the last seven days in the mode of the key, newest first: when, which call, how it ended and how long it took; neither bodies nor ' +
    'codes. A request appears within about a second of its reply. Successful calls of this list itself are left out, unless you ask for ' +
    'their `path` or their `request_id`. `created_from` is included, `created_before` is not. A page looks at 100,000 requests at most: with a filter that few of them match it can have fewer ' +
    'entries than `limit`, or none, while `has_more` is true; continue with its `next_cursor`.',
  auth: 'key',
  scope: 'read',
  limit: 'requests',
  idempotent: false,
  query: RequestListQuery,
  replies: {
    200: {
      description: 'A page of requests.',
      schema: LoggedRequestList,
      examples: {
        page: {
          summary: 'An order, and one that came too soon after it',
          value: {
            object: 'list',
            data: loggedRequestExamples,
            has_more: false,
            next_cursor: null,
          },
        },
      },
    },
  },
  refusals: [],
  examples: {},
} as const satisfies Operation;
