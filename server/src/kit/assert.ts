import { AssertionError } from 'node:assert';

/** Reports a bug, not a refusal: the request ends in a 500 that shows only its request id. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionError({ message });
}

/**
 * Returns a value that must be present; its absence is a bug. There is no default on purpose: an invented figure would look like
 * a real one.
 */
export function required<Value>(value: Value | null | undefined, what: string): Value {
  assert(value !== null && value !== undefined, what);
  return value;
}

/** Ends a `switch` over a union: if it is reached, a member was forgotten. */
export function never(value: never): never {
  throw new AssertionError({ message: `unexpected value ${String(value)}` });
}
