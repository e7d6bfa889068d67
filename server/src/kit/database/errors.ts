import { DatabaseError } from 'pg';

export { DatabaseError };

/** SQLSTATE of an error that the server itself reported, else null. */
export function sqlState(error: unknown): string | null {
  return error instanceof DatabaseError ? (error.code ?? null) : null;
}

/** Deadlock, serialisation failure or lock time-out: nothing happened, and trying again may work. */
export function isContention(error: unknown): boolean {
  const state = sqlState(error);
  return state === '40P01' || state === '40001' || state === '55P03';
}

/**
 * The answer to a statement that carries its own commit did not come, so nobody can say whether it
 * happened. A server that shuts down (class 57P) may also have committed before it said so.
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

/** A socket of the file system that is not there is a server that is not there; a file that is not there is neither. */
function isSocketGone(error: NodeJS.ErrnoException): boolean {
  const { code = '', syscall } = error;
  return code === 'ENOENT' ? syscall === 'connect' : /^(ECONN|EPIPE|ETIMEDOUT|EHOST)/.test(code);
}

/** The database answers, and its disk has no room (53100), fails (58030) or may not be written (25006). */
export function isOutOfRoom(error: unknown): boolean {
  const state = sqlState(error);
  return state !== null && ['53100', '58030', '25006'].includes(state);
}

/** No connection was had, so nothing was sent. */
export class ConnectFailed extends Error {
  override readonly name = 'ConnectFailed';
}

/** PostgreSQL let our own deadline pass without an answer; the connection is cut off. */
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
    super('the database could not carry this out, and nothing of it took effect', { cause });
  }
}

/** A COMMIT was sent, and no clear answer came: it took effect in full or not at all. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';

  constructor(cause: unknown) {
    super('nobody can tell whether this was committed', { cause });
  }
}
