import { AsyncLocalStorage } from 'node:async_hooks';
import type { Tx } from './types.ts';

/** Runs inside a transaction, right before its commit; if it throws, everything is rolled back. */
export type CommitCheck = (tx: Tx) => Promise<void>;

const checks = new AsyncLocalStorage<CommitCheck>();

/**
 * Runs `work`, and runs `check` before every commit of the transactions that it begins. A condition may have changed since the
 * request came in; with this no verb has to check again.
 */
export function withCommitCheck<Result>(check: CommitCheck, work: () => Result): Result {
  return checks.run(check, work);
}

export function currentCommitCheck(): CommitCheck | undefined {
  return checks.getStore();
}

/** Runs work that `work` only triggers, such as a worker that a commit wakes: `check` does not apply to it. */
export function withoutCommitCheck<Result>(work: () => Result): Result {
  return checks.exit(work);
}
