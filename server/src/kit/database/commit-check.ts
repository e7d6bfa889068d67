import { AsyncLocalStorage } from 'node:async_hooks';
import type { Tx } from './types.ts';

/** Looked at inside a transaction, right before it commits; throwing rolls everything back. */
export type CommitCheck = (tx: Tx) => Promise<void>;

const checks = new AsyncLocalStorage<CommitCheck>();

/**
 * Does `work`, and lets every transaction that it begins pass `check` before it commits. What was true
 * when a request came in may be so no longer: nobody has to remember to look again.
 */
export function withCommitCheck<Result>(check: CommitCheck, work: () => Result): Result {
  return checks.run(check, work);
}

export function currentCommitCheck(): CommitCheck | undefined {
  return checks.getStore();
}

/** For what others do because of `work`, such as a worker that a commit wakes: it is theirs. */
export function withoutCommitCheck<Result>(work: () => Result): Result {
  return checks.exit(work);
}
