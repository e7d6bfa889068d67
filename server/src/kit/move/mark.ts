import type pg from 'pg';
import {
  MOVE_MARK,
  MOVE_SCHEMA,
  MOVING,
  type MoveMark,
  parseMoveMark,
  type Settings,
} from '../database/index.ts';
import { DAY_MS } from '../time.ts';

/** Connections that work on a move: a large table takes long, and nobody waits for their locks. */
export const MOVE_SETTINGS: Settings = {
  application_name: 'psnb2b move',
  [MOVING]: 'on',
  default_transaction_read_only: 'off',
  statement_timeout: String(DAY_MS),
  idle_in_transaction_session_timeout: '0',
  // PostgreSQL needs a moment to notice that a move was killed.
  lock_timeout: '10s',
};

type Client = Pick<pg.ClientBase, 'query'>;

export async function readMark(client: Client): Promise<MoveMark | null> {
  const { rows } = await client.query<{ mark: string | null }>(`SELECT ${MOVE_MARK} AS mark`);
  return parseMoveMark(rows[0]?.mark ?? null);
}

export async function writeMark(client: Client, mark: MoveMark): Promise<void> {
  const text = JSON.stringify(mark).replaceAll("'", "''");
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${MOVE_SCHEMA}`);
  await client.query(`COMMENT ON SCHEMA ${MOVE_SCHEMA} IS '${text}'`);
}

/**
 * Closes the old database: every new connection of ours is refused with the mark's sentence, and one of any other program cannot write. Also a
 * server that was cut off from it, and comes back later, is refused when it connects.
 */
export async function closeDatabase(client: Client, mark: MoveMark): Promise<void> {
  await client.query('BEGIN');
  await writeMark(client, mark);
  await client.query(
    `ALTER DATABASE ${await nameOf(client)} SET default_transaction_read_only = on`,
  );
  await client.query('COMMIT');
}

/** Takes that back. */
export async function reopenDatabase(client: Client): Promise<void> {
  await client.query('BEGIN');
  await client.query(`DROP SCHEMA IF EXISTS ${MOVE_SCHEMA}`);
  await client.query(`ALTER DATABASE ${await nameOf(client)} RESET default_transaction_read_only`);
  await client.query('COMMIT');
}

async function nameOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT quote_ident(current_database()) AS name',
  );
  // nothing: a connection has a database
  return rows[0]?.name ?? '';
}
