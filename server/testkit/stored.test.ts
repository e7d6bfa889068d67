/** Guards: the digest by which tests see that nothing was written changes with every row, in the table of that row alone. */
import pg from 'pg';
import { expect, test } from 'vitest';
import { storedState, testDatabase } from './index.ts';

test.each([
  ['an update', "UPDATE public.migrations SET name = name || '!' WHERE id = 1"],
  ['a deleted row', 'DELETE FROM public.migrations WHERE id = 1'],
])('%s', async (_name, statement) => {
  await using database = await testDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const before = await storedState(client);
    expect(await storedState(client)).toEqual(before);
    await client.query(statement);
    const after = await storedState(client);
    expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual([
      'public.migrations',
    ]);
  } finally {
    await client.end();
  }
});
