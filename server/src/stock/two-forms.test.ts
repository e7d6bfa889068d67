/**
 * Guards: the two forms in which stock is locked and taken, for a single order and for a batch, leave the same rows and
 * refuse the same: each order gets the codes that it would get alone.
 */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leftBy, type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { Database } from '../kit/database/index.ts';

const AT = new Date('2026-03-01T12:00:00Z');
const DAY_MS = 24 * 60 * 60 * 1000;
const SHELVES = [1, 2];
const LOOKS = {
  lanes: `SELECT lane_id - (SELECT min(lane_id) FROM stock.lanes) AS lane, shelf_id, run_id, head, tail, state
            FROM stock.lanes ORDER BY lane_id`,
  shelves: `SELECT shelf_id, available, next_expiry, changed_at, changed = pg_current_xact_id() AS is_changed
              FROM stock.shelves ORDER BY shelf_id`,
};

let own: TestDatabase;
let database: Database;
let client: pg.Client;
beforeAll(async () => {
  own = await testDatabase();
  database = new Database({ url: own.url });
  client = await database.connect();
  const before = new Date(AT.getTime() - DAY_MS);
  await client.query(
    `INSERT INTO stock.shelves (shelf_id, product_id, mode, changed_at) OVERRIDING SYSTEM VALUE
     SELECT s, s, 'live', $2 FROM unnest($1::int[]) s`,
    [SHELVES, before],
  );
  const lotId = randomUUID();
  await client.query(
    `INSERT INTO stock.lots (lot_id, mode, file_name, sha256, cost_currency, status, imported_by,
                             created_at)
     VALUES ($1, 'live', 'a.csv', sha256('a'), 'USD', 'complete', 'operator:test', $2)`,
    [lotId, before],
  );
  // Two runs for each shelf and expiry.
  await client.query(
    `INSERT INTO stock.runs (lot_id, shelf_id, expires_at, cost, codes)
     SELECT $1, s, e, c, 1000 FROM unnest($2::int[]) s, unnest($3::timestamptz[]) e, unnest(ARRAY[1, 2]) c
      ORDER BY c, s, e`,
    [lotId, SHELVES, EXPIRIES],
  );
});
afterAll(async () => {
  await client.end();
  await database[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});

/** The first has passed. */
const EXPIRIES = [-1, 30, 60].map((days) => new Date(AT.getTime() + days * DAY_MS));

interface Lane {
  readonly shelf: number;
  readonly expiry: number;
  readonly cost: number;
  readonly from: number;
  readonly codes: number;
  readonly state: 'open' | 'recalled';
}
interface Member {
  readonly order: string;
  readonly shelf: number;
  readonly quantity: number;
}

const lanes: fc.Arbitrary<Lane[]> = fc.array(
  fc.record({
    shelf: fc.constantFrom(...SHELVES),
    expiry: fc.constantFrom(...EXPIRIES.keys()),
    cost: fc.constantFrom(1, 2),
    from: fc.nat(50),
    codes: fc.integer({ min: 1, max: 4 }),
    state: fc.constantFrom('open', 'open', 'open', 'recalled'),
  }),
  { maxLength: 8 },
);
const members: fc.Arbitrary<Member[]> = fc.array(
  fc.record({
    order: fc.uuid({ version: 7 }),
    shelf: fc.constantFrom(...SHELVES),
    quantity: fc.nat(4),
  }),
  { minLength: 1, maxLength: 5 },
);

async function fill(filled: readonly Lane[]): Promise<void> {
  for (const { shelf, expiry, cost, from, codes, state } of filled) {
    await client.query(
      `INSERT INTO stock.lanes (shelf_id, run_id, expires_at, head, tail, state)
       SELECT shelf_id, run_id, expires_at, $4::int, $4::int + $5::int, $6 FROM stock.runs
        WHERE shelf_id = $1 AND expires_at = $2 AND cost = $3`,
      [shelf, EXPIRIES[expiry], cost, from, codes, state],
    );
  }
  await client.query(
    `UPDATE stock.shelves s
        SET available = (SELECT coalesce(sum(tail - head), 0) FROM stock.lanes l
                          WHERE l.shelf_id = s.shelf_id AND l.state = 'open'),
            next_expiry = (SELECT coalesce(min(expires_at), 'infinity') FROM stock.lanes l
                            WHERE l.shelf_id = s.shelf_id AND l.state = 'open')`,
  );
}

async function lock(shelves: readonly (number | null)[]): Promise<(number | null)[]> {
  const { rows } = await client.query<{ available: (number | null)[] }>(
    'SELECT stock.lock($1::int[], $2) AS available',
    [shelves, AT],
  );
  return rows[0]?.available ?? [];
}

async function take(of: readonly Member[]): Promise<unknown[]> {
  const { rows } = await client.query(
    `SELECT u.* FROM stock.take($1, $2::uuid[], $3::int[], $4::int[]) t,
            unnest(t.o_order, t.o_run, t.o_from, t.o_codes) u(order_id, run_id, head, codes)`,
    [
      AT,
      of.map(({ order }) => order),
      of.map(({ shelf }) => shelf),
      of.map(({ quantity }) => quantity),
    ],
  );
  return rows;
}

const byText = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).sort();

test('a batch takes what its members take one by one, and is refused where one of them is', async () => {
  await fc.assert(
    fc.asyncProperty(lanes, members, async (filled, of) => {
      const run = (groups: readonly Member[][]) =>
        leftBy(client, LOOKS, async () => {
          await fill(filled);
          await lock(SHELVES);
          const taken = [];
          for (const group of groups) taken.push(...(await take(group)));
          return byText(taken);
        });
      expect(await run([of])).toEqual(await run(of.map((each) => [each])));
    }),
    { numRuns: 200 },
  );
});

test('what is for sale is the same for one shelf and for several, after what is over has left', async () => {
  const shelf = fc.constantFrom<number | null>(...SHELVES, 99, null);
  await fc.assert(
    fc.asyncProperty(
      lanes,
      fc.array(shelf, { minLength: 1, maxLength: 4 }),
      async (filled, asked) => {
        const run = (groups: readonly (number | null)[][]) =>
          leftBy(client, LOOKS, async () => {
            await fill(filled);
            const found = [];
            for (const group of groups) found.push(...(await lock(group)));
            return found;
          });
        const batch = await run([asked]);
        expect(batch).toEqual(await run(asked.map((each) => [each])));
        const sellable = (id: number) =>
          filled
            .filter((each) => each.shelf === id && each.state === 'open' && each.expiry > 0)
            .reduce((sum, { codes }) => sum + codes, 0);
        const result = asked.map((id) =>
          id !== null && SHELVES.includes(id) ? sellable(id) : null,
        );
        expect(batch).toMatchObject({ result });
      },
    ),
    { numRuns: 100 },
  );
});

test('more than a shelf holds is refused, and nothing moves', async () => {
  const lane: Lane = { shelf: 1, expiry: 1, cost: 1, from: 0, codes: 3, state: 'open' };
  const order = (quantity: number): Member => ({ order: randomUUID(), shelf: 1, quantity });
  for (const group of [[order(4)], [order(2), order(2)]]) {
    const left = await leftBy(client, LOOKS, async () => {
      await fill([lane]);
      return take(group);
    });
    expect(left).toEqual({ refused: true });
  }
});
