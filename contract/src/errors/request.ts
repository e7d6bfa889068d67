import { Type } from 'typebox';
import { bodyBytesMax, fileBytesMax, jsonDepthMax } from '../kit/limits.ts';
import type { ErrorEntry } from './entry.ts';

/** Refusals because of a request's form, before any business rule applies. */
export const requestErrors = {
  malformed_request: {
    status: 400,
    title: 'Malformed request',
    detail: 'This is not a well-formed HTTP/1.1 request; let an HTTP library write it.',
    retryable: false,
    happened:
      'The request is not valid HTTP: for example, its path has characters that are not percent-encoded, ' +
      'its method is unknown or in lower case, its `Host` is missing, or its `Transfer-Encoding` is not `chunked`. We ' +
      'closed the connection after this reply.',
    fix:
      'Percent-encode paths and queries as UTF-8, write methods in upper case, and leave lengths and encodings of the ' +
      'body to an HTTP library.',
  },
  request_timeout: {
    status: 408,
    title: 'Request not received in time',
    detail:
      'The request did not arrive completely in time; send it again over a better connection.',
    retryable: true,
    retryAfter: 1,
    happened:
      'The request arrived too slowly, or only in part. Its head must arrive within 10 seconds and a JSON body within 30. ' +
      'An upload can take as long as it needs, but it must not pause for 15 seconds, and it must average 8 KiB per ' +
      'second. The request had no effect, and we closed the connection.',
    fix: 'Send the request again, a POST with the same `Idempotency-Key`. If it fails again, check the network between you and us.',
  },
  expectation_failed: {
    status: 417,
    title: 'Expectation failed',
    detail: 'The header Expect asks for something unknown; leave it out or send 100-continue.',
    retryable: false,
    happened: 'The `Expect` header has another value than `100-continue`.',
    fix: 'Leave the header `Expect` out.',
  },
  headers_too_large: {
    status: 431,
    title: 'Headers too large',
    detail: 'Path and headers together are larger than 16 KiB; send fewer or shorter ones.',
    retryable: false,
    happened:
      'The head of the request is larger than 16 KiB. We did not read it, and closed the connection.',
    fix: 'Look for a query or a header that grows, a cookie for instance. This API needs only a few short headers.',
  },
  malformed_json: {
    status: 400,
    title: 'Malformed JSON',
    detail: 'The body is not one well-formed JSON value; correct it and send it again.',
    retryable: false,
    happened:
      'The body is not valid JSON. An empty body, a member that appears twice in one object and nesting ' +
      `deeper than ${jsonDepthMax} levels are malformed too, because JSON libraries read them differently.`,
    fix: 'Build the body with a JSON library, not by joining strings, and encode it as UTF-8.',
  },
  malformed_upload: {
    status: 400,
    title: 'Malformed upload',
    detail: 'The body is no well-formed multipart form; let an HTTP library write it.',
    retryable: false,
    happened:
      'The body of the upload is not valid `multipart/form-data`: for example, it ends early, or its boundary differs ' +
      'from the one in the header.',
    fix: 'Send the file in one part named `file`, and leave `Content-Type` and its boundary to your HTTP library.',
  },
  idempotency_key_invalid: {
    status: 400,
    title: 'Invalid Idempotency-Key',
    detail: 'Send one Idempotency-Key header of 1 to 255 visible ASCII characters.',
    retryable: false,
    happened:
      'The `Idempotency-Key` header is empty or too long, has other characters than visible ASCII, or was sent twice.',
    fix: 'Use a UUID or your own order number as the key, in exactly one header.',
    guide: 'idempotency',
  },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    detail: 'This path does not take that method; the Allow header lists those it takes.',
    retryable: false,
    happened: 'The path exists, but it does not accept the method of the request.',
    fix: 'Use a method of the `Allow` header, and check the call in the API reference.',
  },
  body_too_large: {
    status: 413,
    title: 'Body too large',
    detail: 'The body is larger than this call accepts; send a smaller one.',
    retryable: false,
    members: {
      schema: Type.Object({
        max_bytes: Type.Integer({ description: 'The largest accepted size in bytes.' }),
      }),
      example: { max_bytes: bodyBytesMax },
    },
    happened:
      `The body has more than \`max_bytes\`: ${bodyBytesMax} of JSON, ${fileBytesMax} of a file. It was not read, ` +
      'and nothing took effect.',
    fix: 'Send a smaller file, or check what your program puts into `metadata`.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'Unsupported media type',
    detail: 'Send the body as JSON with the header Content-Type: application/json.',
    retryable: false,
    happened:
      'The `Content-Type` is missing, or is not `application/json` in UTF-8 (`multipart/form-data` where a file is ' +
      'sent), or the body came with a `Content-Encoding`.',
    fix: 'Set `Content-Type: application/json`, and send the body uncompressed. Many HTTP libraries send a form by default.',
  },
  validation_failed: {
    status: 422,
    title: 'Validation failed',
    detail: 'The request has a member that cannot be accepted; see errors for which and why.',
    retryable: false,
    fields: 'always',
    happened:
      'A member or a query parameter of the request is missing, unknown or has a value that is not allowed. ' +
      'The request had no effect. `errors` lists each one with a JSON Pointer (a query parameter is named the same way).',
    fix: 'Correct every entry of `errors` and send the request again; you can use the same `Idempotency-Key`.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'Idempotency-Key used for another request',
    detail: 'This Idempotency-Key already belongs to a different request; use a new key.',
    retryable: false,
    happened:
      'A request with this key succeeded in the last 30 days, and its method, path, query or JSON value was different.',
    fix: 'Create a new key for each new request, and use it again only to retry exactly that request.',
    guide: 'idempotency',
  },
} as const satisfies Record<string, ErrorEntry>;
