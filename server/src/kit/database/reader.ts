import { AsyncLocalStorage } from 'node:async_hooks';

const readers = new AsyncLocalStorage<AbortSignal>();

/** Thrown by a read that ended because whoever it was for is gone. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

/** Runs work for a reader: once the signal says that it is gone, the statement that runs for it is cancelled, and no other one begins. */
export function forReader<Result>(gone: AbortSignal, work: () => Result): Result {
  return readers.run(gone, work);
}

/** Says when the reader that this code works for is gone; undefined: it works for nobody who could leave. */
export function currentReader(): AbortSignal | undefined {
  return readers.getStore();
}
