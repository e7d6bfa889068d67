/** A value or a promise of it: a value that is known already costs no turn of the event loop. */
export type Soon<Value> = Value | Promise<Value>;

/** Continues with the value, at once if it is known already. */
export function whenHere<Value, Result>(
  value: Soon<Value>,
  next: (value: Value) => Soon<Result>,
): Soon<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}
