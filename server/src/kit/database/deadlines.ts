/** Time limits of everything that asks PostgreSQL, all derived from one figure. */
export interface Deadlines {
  /** Until a session is ready: name look-up, handshake, settings, and waiting for a place in the pool. */
  readonly connectMs: number;
  /** After this PostgreSQL itself cancels a statement, which releases its locks. */
  readonly statementMs: number;
  /** For a statement that costs almost nothing: a server that is silent for longer is not there. */
  readonly quickMs: number;
  /** A COMMIT is never cancelled; after this we stop waiting for its answer. */
  readonly commitMs: number;
  readonly lockMs: number;
  /**
   * A transaction whose process does not go on. A process that falls silent keeps its sockets open and its locks with them, and everybody
   * who wants the same product or balance waits.
   */
  readonly idleInTransactionMs: number;
}

export const TIMEOUT_MS = 10_000;
const LOCK_MS = 2_000;
const IDLE_SHARE = 0.3;
/** Whoever waits for a lock gives up before its holder is ended. */
const IDLE_LOCKS = 1.5;
/** Our own deadline is later than the server's: a server that answers late is slow, one that does not answer is silent. */
const PATIENCE = 1.2;

export function deadlinesOf(timeoutMs: number): Deadlines {
  const lockMs = Math.min(LOCK_MS, timeoutMs / 2);
  return {
    connectMs: timeoutMs / 2,
    statementMs: timeoutMs,
    quickMs: timeoutMs / 5,
    commitMs: timeoutMs,
    lockMs,
    idleInTransactionMs: Math.max(timeoutMs * IDLE_SHARE, lockMs * IDLE_LOCKS),
  };
}

/** When we stop waiting for a statement that the server should have cancelled itself. */
export function ownDeadline(statementMs: number): number {
  return statementMs * PATIENCE;
}
