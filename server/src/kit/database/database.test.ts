/** Guarantee: a database that is closed has no connection left, so that PostgreSQL can be stopped at once. */
import pg from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../testkit/index.ts';
import { Database } from './database.ts';

const CONNECTIONS = 8;

test('closing waits until every connection of the pool is closed at the server too', async () => {
  await using copy = await testDatabase();
  const observer = new pg.Client({ connectionString: copy.url });
  await observer.connect();
  try {
    const database = new Database({ url: copy.url, connectionsMax: CONNECTIONS });
    await Promise.all(
      Array.from({ length: CONNECTIONS }, () => database.reads.query('SELECT pg_sleep(0.05)')),
    );
    expect(await others(observer)).toBe(CONNECTIONS);
    await database[Symbol.asyncDispose]();
    expect(await others(observer)).toBe(0);
  } finally {
    await observer.end();
  }
});

async function others(observer: pg.Client): Promise<number> {
  const { rows } = await observer.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  return rows[0]?.count ?? -1;
}
