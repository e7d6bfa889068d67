import type { TObject, TSchema } from 'typebox';
import type { ErrorCode } from '../errors/catalogue.ts';

export const scopes = ['read', 'orders', 'codes', 'claims', 'webhooks'] as const;
export type Scope = (typeof scopes)[number];

/** Scopes of a key if none were named. */
export const scopesDefault: readonly Scope[] = ['read', 'orders', 'codes', 'claims'];

export const tags = {
  Inventory: 'What can be bought, at which price, and what has changed.',
  Balance: 'The money and the price tier of the partner.',
  Orders: 'Buying codes: placing, following and cancelling orders.',
  Codes: 'Downloading the codes of delivered orders. Every read is audited.',
  Claims: 'The 7-day promise: codes that did not work are replaced or refunded, per code.',
  Webhooks: 'Your endpoints that receive events, and the state of each delivery.',
  Events: 'The same events for polling: in order, without a gap, stored for 30 days.',
  'Test mode': 'What only test keys can do, with money and codes that are not real.',
  Requests: 'What your keys called in the last seven days, and how it ended.',
  Security: 'What your key may do, and reporting keys that leaked.',
  Documents: 'The description of this API.',
} as const;
export type Tag = keyof typeof tags;

export interface Example {
  summary: string;
  value: unknown;
}

export interface Reply {
  description: string;
  /** The schema of the JSON form; absent if the reply has no body. */
  schema?: TSchema;
  /** Other forms of the same resource, chosen by `Accept`. */
  mediaTypes?: Readonly<
    Record<string, { schema: TSchema; examples?: Readonly<Record<string, Example>> }>
  >;
  /** Names of headers (of openapi/headers.ts) beyond those that every reply carries. */
  headers?: readonly string[];
  examples?: Readonly<Record<string, Example>>;
}

/**
 * One call as data: the server mounts it, the document describes it, the SDK calls it.
 *
 * - `path` is in OpenAPI style and relative to `/api/v1`.
 * - `query` describes values after reading them from text by the type of each property: integer, boolean, array
 *   (the parameter repeated) or string. Names that are not in it are refused.
 * - `upload`: the body is `multipart/form-data` with one part `file`.
 * - without either the call takes an empty body or an empty object; with `bodyOptional` no body is an empty object.
 * - `limit: 'orders'` counts in both limits, `'requests'` in one. Calls without a key count by address.
 * - `idempotent`: a record is kept under the `Idempotency-Key`. Every POST takes the header and checks its form.
 * - `refusals` are those of this call itself; what any call can answer is added by `refusalsOf`.
 */
export interface Operation {
  id: string;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  tag: Tag;
  summary: string;
  description: string;
  auth: 'key' | 'none';
  scope: Scope | null;
  limit: 'requests' | 'orders';
  idempotent: boolean;
  /** A standby of the database may serve it: no partner decides by it. */
  onStandby?: true;
  params?: TObject;
  query?: TObject;
  /** Request headers of this call alone. */
  headers?: TObject;
  body?: TSchema;
  upload?: true;
  bodyOptional?: true;
  replies: Readonly<Record<number, Reply>>;
  refusals: readonly ErrorCode[];
  examples: Readonly<Record<string, Example>>;
}

/** What any request may get before it reaches a call, whatever its path; no call lists them. */
export const refusalsOfAnyRequest = [
  'malformed_request',
  'request_timeout',
  'method_not_allowed',
  'expectation_failed',
  'headers_too_large',
] as const satisfies readonly ErrorCode[];

/** Every code that this call can answer: its own, and those that follow from its declarations. */
export function refusalsOf(operation: Operation): readonly ErrorCode[] {
  const codes = new Set<ErrorCode>(operation.refusals);
  codes.add('rate_limited').add('internal').add('unavailable');
  if (operation.auth === 'key') {
    codes.add('unauthorized').add('ip_not_allowed').add('scope_missing');
    codes.add('partner_suspended').add('partner_not_approved').add('test_key_required');
  }
  codes.add('validation_failed');
  if (operation.method === 'POST') codes.add('idempotency_key_invalid');
  if (operation.method !== 'GET') {
    codes.add(operation.upload ? 'malformed_upload' : 'malformed_json');
    codes.add('body_too_large').add('unsupported_media_type').add('outcome_unknown');
  }
  if (operation.idempotent) {
    codes.add('idempotency_key_reused').add('idempotency_in_progress');
  }
  if (operation.params !== undefined) codes.add('not_found');
  return [...codes];
}
