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
 * The connection broke, so nobody can say whether the commit happened. A server that shuts down
 * (class 57P) may also have committed before it said so.
 */
export function isOutcomeUnknown(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== null) return state.startsWith('57P') || state.startsWith('08');
  return error instanceof Error && !(error instanceof ConnectFailed);
}

/** The database cannot serve now: down, full, out of connections or shutting down. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof ConnectFailed) return true;
  const state = sqlState(error);
  if (state !== null) return /^(08|53|57P|57014|25006|58)/.test(state);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (
    /^(ECONN|EPIPE|ENOENT|ETIMEDOUT|EHOST)/.test(code) ||
    (error instanceof Error &&
      /Connection terminated|timeout exceeded|not queryable/.test(error.message))
  );
}

/** No connection was had, so nothing was sent. */
export class ConnectFailed extends Error {
  override readonly name = 'ConnectFailed';
}
