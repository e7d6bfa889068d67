import type { TObject } from 'typebox';

/**
 * Members of every problem document (RFC 9457, section 3.1, and our own). No code has a member with one of these names, because
 * it would have another meaning there.
 */
export const sharedMembers = [
  'type',
  'title',
  'status',
  'detail',
  'instance',
  'code',
  'request_id',
  'retryable',
  'errors',
] as const;
export type SharedMember = (typeof sharedMembers)[number];

/** Extra members of a problem document: their schema, and values for examples. */
export interface ProblemMembers {
  schema: TObject;
  example: Record<string, unknown>;
}

/**
 * Whether the same request may succeed later without a change: wait and send it again. `retryAfter` is the value of `Retry-After`
 * unless the server knows a better one: seconds, at least 1.
 */
type Wait =
  | { readonly retryable: true; readonly retryAfter: number }
  | { readonly retryable: false; readonly retryAfter?: undefined };

/** What the catalogue knows of one error code. All texts are public. */
export type ErrorEntry = Wait & {
  status: number;
  /** A few words, the same for every occurrence. */
  title: string;
  /** One sentence that a person can act on; sent as `detail` unless the server has a better one. */
  detail: string;
  members?: ProblemMembers;
  /** Whether its problems name the faulty fields of the request in `errors`. */
  fields?: 'always' | 'sometimes';
  /** For the documentation page: what happened, and how to fix it. */
  happened: string;
  fix: string;
  /** Name of the guide (`docs/guides/<name>.md`) that says more. */
  guide?: string;
};
