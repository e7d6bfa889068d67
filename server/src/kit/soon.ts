/** What is here, or will be: an answer that is at hand costs no turn of the event loop. */
export type Soon<Value> = Value | Promise<Value>;

/** Goes on with it, at once where it is here. */
export function whenHere<Value, Result>(
  value: Soon<Value>,
  next: (value: Value) => Soon<Result>,
): Soon<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}
