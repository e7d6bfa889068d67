import type pg from 'pg';
import { isOutcomeUnknown, OutcomeUnknown } from './errors.ts';
import { guardOf } from './guard.ts';

/**
 * Sends COMMIT and reports its true outcome. An error from the server means that it was rolled back. No answer, or a warning
 * beside the answer ("canceling wait for synchronous replication": committed here, and perhaps lost with this machine), is an
 * `OutcomeUnknown`. The tag ROLLBACK, which the driver takes for success, means that an error inside was swallowed, which is a
 * bug of ours.
 */
export async function commit(client: pg.ClientBase): Promise<void> {
  let command: string;
  try {
    ({ command } = await client.query('COMMIT'));
  } catch (error) {
    throw isOutcomeUnknown(error) ? new OutcomeUnknown(error) : error;
  }
  if (command !== 'COMMIT') {
    throw new Error('a transaction was rolled back at its COMMIT: an error in it was swallowed');
  }
  refuseWarning(client);
}

/** Checks a statement that carried its own commit: a warning makes its outcome unknown. */
export function refuseWarning(client: pg.ClientBase): void {
  const { warning } = guardOf(client);
  if (warning !== null) throw new OutcomeUnknown(new Error(warning));
}
