import { AssertionError } from 'node:assert';

/** A bug, not a refusal: the request ends in a 500 that says only its id. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionError({ message });
}

/** What must be there; a bug where it is not. Nothing stands in for it: a figure that is made up looks like one. */
export function required<Value>(value: Value | null | undefined, what: string): Value {
  assert(value !== null && value !== undefined, what);
  return value;
}

/** Closes a `switch` over a union: reaching it means a member was forgotten. */
export function never(value: never): never {
  throw new AssertionError({ message: `unexpected value ${String(value)}` });
}
