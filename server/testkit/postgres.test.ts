/** Guards: every test file has a migrated PostgreSQL database that no other test can touch. */
import pg from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from './index.ts';

async function count(url: string, statement: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ count: number }>(statement)).rows[0]?.count ?? Number.NaN;
  } finally {
    await client.end();
  }
}

test('copies of the template are migrated, separate, and deleted afterwards', async () => {
  const survivor = await testDatabase();
  let url: string;
  {
    await using database = await testDatabase();
    url = database.url;
    expect(await count(url, 'SELECT count(*)::int FROM public.migrations')).toBeGreaterThan(0);
    await count(url, 'CREATE TABLE mine ()');
    const mine = "SELECT count(*)::int FROM pg_tables WHERE tablename = 'mine'";
    expect(await count(url, mine)).toBe(1);
    expect(await count(survivor.url, mine)).toBe(0);
  }
  await expect(count(url, 'SELECT 1')).rejects.toThrow('does not exist');
  await survivor[Symbol.asyncDispose]();
});

test('the cluster of the tests is as durable as the real one', async () => {
  await using database = await testDatabase();
  const on =
    "SELECT count(*)::int FROM pg_settings WHERE setting = 'on' AND name IN ('fsync', 'full_page_writes', 'data_checksums')";
  expect(await count(database.url, on)).toBe(3);
});
