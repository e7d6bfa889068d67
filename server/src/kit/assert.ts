import { AssertionError } from 'node:assert';

/** A bug, not a refusal: the request ends in a 500 that says only its id. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionError({ message });
}

/** Closes a `switch` over a union: reaching it means a member was forgotten. */
export function never(value: never): never {
  throw new AssertionError({ message: `unexpected value ${String(value)}` });
}
