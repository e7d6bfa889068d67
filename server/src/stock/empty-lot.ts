import type { ClientBase } from 'pg';
import { required } from '../kit/assert.ts';
import { advisoryLocks, commit } from '../kit/database/index.ts';

const BATCH = 5_000;

/**
 * Deletes the codes of a lot that is being discarded, piece by piece, which frees their fingerprints, and closes the lot. May be
 * called again after an interruption. The caller holds the lot's connection.
 */
export async function emptyLot(connection: ClientBase, lotId: string): Promise<void> {
  while ((await deleteSome(connection, lotId)) > 0);
  await connection.query('SELECT stock.close_discarded($1)', [lotId]);
}

async function deleteSome(connection: ClientBase, lotId: string): Promise<number> {
  await connection.query('BEGIN');
  try {
    await connection.query('SELECT pg_advisory_xact_lock($1)', [advisoryLocks.codes]);
    const { rows } = await connection.query<{ deleted: number }>(
      'SELECT stock.delete_discarded($1, $2) AS deleted',
      [lotId, BATCH],
    );
    await commit(connection);
    return required(rows[0], 'a function gives a row').deleted;
  } catch (error) {
    await connection.query('ROLLBACK').catch(() => {});
    throw error;
  }
}
