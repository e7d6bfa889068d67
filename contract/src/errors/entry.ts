import type { TObject } from 'typebox';

/** Extra members of a problem document: their schema, and values for examples. */
export interface ProblemMembers {
  schema: TObject;
  example: Record<string, unknown>;
}

/** What the catalogue knows of one error code. All texts are public. */
export interface ErrorEntry {
  status: number;
  /** A few words, the same for every occurrence. */
  title: string;
  /** One sentence that a person can act on; sent as `detail` unless the server has a better one. */
  detail: string;
  /** True: wait (`Retry-After`, else back off) and send the same request again; it may then succeed by itself. */
  retryable: boolean;
  /** Seconds that a retryable one says in `Retry-After` unless the server knows better; at least 1. */
  retryAfter?: number;
  members?: ProblemMembers;
  /** For the documentation page: what happened, and how to fix it. */
  happened: string;
  fix: string;
  /** Name of the guide (`docs/guides/<name>.md`) that says more. */
  guide?: string;
}
