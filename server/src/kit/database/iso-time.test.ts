/** Guards: a time as PostgreSQL writes it becomes the text that the driver's Date of it becomes. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../testkit/index.ts';
import { Database } from './database.ts';
import { isoTime } from './iso-time.ts';

let own: TestDatabase;
let database: Database;
beforeAll(async () => {
  own = await testDatabase();
  database = new Database({ url: own.url });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});

test('every millisecond of a second, and what is finer', async () => {
  const { rows } = await database.reads.query<{ at: Date; text: string }>(
    `SELECT at, at::text AS text
       FROM generate_series(0, 999) ms, unnest(ARRAY[0, 1, 499, 500, 999]) us,
            LATERAL (SELECT timestamptz '2026-03-01 00:00Z' + ms * interval '100861.001 seconds' + us * interval '1 microsecond') x (at)`,
  );
  expect(rows.length).toBe(5_000);
  expect(rows.map(({ text }) => isoTime(text))).toEqual(rows.map(({ at }) => at.toISOString()));
});

test.each(['2026-03-01 12:00:00.12+01', '2026-03-01', 'infinity', ''])('%j is a bug', (text) => {
  expect(() => isoTime(text)).toThrow();
});
