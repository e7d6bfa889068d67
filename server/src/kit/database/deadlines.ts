/** How long each thing may take that asks PostgreSQL, all of them derived from one figure. */
export interface Deadlines {
  /** To a session that is ready: name look-up, handshake, settings, and waiting for a place in the pool. */
  readonly connectMs: number;
  /** PostgreSQL itself gives a statement up after this, so that its locks go. */
  readonly statementMs: number;
  /** Of a statement that costs next to nothing: whoever is silent for longer is not there. */
  readonly quickMs: number;
  /** A COMMIT is never cancelled; after this we stop waiting for its answer. */
  readonly commitMs: number;
  readonly lockMs: number;
  readonly idleInTransactionMs: number;
}

export const TIMEOUT_MS = 10_000;
const LOCK_MS = 2_000;
/** Ours comes later than the server's own: who answers late is slow, who does not is silent. */
const PATIENCE = 1.2;

export function deadlinesOf(timeoutMs: number): Deadlines {
  return {
    connectMs: timeoutMs / 2,
    statementMs: timeoutMs,
    quickMs: timeoutMs / 5,
    commitMs: timeoutMs,
    lockMs: Math.min(LOCK_MS, timeoutMs / 2),
    idleInTransactionMs: timeoutMs,
  };
}

/** When we stop waiting for a statement that the server should have given up itself. */
export function ownDeadline(statementMs: number): number {
  return statementMs * PATIENCE;
}
