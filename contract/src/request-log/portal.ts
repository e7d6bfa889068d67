import { Type } from 'typebox';
import { ok, okPage, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import {
  LoggedCallDetail,
  LoggedCallList,
  LoggedCallParams,
  LoggedCallQuery,
  RequestLogExportQuery,
  RequestLogFilters,
  RequestLogQuery,
  RequestLogSummary,
} from './schemas.ts';

const call = { ...reading, tag: 'Request log', roles: ['owner', 'developer'] } as const;

/** The calls that the keys of a business made in the last seven days. */
export const portalRequestLogOperations = {
  listRequestLog: {
    ...call,
    id: 'listRequestLog',
    path: '/request-log',
    summary: 'List the calls of your keys',
    description: 'Newest first. Neither bodies nor codes are kept.',
    query: RequestLogQuery,
    replies: okPage(LoggedCallList, 'A page of calls.'),
  },
  summariseRequestLog: {
    ...call,
    id: 'summariseRequestLog',
    path: '/request-log/summary',
    summary: 'Read what failed in a period',
    description: 'By error and path, and which calls were not logged.',
    query: RequestLogFilters,
    replies: ok(RequestLogSummary, 'What failed.'),
  },
  exportRequestLog: {
    ...call,
    id: 'exportRequestLog',
    path: '/request-log/export',
    summary: 'Download the calls of your keys as CSV',
    description: 'Every call that matches the filters, newest first, in one file.',
    query: RequestLogExportQuery,
    replies: {
      200: {
        description: 'One line per call.',
        mediaTypes: { 'text/csv': { schema: Type.String({ description: 'RFC 4180, as UTF-8.' }) } },
      },
    },
  },
  getLoggedCall: {
    ...call,
    id: 'getLoggedCall',
    path: '/request-log/{request_id}',
    summary: 'Read one call',
    description: 'With the next call of the same key.',
    params: LoggedCallParams,
    query: LoggedCallQuery,
    replies: ok(LoggedCallDetail, 'The call.'),
  },
} as const satisfies Record<string, WebAppOperation>;
