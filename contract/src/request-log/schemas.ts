import { type Static, Type } from 'typebox';
import { errorCodeLengthMax } from '../kit/limits.ts';
import { personal } from '../kit/personal.ts';
import { id, nullable, time } from '../kit/primitives.ts';
import { countedListOf, exportQuery, idParam, listOf, listQuery, oneOf } from '../kit/shapes.ts';

/** Minutes that the log goes back: seven days, or an hour where nothing is said. */
const MINUTES_MAX = 10_080;
const MINUTES_DEFAULT = 60;
const PATH_LENGTH_MAX = 100;

export const statusClasses = ['2xx', '3xx', '4xx', '5xx'] as const;
export const loggedMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

const mode = Type.Optional(
  Type.Enum(['live', 'test'], {
    type: 'string',
    default: 'live',
    description: 'Calls of live or of test keys.',
  }),
);
const whatever = {
  status_class: Type.Optional(oneOf(statusClasses, 'Only replies with such a status.')),
  error_code: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: errorCodeLengthMax,
      description: 'Only refusals with this code.',
    }),
  ),
  method: Type.Optional(oneOf(loggedMethods, 'Only calls with this method.')),
  path: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: PATH_LENGTH_MAX,
      description:
        'Only calls of this path, as the reference writes it: `/orders/{order_id}`. With `*` at its end, every path that begins so.',
    }),
  ),
  key_id: Type.Optional(Type.String({ maxLength: 64, description: 'Only calls of this key.' })),
  request_id: Type.Optional(
    Type.String({ maxLength: 64, description: 'Only the call with this id.' }),
  ),
};
const filters = {
  mode,
  minutes: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: MINUTES_MAX,
      default: MINUTES_DEFAULT,
      description: 'Only calls of the last so many minutes, at most seven days.',
    }),
  ),
  ...whatever,
};
const requestFilters = {
  ...whatever,
  created_from: Type.Optional(
    time('Only calls that arrived from this moment on; seven days ago by default, and at most.'),
  ),
  created_before: Type.Optional(time('Only calls that arrived before this moment.')),
};
export const RequestFilters = Type.Object(requestFilters, { additionalProperties: false });
export const RequestListQuery = listQuery(requestFilters);
export type RequestListQuery = Static<typeof RequestListQuery>;
export const RequestLogQuery = listQuery(filters);
export const RequestLogFilters = Type.Object(filters, { additionalProperties: false });
export const RequestLogExportQuery = exportQuery(filters);
export const LoggedCallQuery = Type.Object({ mode }, { additionalProperties: false });
export const LoggedCallParams = idParam('request_id', 'Id of the request.');

export const HitLimit = Type.Object({
  policy: Type.String({ description: 'Name of the limit: `requests` or `orders`.' }),
  limit: Type.Integer({ minimum: 1, description: 'How many any 60 seconds may hold.' }),
  retry_after: Type.Integer({ minimum: 0, description: 'Seconds until the next was free.' }),
  free_at: time('When the next was free.'),
});

const call = {
  method: Type.String({ description: 'Its method.' }),
  path: Type.String({
    description: 'The path as the reference writes it; `other` for a path that is no call.',
  }),
  about: nullable(Type.String({ description: 'The id in its path; null if it has none.' })),
  status: Type.Integer({ description: 'The status of the reply.' }),
  error_code: nullable(
    Type.String({ description: 'The code of the refusal; null if it succeeded.' }),
  ),
  ms: Type.Number({ minimum: 0, description: 'Time from its arrival to the reply.' }),
  key_id: id('key', 'The key that was sent.'),
  replayed: Type.Boolean({
    description: 'Whether the reply was that of an earlier call with the same idempotency key.',
  }),
  limit: Type.Union([HitLimit, Type.Null()], {
    description: 'The limit that it hit, at that moment; null unless the code is `rate_limited`.',
  }),
};
const requestId = id('req', 'Id of the request, as `X-Request-Id` says it.');
const members = {
  id: requestId,
  at: time('When it arrived.'),
  ...call,
  address: personal(
    'callers',
    Type.String({ description: 'The address that it came from; its network if withheld.' }),
  ),
  withheld: Type.Array(oneOf(['address'], 'A member.'), {
    description: 'Members that you may not see whole.',
  }),
};

export const LoggedCall = Type.Object(
  { object: Type.Literal('logged_call'), ...members },
  {
    title: 'LoggedCall',
    description: 'A call of the API: never what was sent or answered.',
  },
);
export type LoggedCall = Static<typeof LoggedCall>;
export const LoggedCallList = countedListOf('LoggedCallList', 'Calls, newest first.', LoggedCall);
export type LoggedCallList = Static<typeof LoggedCallList>;

/** A call as the partner API shows it: without the address, which is for people whose role may see it. */
export const LoggedRequest = Type.Object(
  {
    object: Type.Literal('logged_request'),
    id: requestId,
    created_at: time('When it arrived.'),
    ...call,
  },
  {
    title: 'LoggedRequest',
    description: 'A request of one of your keys: never what was sent or answered.',
  },
);
export type LoggedRequest = Static<typeof LoggedRequest>;
export const LoggedRequestList = listOf(
  'LoggedRequestList',
  'Requests, newest first.',
  LoggedRequest,
);

export const LoggedCallDetail = Type.Object(
  {
    ...LoggedCall.properties,
    next: Type.Union([LoggedCall, Type.Null()], {
      description: 'The next call of the same key; null if there is none yet.',
    }),
  },
  { title: 'LoggedCallDetail', description: 'A call, and what its key did next.' },
);
export type LoggedCallDetail = Static<typeof LoggedCallDetail>;

const count = (description: string) => Type.Integer({ minimum: 1, description });
export const FailedCalls = Type.Object(
  {
    error_code: nullable(Type.String({ description: 'The code of the refusals.' })),
    status: Type.Integer({ description: 'Their status.' }),
    method: Type.String({ description: 'Their method.' }),
    path: Type.String({ description: 'Their path.' }),
    calls: count('How many.'),
    keys: count('Of how many keys.'),
    last_at: time('When the last one arrived.'),
  },
  { title: 'FailedCalls', description: 'Calls of one path that ended with the same error.' },
);
export type FailedCalls = Static<typeof FailedCalls>;

export const LogGap = Type.Object(
  {
    minute: time('When the minute begins.'),
    calls: count('How many calls of it were not logged.'),
  },
  { title: 'LogGap', description: 'A minute of which calls were not logged.' },
);
export type LogGap = Static<typeof LogGap>;

export const RequestLogSummary = Type.Object(
  {
    object: Type.Literal('request_log_summary'),
    since: time('When the period begins; it ends now.'),
    failed: Type.Integer({ minimum: 0, description: 'How many calls failed, in these groups.' }),
    groups: Type.Array(FailedCalls, { description: 'What failed, the most frequent first.' }),
    gaps: Type.Array(LogGap, { description: 'What is missing, the newest first.' }),
  },
  { title: 'RequestLogSummary', description: 'What failed in a period.' },
);
export type RequestLogSummary = Static<typeof RequestLogSummary>;

/** Columns of the CSV of calls, in this order. */
export const loggedCallCsvColumns = [
  'at',
  'method',
  'path',
  'about',
  'status',
  'error_code',
  'ms',
  'key_id',
  'address',
  'id',
] as const satisfies readonly (keyof LoggedCall)[];
