import type { Static, TObject } from 'typebox';
import { accessErrors } from './access.ts';
import type { ErrorEntry, SharedMember } from './entry.ts';
import { orderErrors } from './orders.ts';
import { outcomeErrors } from './outcome.ts';
import { peopleErrors } from './people.ts';
import { requestErrors } from './request.ts';

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

/** The members that a code's problem has beyond the common ones; `undefined` if it has none. */
export type ErrorMembers<Code extends ErrorCode> = (typeof errors)[Code] extends {
  members: { schema: infer Schema extends TObject };
}
  ? Static<Schema>
  : undefined;

type Colliding = { [Code in ErrorCode]: keyof ErrorMembers<Code> & SharedMember }[ErrorCode];
type Checked = [Colliding] extends [never] ? true : { every_problem_has: Colliding };
// Fails to compile if a member of a code has the name of a common member.
true satisfies Checked;

/** A code's entry with its optional parts visible. */
export function errorEntry(code: ErrorCode): ErrorEntry {
  return errors[code];
}

export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(errors, text);
}
