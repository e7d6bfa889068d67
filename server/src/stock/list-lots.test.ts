/** Guards: every lot is read once, page by page, however many were imported in the same millisecond. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pageThrough, type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { Database } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { type ListedLot, listLots } from './list-lots.ts';

const LOTS = 7;

let own: TestDatabase;
let database: Database;
let ids: string[];
beforeAll(async () => {
  own = await testDatabase();
  database = new Database({ url: own.url });
  const { rows } = await database.transaction((tx) =>
    tx.query<{ id: string }>(
      `INSERT INTO stock.lots (lot_id, mode, file_name, sha256, cost_currency, imported_by, created_at)
       SELECT gen_random_uuid(), 'live', n || '.csv', sha256(convert_to(n::text, 'UTF8')), 'USD',
              'operator:test',
              $1::timestamptz + CASE n WHEN 1 THEN -1 WHEN ${LOTS} THEN 1 ELSE 0 END * interval '1 second'
         FROM generate_series(1, ${LOTS}) n RETURNING lot_id AS id`,
      [new Date('2026-03-01T12:00:00Z')],
    ),
  );
  ids = rows.map(({ id }) => id).sort();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});

test.each([1, 2, 3, LOTS, LOTS + 1])('%i at a time', async (limit) => {
  const all = await pageThrough<ListedLot>(limit, (last) =>
    listLots(database.reads, { limit: limit + 1, ...(last && { behind: last.lotId }) }),
  );
  expect(all.map(({ lotId }) => lotId).sort()).toEqual(ids);
});

test('a part of the name of its file finds a lot, and so does its id', async () => {
  const [lot, ...more] = await listLots(database.reads, { q: '3.C' });
  expect([lot?.fileName, more]).toEqual(['3.csv', []]);
  const q = formatId('lot', lot?.lotId ?? '');
  expect((await listLots(database.reads, { q })).map(({ lotId }) => lotId)).toEqual([lot?.lotId]);
  expect(await listLots(database.reads, { q: '3_csv' })).toEqual([]);
});
