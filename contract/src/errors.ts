import type { Static, TObject } from 'typebox';
import { accessErrors } from './errors/access.ts';
import type { ErrorEntry } from './errors/entry.ts';
import { orderErrors } from './errors/orders.ts';
import { outcomeErrors } from './errors/outcome.ts';
import { peopleErrors } from './errors/people.ts';
import { requestErrors } from './errors/request.ts';

/** Every error code there is. Codes are stable: they are added, never renamed or reused. */
export const errors = {
  ...requestErrors,
  ...accessErrors,
  ...peopleErrors,
  ...orderErrors,
  ...outcomeErrors,
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errors;

export const errorCodes: readonly ErrorCode[] = Object.keys(errors) as ErrorCode[];

/** The members that a code's problem carries beyond the common ones; `undefined` where it has none. */
export type ErrorMembers<Code extends ErrorCode> = (typeof errors)[Code] extends {
  members: { schema: infer Schema extends TObject };
}
  ? Static<Schema>
  : undefined;

/** A code's entry with its optional parts visible. */
export function errorEntry(code: ErrorCode): ErrorEntry {
  return errors[code];
}

export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(errors, text);
}
