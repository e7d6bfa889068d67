import type pg from 'pg';
import {
  advisoryLocks,
  DatabaseProblem,
  deadlinesOf,
  openConnection,
  sqlState,
  TIMEOUT_MS,
} from '../database/index.ts';
import { MOVE_SETTINGS } from './mark.ts';

const LOCK_NOT_AVAILABLE = '55P03';

/** One of the two databases: its owner's connection string, and its name for people, without a password. */
export interface MoveSide {
  readonly url: string;
  readonly name: string;
}

/** Connects to one of the two until the stack ends. Throws a `DatabaseProblem` if another command works on its move. */
export async function openSide(stack: AsyncDisposableStack, side: MoveSide): Promise<pg.Client> {
  const client = await openReader(stack, side);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLocks.move]);
    return client;
  } catch (error) {
    if (sqlState(error) !== LOCK_NOT_AVAILABLE) throw error;
    throw new DatabaseProblem(`Another move of ${side.name} is running: wait until it has ended.`);
  }
}

/**
 * A second connection to the old database, which reads everything in one transaction. A copy that fails half-way leaves it unusable, and ending
 * it then only closes its socket; the first one keeps the lock of the move, and can open the database again.
 */
export async function openReader(
  stack: AsyncDisposableStack,
  { url }: MoveSide,
): Promise<pg.Client> {
  const client = await openConnection(url, deadlinesOf(TIMEOUT_MS), MOVE_SETTINGS);
  stack.defer(() => client.end());
  return client;
}
