/**
 * Guards: the two forms in which money moves, a single transfer in plain statements and a batch in one, leave the same
 * rows and refuse the same; each transfer is posted once.
 */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leftBy, type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { Database } from '../kit/database/index.ts';
import { accountsOf, openAccounts, type TenantAccounts } from './accounts.ts';

const AT = new Date('2026-03-01T12:00:00Z');
const TENANTS = [1, 2, 3];
const LOOKS = {
  accounts: 'SELECT account_id, balance, version FROM ledger.accounts ORDER BY account_id',
  transfers: `SELECT row_number() OVER (ORDER BY transfer_id) AS n, kind, reference, at
                FROM ledger.transfers ORDER BY transfer_id`,
  postings: `SELECT dense_rank() OVER (ORDER BY transfer_id) AS n, leg, account_id, amount,
                    balance_after, account_version
               FROM ledger.postings ORDER BY transfer_id, leg`,
};

let own: TestDatabase;
let database: Database;
let client: pg.Client;
const accounts = new Map<number, TenantAccounts>();
beforeAll(async () => {
  own = await testDatabase();
  database = new Database({ url: own.url });
  await database.transaction(async (tx) => {
    for (const tenant of TENANTS) await openAccounts(tx, tenant, 'live', 'USD');
    for (const tenant of TENANTS) accounts.set(tenant, await accountsOf(tx, tenant));
  });
  client = await database.connect();
});
afterAll(async () => {
  await client.end();
  await database[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});

const KINDS = {
  order: ['available', 'sales'],
  hold: ['available', 'held'],
  capture: ['held', 'sales'],
  release: ['held', 'available'],
  deposit: ['deposits', 'available'],
  refund: ['refunds', 'available'],
  return: ['refunds', 'available'],
} as const;
const REFERENCES = Array.from({ length: 6 }, () => randomUUID());

interface Member {
  readonly tenant: number;
  readonly kind: keyof typeof KINDS;
  readonly reference: string;
  readonly amount: number | null;
}
interface Purse {
  readonly balance: number;
  readonly credit: number;
  readonly held: number;
}

const member: fc.Arbitrary<Member> = fc.record({
  tenant: fc.constantFrom(...TENANTS),
  kind: fc.constantFrom(...(Object.keys(KINDS) as Member['kind'][])),
  reference: fc.constantFrom(...REFERENCES),
  amount: fc.option(fc.integer({ min: 1, max: 60 }), { freq: 8 }),
});
const money = fc.integer({ min: 0, max: 200 });
const purse: fc.Arbitrary<Purse> = fc.record({ balance: money, credit: money, held: money });

function accountsFor({ tenant, kind }: Member): [from: number, to: number] {
  const [from, to] = KINDS[kind];
  const own = accounts.get(tenant) as TenantAccounts;
  return [own[from], own[to]];
}

async function fill(purses: readonly Purse[]): Promise<void> {
  for (const [index, { balance, credit, held }] of purses.entries()) {
    const { available, held: heldAccount } = accounts.get(
      TENANTS[index] as number,
    ) as TenantAccounts;
    const set = 'UPDATE ledger.accounts SET balance = $2, credit_limit = $3 WHERE account_id = $1';
    await client.query(set, [available, balance, credit]);
    await client.query(set, [heldAccount, held, 0]);
  }
}

async function post(members: readonly Member[]): Promise<void> {
  await client.query(
    'SELECT ledger.post($1, $2::text[], $3::uuid[], $4::int[], $5::int[], $6::bigint[])',
    [
      AT,
      members.map(({ kind }) => kind),
      members.map(({ reference }) => reference),
      members.map((each) => accountsFor(each)[0]),
      members.map((each) => accountsFor(each)[1]),
      members.map(({ amount }) => amount),
    ],
  );
}

/** Whether an account falls below its limit in between and recovers: a batch is checked by its sums. */
function dips(members: readonly Member[], purses: readonly Purse[]): boolean {
  const left = new Map<number, number>();
  for (const [index, { balance, credit, held }] of purses.entries()) {
    const { available, held: heldAccount } = accounts.get(
      TENANTS[index] as number,
    ) as TenantAccounts;
    left.set(available, balance + credit);
    left.set(heldAccount, held);
  }
  let lowest = 0;
  for (const each of members) {
    const [from, to] = accountsFor(each);
    for (const [account, sign] of [
      [from, -1],
      [to, 1],
    ] as const) {
      const before = left.get(account);
      if (before === undefined || each.amount === null) continue;
      left.set(account, before + sign * each.amount);
      lowest = Math.min(lowest, before + sign * each.amount);
    }
  }
  return lowest < 0 && Math.min(...left.values()) >= 0;
}

test('a batch leaves the same as its members one by one, and is refused if one of them is', async () => {
  const purses = fc.tuple(purse, purse, purse);
  await fc.assert(
    fc.asyncProperty(
      fc.array(member, { minLength: 1, maxLength: 6 }),
      purses,
      async (members, filled) => {
        const batch = await leftBy(client, LOOKS, async () => {
          await fill(filled);
          await post(members);
        });
        const single = await leftBy(client, LOOKS, async () => {
          await fill(filled);
          for (const each of members) await post([each]);
        });
        if (single.refused && !batch.refused) expect(dips(members, filled)).toBe(true);
        else expect(batch).toEqual(single);
      },
    ),
    { numRuns: 200 },
  );
});

test('in a batch of two each transfer is posted once', async () => {
  const purses = [
    { balance: 100, credit: 0, held: 0 },
    { balance: 100, credit: 0, held: 0 },
  ];
  const members = [1, 2].map(
    (tenant): Member => ({
      tenant,
      kind: 'order',
      reference: REFERENCES[tenant] ?? '',
      amount: 30,
    }),
  );
  const left = await leftBy(client, LOOKS, async () => {
    await fill(purses);
    await post(members);
  });
  const [one, two] = members.map(accountsFor);
  expect(left).toMatchObject({
    rows: {
      transfers: members.map(({ reference }) => ({ kind: 'order', reference })),
      postings: [one, two].flatMap((pair, index) => [
        { n: index + 1, leg: 1, account_id: pair?.[0], amount: -30, balance_after: 70 },
        { n: index + 1, leg: 2, account_id: pair?.[1], amount: 30, balance_after: null },
      ]),
    },
  });
});

test('the spendable amount is the same for one account and for several, whatever else is read', async () => {
  const unknown = 1_000_000;
  const known = fc.constantFrom(...TENANTS, unknown);
  await fc.assert(
    fc.asyncProperty(
      fc.array(known, { minLength: 1, maxLength: 6 }),
      fc.tuple(purse, purse, purse),
      async (asked, filled) => {
        const ids = asked.map((tenant) => accounts.get(tenant)?.available ?? tenant);
        const lock = async (each: readonly number[]) => {
          const { rows } = await client.query<{ spendable: number[] }>(
            'SELECT ledger.lock($1::int[]) AS spendable',
            [each],
          );
          return rows[0]?.spendable ?? [];
        };
        const of = (groups: readonly number[][]) =>
          leftBy(client, {}, async () => {
            await fill(filled);
            const found = [];
            for (const group of groups) found.push(...(await lock(group)));
            return found;
          });
        const batch = await of([ids]);
        expect(batch).toEqual(await of(ids.map((id) => [id])));
        expect(batch).toMatchObject({
          result: asked.map((tenant) => {
            const own = filled[TENANTS.indexOf(tenant)];
            return own ? own.balance + own.credit : null;
          }),
        });
      },
    ),
    { numRuns: 50 },
  );
});
