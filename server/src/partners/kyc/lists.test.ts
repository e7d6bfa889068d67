/** Guards: every case is read once, page by page, however many businesses signed up in the same millisecond. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pageThrough, type TestDatabase, testDatabase } from '../../../testkit/index.ts';
import { Database } from '../../kit/database/index.ts';
import { type CaseLine, listCases } from './read-case.ts';

const CASES = 7;

let own: TestDatabase;
let database: Database;
let ids: string[];
beforeAll(async () => {
  own = await testDatabase();
  database = new Database({ url: own.url });
  const { rows } = await database.transaction((tx) =>
    tx.query<{ id: string }>(
      `WITH made AS (
         INSERT INTO partners.partners (partner_id, name, email, currency, created_at)
         SELECT gen_random_uuid(), 'Partner ' || n, n || '@partner.example', 'USD', $1
           FROM generate_series(1, ${CASES}) n RETURNING partner_id, name)
       INSERT INTO partners.kyc_cases (case_id, partner_id, created_at)
       SELECT gen_random_uuid(), partner_id,
              $1 + CASE name WHEN 'Partner 1' THEN -1 WHEN 'Partner ${CASES}' THEN 1 ELSE 0 END
                   * interval '1 second'
         FROM made RETURNING case_id AS id`,
      [new Date('2026-03-01T12:00:00Z')],
    ),
  );
  ids = rows.map(({ id }) => id).sort();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});

test.each([1, 2, 3, CASES, CASES + 1])('%i at a time', async (limit) => {
  const all = await pageThrough<CaseLine>(limit, (last) =>
    listCases(database.reads, {
      limit: limit + 1,
      ...(last && { behind: { time: last.rank, id: last.caseId } }),
    }),
  );
  expect(all.map(({ caseId }) => caseId).sort()).toEqual(ids);
});
