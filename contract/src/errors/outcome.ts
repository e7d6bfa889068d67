import type { ErrorEntry } from './entry.ts';

/** Refusals that concern finding things, repeating requests and the service itself. */
export const outcomeErrors = {
  not_found: {
    status: 404,
    title: 'Not found',
    detail: 'Nothing of yours has this path or id; check both.',
    retryable: false,
    fields: 'sometimes',
    happened:
      'The path does not exist, or you have nothing with this id in the mode of the key. The reply is the same for an ' +
      'id of another partner and for an id that never existed.',
    fix: 'Check the path in the API reference, and that you do not use a test key with a live id.',
  },
  idempotency_in_progress: {
    status: 409,
    title: 'First request still running',
    detail: 'The first request with this Idempotency-Key is still running; send it again shortly.',
    retryable: true,
    retryAfter: 1,
    happened:
      'Two requests with the same key overlapped, and the first had not finished after 2 seconds.',
    fix: 'Send the same request with the same key again after a second.',
    guide: 'idempotency',
  },
  cursor_expired: {
    status: 409,
    title: 'Cursor expired',
    detail: 'This cursor is unknown or older than 24 hours; read GET /inventory again.',
    retryable: false,
    happened: 'We keep changes for 24 hours. `since` is older than that, or we never returned it.',
    fix: 'Read `GET /inventory` once and continue with its `cursor`.',
  },
  internal: {
    status: 500,
    title: 'Internal error',
    detail:
      'Something went wrong on our side; try again, and give support the request_id if it stays.',
    retryable: true,
    retryAfter: 1,
    happened:
      'This is a fault of ours, and we recorded it under `request_id`. The request had no effect.',
    fix:
      'Send the request again, a POST with the same `Idempotency-Key`. If it fails again, write to support and give ' +
      'the `request_id`.',
  },
  unavailable: {
    status: 503,
    title: 'Unavailable',
    detail: 'The service cannot take this request at the moment; try again after Retry-After.',
    retryable: true,
    retryAfter: 1,
    happened:
      'The service is starting, stopping or overloaded, or a resource that the request needs was in use for more ' +
      'than two seconds. The request had no effect.',
    fix: 'Wait for the number of seconds in `Retry-After`, then send the same request again.',
  },
  outcome_unknown: {
    status: 503,
    title: 'Outcome unknown',
    detail: 'We cannot tell whether this took effect; repeat it with the same Idempotency-Key.',
    retryable: true,
    retryAfter: 1,
    happened:
      'We lost the connection to the database while it committed the request. The request took effect completely or ' +
      'not at all. Or, if `detail` says so, we restored the service from a backup and do not know what you did after it.',
    fix:
      'Repeat the request, a POST with the same `Idempotency-Key`: if it took effect you get its result, otherwise it ' +
      'takes effect now. If you sent no key, first read what the request would have changed; find an order by its `reference`.',
    guide: 'idempotency',
  },
} as const satisfies Record<string, ErrorEntry>;
