import type { Database } from './database.ts';

const NODE_LOCK = 7_215_010;

/**
 * Makes this process the one that serves the API on this database: limits are counted in its
 * memory, so that a second one would double them. Refuses with a sentence when there is one.
 */
export async function claimSingleNode(database: Database): Promise<AsyncDisposable> {
  const client = await database.connect();
  const { rows } = await client.query<{ mine: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS mine',
    [NODE_LOCK],
  );
  if (!rows[0]?.mine) {
    await client.end();
    throw new Error(
      'Another process serves the API on this database already; stop it, or start this one with ROLE=worker.',
    );
  }
  return { [Symbol.asyncDispose]: () => client.end() };
}
