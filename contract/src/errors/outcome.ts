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
      'The path does not exist, or the id is not that of anything of yours in the mode of the key. Something of ' +
      'another partner reads exactly like something that never was.',
    fix: 'Check the path in the API reference, and that a test key is not used for a live id.',
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
    happened:
      'Changes are kept for 24 hours, and `since` points before that or was never given out.',
    fix: 'Read `GET /inventory` once and go on with its `cursor`.',
  },
  internal: {
    status: 500,
    title: 'Internal error',
    detail:
      'Something went wrong on our side; try again, and give support the request_id if it stays.',
    retryable: true,
    retryAfter: 1,
    happened:
      'A fault of ours. It was recorded under `request_id`; nothing of the request took effect.',
    fix:
      'Send the request again, a POST with the same `Idempotency-Key`. If it stays, write to support and name the ' +
      '`request_id`.',
  },
  unavailable: {
    status: 503,
    title: 'Unavailable',
    detail: 'The service cannot take this request at the moment; try again after Retry-After.',
    retryable: true,
    retryAfter: 1,
    happened:
      'The service is starting, stopping or overloaded, or something that the request needs was in use for longer ' +
      'than two seconds. Nothing of the request took effect.',
    fix: 'Wait for the seconds in `Retry-After`, then send the same request again.',
  },
  outcome_unknown: {
    status: 503,
    title: 'Outcome unknown',
    detail: 'We cannot tell whether this took effect; repeat it with the same Idempotency-Key.',
    retryable: true,
    retryAfter: 1,
    happened:
      'The connection to the database broke, or it fell silent, while the request was being committed or once it was: ' +
      'it either took effect in full or not at all.',
    fix:
      'Repeat the request, a POST with the same `Idempotency-Key`: if it took effect you get its result, else it is ' +
      'done now. Without a key look first at what it was to change: an order is found by its `reference`.',
    guide: 'idempotency',
  },
} as const satisfies Record<string, ErrorEntry>;
