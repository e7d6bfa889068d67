export interface Header {
  description: string;
  schema: Record<string, unknown>;
}

const wholeNumber = { type: 'integer', minimum: 0 };
const text = { type: 'string' };

/** Every header of a reply that the document describes, by its name. */
export const headers: Readonly<Record<string, Header>> = {
  'X-Request-Id': {
    description: 'Id of this request (`req_…`); give it to support.',
    schema: text,
  },
  'X-RateLimit-Limit': {
    description: 'Requests allowed in any 60 seconds; on `POST /orders` of the tighter limit.',
    schema: wholeNumber,
  },
  'X-RateLimit-Remaining': {
    description: 'Requests left at this moment.',
    schema: wholeNumber,
  },
  'X-RateLimit-Reset': {
    description: 'Unix time in seconds at which the whole limit is free again.',
    schema: wholeNumber,
  },
  'Retry-After': {
    description: 'Whole seconds to wait before the next request; 0 while some remain.',
    schema: wholeNumber,
  },
  'RateLimit-Policy': {
    description: 'The limits in force, as the IETF draft writes them: `"requests";q=60;w=60`.',
    schema: text,
  },
  RateLimit: {
    description: 'Their remainders, as the IETF draft writes them: `"requests";r=58;t=42`.',
    schema: text,
  },
  ETag: {
    description: 'Weak tag of the content; it ignores `as_of` and `cursor`.',
    schema: text,
  },
  'Cache-Control': {
    description: '`private` for replies that depend on the partner, `no-store` for codes.',
    schema: text,
  },
  Vary: { description: 'Request headers that the reply depends on.', schema: text },
  Location: {
    description: 'Path of the created resource.',
    schema: { type: 'string', format: 'uri-reference' },
  },
  'Idempotent-Replayed': {
    description: '`true` when an earlier request with this key succeeded; absent on a first reply.',
    schema: { type: 'string', enum: ['true'] },
  },
  'WWW-Authenticate': {
    description: '`Bearer` for the partner API, `Session` for the portal and console APIs.',
    schema: text,
  },
};

/** Sent with every reply under `/api/v1`, errors included. */
export const commonHeaders: readonly string[] = [
  'X-Request-Id',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
  'Retry-After',
  'RateLimit-Policy',
  'RateLimit',
];
