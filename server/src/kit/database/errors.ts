import { DatabaseError } from 'pg';

export { DatabaseError };

/** SQLSTATE of an error that the server itself reported; otherwise null. */
export function sqlState(error: unknown): string | null {
  return error instanceof DatabaseError ? (error.code ?? null) : null;
}

/** Deadlock, serialisation failure or lock time-out: nothing took effect, and a retry may succeed. */
export function isContention(error: unknown): boolean {
  const state = sqlState(error);
  return state === '40P01' || state === '40001' || state === '55P03';
}

/**
 * No answer came to a statement that carries its own commit, so nobody knows whether it took effect. A server that shuts down
 * (class 57P) may also have committed before it reported that.
 */
export function isOutcomeUnknown(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== null) return state.startsWith('57P') || state.startsWith('08');
  return error instanceof Error && !(error instanceof ConnectFailed);
}

/** The database cannot serve now: down, silent, full, read-only, out of connections or shutting down. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof ConnectFailed || error instanceof DatabaseSilent) return true;
  const state = sqlState(error);
  if (state !== null) return /^(08|53|57P|57014|25006|25P0[34]|58)/.test(state);
  return (
    error instanceof Error &&
    (isSocketGone(error) ||
      /Connection terminated|timeout exceeded|not queryable/.test(error.message))
  );
}

/** A missing socket in the file system is a missing server; another missing file is not. */
function isSocketGone(error: NodeJS.ErrnoException): boolean {
  const { code = '', syscall } = error;
  return code === 'ENOENT' ? syscall === 'connect' : /^(ECONN|EPIPE|ETIMEDOUT|EHOST)/.test(code);
}

/** The database answers, but its disk is full (53100), fails (58030) or is read-only (25006). */
export function isOutOfRoom(error: unknown): boolean {
  const state = sqlState(error);
  return state !== null && ['53100', '58030', '25006'].includes(state);
}

/** There was no connection, so nothing was sent. */
export class ConnectFailed extends Error {
  override readonly name = 'ConnectFailed';
}

/** PostgreSQL did not answer within our own deadline; the connection is destroyed. */
export class DatabaseSilent extends Error {
  override readonly name = 'DatabaseSilent';

  constructor(limitMs: number) {
    super(`the database gave no answer within ${limitMs} ms`);
  }
}

/** A transaction that ended before its COMMIT was sent: nothing of it took effect. */
export class NothingHappened extends Error {
  override readonly name = 'NothingHappened';

  constructor(cause: unknown) {
    super('the database failed, and nothing of the transaction took effect', { cause });
  }
}

/** A COMMIT was sent, and no clear answer came: it took effect completely or not at all. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';

  constructor(cause: unknown) {
    super('nobody knows whether this was committed', { cause });
  }
}
