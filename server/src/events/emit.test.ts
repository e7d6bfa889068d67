/**
 * Guards: the two forms in which facts are appended, for one subject and for a batch, leave the same rows and refuse
 * the same: every stream is numbered without gaps, in the order of the facts.
 */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leftBy, type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { Database } from '../kit/database/index.ts';
import { openStream } from './open-stream.ts';

const AT = new Date('2026-03-01T12:00:00Z');
const TENANTS = [1, 2, 3];
/** Has no stream. */
const STRANGER = 4;
const LOOKS = {
  streams: 'SELECT * FROM events.streams ORDER BY tenant_id',
  outbox: 'SELECT * FROM events.outbox ORDER BY tenant_id, sequence',
};

let own: TestDatabase;
let database: Database;
let client: pg.Client;
beforeAll(async () => {
  own = await testDatabase();
  database = new Database({ url: own.url });
  await database.transaction(async (tx) => {
    for (const tenant of TENANTS) await openStream(tx, tenant);
  });
  client = await database.connect();
});
afterAll(async () => {
  await client.end();
  await database[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});

interface Member {
  readonly tenant: number;
  readonly subject: string;
  readonly facts: readonly { readonly id: string; readonly data: string | null }[];
}

const memberOf = (each: number, tenants: readonly number[]): fc.Arbitrary<Member> =>
  fc.record({
    tenant: fc.constantFrom(...tenants),
    subject: fc.constantFrom(...SUBJECTS),
    facts: fc.array(
      fc.record({
        id: fc.uuid({ version: 7 }),
        data: fc.option(
          fc.integer().map((n) => `{"n":${n}}`),
          { freq: 3 },
        ),
      }),
      { minLength: each, maxLength: each },
    ),
  });
const SUBJECTS = Array.from({ length: 3 }, () => randomUUID());

async function emit(members: readonly Member[]): Promise<void> {
  const facts = members.flatMap((each) => each.facts);
  await client.query('SELECT events.emit($1, $2, $3::int[], $4::uuid[], $5::uuid[], $6::text[])', [
    AT,
    'order.status_changed',
    members.map(({ tenant }) => tenant),
    members.map(({ subject }) => subject),
    facts.map(({ id }) => id),
    facts.map(({ data }) => data),
  ]);
}

async function compare(members: readonly Member[]): Promise<void> {
  const batch = await leftBy(client, LOOKS, () => emit(members));
  const single = await leftBy(client, LOOKS, async () => {
    for (const each of members) await emit([each]);
  });
  expect(batch).toEqual(single);
}

test.each([1, 3])(
  'a batch with %i facts each leaves the same as its members one by one',
  async (each) => {
    await fc.assert(
      fc.asyncProperty(fc.array(memberOf(each, TENANTS), { minLength: 1, maxLength: 6 }), compare),
      { numRuns: 100 },
    );
  },
);

test('a fact of a tenant without a stream is refused by both', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(memberOf(2, [1, STRANGER]), { minLength: 1, maxLength: 4 }),
      async (members) => {
        await compare(members);
        const isRefused = members.some(
          ({ tenant, facts }) => tenant === STRANGER && facts.some(({ data }) => data !== null),
        );
        expect((await leftBy(client, LOOKS, () => emit(members))).refused).toBe(isRefused);
      },
    ),
    { numRuns: 60 },
  );
});

test.each([
  [
    'an event without a stream',
    `INSERT INTO events.outbox (tenant_id, sequence, event_id, type, subject, data, created_at)
     SELECT t, 1, gen_random_uuid(), 'x', gen_random_uuid(), '{}', now() FROM unnest(ARRAY[1, 4]) t`,
    '23503',
  ],
  ['a stream that is deleted', 'DELETE FROM events.streams WHERE tenant_id = 3', undefined],
  [
    'a stream of another tenant',
    'UPDATE events.streams SET tenant_id = 9 WHERE tenant_id = 3',
    undefined,
  ],
  ['streams that are emptied', 'TRUNCATE events.streams', undefined],
])('%s is refused, whoever writes it', async (_what, statement, code) => {
  const refusal = await client.query(statement).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(pg.DatabaseError);
  if (code) expect(refusal).toMatchObject({ code });
});

test('facts are numbered in their order', async () => {
  const facts = (...texts: (string | null)[]) => texts.map((data) => ({ id: randomUUID(), data }));
  const [subject = ''] = SUBJECTS;
  const members = [
    { tenant: 1, subject, facts: facts('1a', null) },
    { tenant: 2, subject, facts: facts('2a', '2b') },
    { tenant: 1, subject, facts: facts(null, '1b') },
  ];
  const left = await leftBy(client, LOOKS, () => emit(members));
  const row = (tenant_id: number, sequence: number, data: string) => ({
    tenant_id,
    sequence,
    data,
  });
  expect(left).toMatchObject({
    rows: {
      streams: [1, 2, 3].map((tenant_id) => ({
        tenant_id,
        last_sequence: [2, 2, 0][tenant_id - 1],
      })),
      outbox: [row(1, 1, '1a'), row(1, 2, '1b'), row(2, 1, '2a'), row(2, 2, '2b')],
    },
  });
});
