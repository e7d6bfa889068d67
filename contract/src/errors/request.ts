import { bodyBytesMax, jsonDepthMax } from '../limits.ts';
import type { ErrorEntry } from './entry.ts';

/** Refusals of a request for its form, before anything of the business is looked at. */
export const requestErrors = {
  malformed_json: {
    status: 400,
    title: 'Malformed JSON',
    detail: 'The body is not one well-formed JSON value; correct it and send it again.',
    retryable: false,
    happened:
      'The body could not be read as JSON. An empty body, a member that appears twice in one object and nesting ' +
      `deeper than ${jsonDepthMax} levels count as malformed too, because readers differ on what they mean.`,
    fix: 'Build the body with a JSON library rather than by joining strings, and encode it as UTF-8.',
  },
  idempotency_key_invalid: {
    status: 400,
    title: 'Invalid Idempotency-Key',
    detail: 'Send one Idempotency-Key header of 1 to 255 visible ASCII characters.',
    retryable: false,
    happened:
      'The `Idempotency-Key` header was empty, too long, held other than visible ASCII characters, or was sent twice.',
    fix: 'Use a UUID or your own order number as the key, in exactly one header.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    detail: 'This path does not take that method; the Allow header lists those it takes.',
    retryable: false,
    happened: 'The path exists, but not with the method of the request.',
    fix: 'Use a method of the `Allow` header, and check the call in the API reference.',
  },
  body_too_large: {
    status: 413,
    title: 'Body too large',
    detail: `The body is larger than ${bodyBytesMax / 1024} KiB; send a smaller one.`,
    retryable: false,
    happened: `The body has more than ${bodyBytesMax} bytes. It was not read.`,
    fix: 'No call of this API needs that much: check what your program puts into `metadata`.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'Unsupported media type',
    detail: 'Send the body as JSON with the header Content-Type: application/json.',
    retryable: false,
    happened: 'The `Content-Type` is missing or is not `application/json` in UTF-8.',
    fix: 'Set `Content-Type: application/json`. Many HTTP libraries send a form unless told otherwise.',
  },
  validation_failed: {
    status: 422,
    title: 'Validation failed',
    detail: 'The request has a member that cannot be accepted; see errors for which and why.',
    retryable: false,
    happened:
      'The request was read, but a member or query parameter is missing, unknown or outside of what it may be. ' +
      'Nothing was written. `errors` lists each one with a JSON Pointer (a query parameter is named the same way).',
    fix: 'Correct every entry of `errors` and send the request again; the same `Idempotency-Key` may be used.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'Idempotency-Key used for another request',
    detail: 'This Idempotency-Key already belongs to a different request; use a new key.',
    retryable: false,
    happened:
      'A request with this key succeeded in the last 30 days, and its method, path or JSON value was another one.',
    fix: 'Make a new key for each new thing to do, and keep it only for retries of exactly that request.',
  },
} as const satisfies Record<string, ErrorEntry>;
