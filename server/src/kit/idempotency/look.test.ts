/**
 * Guards: a key finds what it created, in the form for one key and in that for many; nobody finds what another's key
 * created.
 */
import { createHash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../testkit/index.ts';
import { Database } from '../database/index.ts';

const hash = (text: string) => createHash('sha256').update(text).digest();
const MADE = randomUUID();

let own: TestDatabase;
let database: Database;
let client: pg.Client;
beforeAll(async () => {
  own = await testDatabase();
  database = new Database({ url: own.url });
  client = await database.connect();
  await client.query(
    `SELECT kit.idempotency_save($1, 'createOrder', ARRAY[1], ARRAY['known'], $2::bytea[], ARRAY[$3::uuid], ARRAY[true])`,
    [new Date(), [hash('same')], MADE],
  );
});
afterAll(async () => {
  await client.end();
  await database[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});

interface Asked {
  readonly tenant: number;
  readonly key: string | null;
  readonly request: string;
}

async function look(asked: readonly Asked[]) {
  const { rows } = await client.query<{ o_resource: string[] | null; o_same: boolean[] | null }>(
    'SELECT * FROM kit.idempotency_look($1::int[], $2::text[], $3::bytea[])',
    [
      asked.map(({ tenant }) => tenant),
      asked.map(({ key }) => key),
      asked.map(({ request }) => hash(request)),
    ],
  );
  return asked.map((_, index) => [
    rows[0]?.o_resource?.[index] ?? null,
    rows[0]?.o_same?.[index] ?? null,
  ]);
}

test('many are found as each would be alone', async () => {
  const each: fc.Arbitrary<Asked> = fc.record({
    tenant: fc.constantFrom(1, 2),
    key: fc.constantFrom('known', 'new', null),
    request: fc.constantFrom('same', 'other'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(each, { minLength: 1, maxLength: 5 }), async (asked) => {
      const alone = [];
      for (const one of asked) alone.push(...(await look([one])));
      const wanted = asked.map(({ tenant, key, request }) =>
        tenant === 1 && key === 'known' ? [MADE, request === 'same'] : [null, null],
      );
      expect(await look(asked)).toEqual(wanted);
      expect(alone).toEqual(wanted);
    }),
    { numRuns: 60 },
  );
});
