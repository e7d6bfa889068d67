/**
 * Guards: `kit.spend`, which decides for many policies at once, grants, answers and stores what it did while it decided for one after another.
 */
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { testDatabase } from '../../../testkit/index.ts';
import { SPEND_ONE_BY_ONE } from '../../../testkit/spend-one-by-one.ts';
import { required } from '../assert.ts';

let stack: AsyncDisposableStack;
let url: string;
let client: pg.Client;
const EPOCH = '0198f2a4-7b7c-7def-8d29-000000000001';
const OTHER_EPOCH = '0198f2a4-7b7c-7def-8d29-000000000002';
const START = 1_780_000_000_000;
beforeAll(async () => {
  stack = new AsyncDisposableStack();
  ({ url } = stack.use(await testDatabase()));
  client = new pg.Client({ connectionString: url });
  await client.connect();
  stack.defer(() => client.end());
  await client.query(SPEND_ONE_BY_ONE);
  // The time of the test.
  await client.query(
    `CREATE OR REPLACE FUNCTION kit.spending_now() RETURNS bigint LANGUAGE sql VOLATILE AS $$ SELECT current_setting('test.now')::bigint $$`,
  );
  await client.query('INSERT INTO kit.spending_epoch (epoch, began_at) VALUES ($1, now())', [
    EPOCH,
  ]);
});
afterAll(() => stack.disposeAsync());

type Limited = readonly [bucket: string, limit: number];
type Refund = readonly [bucket: string, at: number];
interface Want {
  readonly buckets: readonly Limited[];
  readonly want: number;
}
interface Call {
  readonly now: number;
  readonly wants: readonly Want[];
  readonly back?: readonly Refund[];
  readonly epoch?: string;
}

/** What a definition answers; it stores what was spent. */
async function askIn(
  schema: 'kit' | 'plain',
  { now, wants, back = [], epoch = EPOCH }: Call,
  by = client,
): Promise<Answer> {
  await by.query("SELECT set_config('test.now', $1, false)", [String(now)]);
  const buckets = wants.flatMap(({ buckets }, index) =>
    buckets.map(([key, limit]) => ({ key, limit, policy: index + 1 })),
  );
  const { rows } = await by.query<{ answer: Answer }>(
    `SELECT to_jsonb(r) AS answer FROM ${schema}.spend($1, $2, $3, $4, $5, $6, $7) r`,
    [
      epoch,
      buckets.map(({ key }) => key),
      buckets.map(({ limit }) => limit),
      buckets.map(({ policy }) => policy),
      wants.map(({ want }) => want),
      back.map(([key]) => key),
      back.map(([, at]) => at),
    ],
  );
  return required(rows[0], 'a call has an answer').answer;
}
interface Answer {
  readonly o_now: number;
  readonly o_granted: readonly number[] | null;
  readonly o_used: readonly number[];
  readonly o_free_at: readonly number[];
}

/** Windows in which something is. */
async function stored(schema: string): Promise<unknown[]> {
  const { rows } = await client.query(
    `SELECT bucket, spent FROM ${schema}.spendings WHERE spent <> '{}' ORDER BY bucket`,
  );
  return rows;
}

/** Totals that are not what their elements add up to. */
async function wrongTotals(): Promise<unknown[]> {
  const { rows } = await client.query(
    `SELECT * FROM kit.spendings s
      WHERE total <> (SELECT coalesce(sum(x & 1048575), 0) FROM unnest(s.spent) x)`,
  );
  return rows;
}

/** Fails where the two differ. */
async function same(call: Call): Promise<Answer> {
  const ours = await askIn('kit', call);
  expect(ours).toEqual(await askIn('plain', call));
  expect(await stored('kit')).toEqual(await stored('plain'));
  expect(await wrongTotals()).toEqual([]);
  return ours;
}

async function putBackIn(buckets: readonly string[], count: number): Promise<void> {
  await client.query('SELECT kit.put_back_spendings($1, $2, $3)', [
    buckets,
    buckets.map((_, index) => 100 + index * 30_000),
    buckets.map(() => count),
  ]);
  await client.query(
    `INSERT INTO plain.spendings SELECT bucket, spent FROM kit.spendings
     ON CONFLICT (bucket) DO UPDATE SET spent = excluded.spent`,
  );
}

async function begin(): Promise<void> {
  await client.query('TRUNCATE kit.spendings, plain.spendings');
}

const limit = fc.constantFrom(1, 2, 5, 60, 240, 241, 1_000, 1_000_000);
const want = fc.constantFrom(0, 0, 1, 1, 1, 2, 7, 300);
/** Usually a key and its tenant, as policies of keys are; also two limits of one bucket, as after a change of it. */
const wanted: fc.Arbitrary<Want> = fc
  .record({
    key: fc.constantFrom('key a', 'key b', 'key c', 'key d', 'key e'),
    tenant: fc.constantFrom('tenant S', 'tenant T', 'tenant U'),
    limits: fc.tuple(limit, limit),
    size: fc.constantFrom(1, 2, 2, 2),
    want,
  })
  .map(({ key, tenant, limits, size, want }) => {
    const buckets: Limited[] = [
      [key, limits[0]],
      [tenant, limits[1]],
    ];
    return { buckets: buckets.slice(0, size), want };
  });
/** Milliseconds; a clock may be set back. */
const passing = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 300 }),
  fc.integer({ min: 1_000, max: 20_000 }),
  fc.integer({ min: 59_990, max: 60_010 }),
  fc.integer({ min: -61_000, max: -1 }),
  fc.integer({ min: -200_000, max: -60_001 }),
);
const step = fc.record({
  passing,
  wants: fc.array(wanted, { minLength: 1, maxLength: 8 }),
  /** Which of the grants before are refunded. */
  refunds: fc.array(fc.nat(20), { maxLength: 2 }),
  /** As after the database was away: so many more, some of them old. */
  putBack: fc.option(fc.constantFrom(1, 3, 1_048_000), { freq: 8 }),
});

test('many policies at once get what they get one after another', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      await begin();
      let now = START;
      const grants: Refund[][] = [];
      for (const { passing, wants, refunds, putBack } of steps) {
        now += passing;
        const back = refunds.flatMap((index) => grants[index] ?? []);
        const { o_granted: granted } = await same({ now, wants, back });
        for (const [index, { buckets }] of wants.entries()) {
          if (granted?.[index]) grants.push(buckets.map(([key]) => [key, now + 1]));
        }
        if (putBack !== null) await putBackIn(['key a', 'tenant S', 'tenant T'], putBack);
      }
    }),
    { numRuns: 40 },
  );
}, 30_000);

test('policies that share a bucket see what those before them got', async () => {
  await begin();
  const wants: Want[] = ['a', 'b', 'c'].map((name) => ({
    buckets: [
      [`key ${name}`, 10],
      ['tenant T', 15],
    ],
    want: 8,
  }));
  const first = await same({ now: START, wants });
  expect([first.o_granted, first.o_used]).toEqual([
    [8, 7, 0],
    [8, 15, 7, 15, 0, 15],
  ]);
  const later = await same({ now: START + 60_001, wants: wants.toReversed() });
  expect(later.o_granted).toEqual([8, 7, 0]);
});

test('a call that waited for another one sees what that one spent', async () => {
  await begin();
  await using own = new AsyncDisposableStack();
  const other = own.adopt(new pg.Client({ connectionString: url }), (each) => each.end());
  await other.connect();
  const call: Call = { now: START, wants: [{ buckets: [['key a', 5]], want: 3 }] };
  await askIn('kit', { ...call, wants: [{ buckets: [['key a', 5]], want: 0 }] });
  const pid = await client.query('SELECT pg_backend_pid() AS pid');
  await other.query('BEGIN');
  expect((await askIn('kit', call, other)).o_granted).toEqual([3]);
  const waiting = askIn('kit', call);
  await vi.waitFor(async () => {
    const { rows } = await other.query('SELECT pg_blocking_pids($1) AS pids', [pid.rows[0]?.pid]);
    expect(rows[0]?.pids).toHaveLength(1);
  });
  await other.query('COMMIT');
  expect(await waiting).toMatchObject({ o_granted: [2], o_used: [5] });
  expect((await askIn('kit', call)).o_granted).toEqual([0]);
});

test('what is refunded is spent again', async () => {
  await begin();
  const wants: Want[] = [
    {
      buckets: [
        ['key a', 3],
        ['tenant T', 9],
      ],
      want: 4,
    },
  ];
  const { o_granted, o_now } = await same({ now: START, wants });
  expect(o_granted).toEqual([3]);
  const back: Refund[] = [
    ['key a', o_now + 1],
    ['tenant T', o_now + 1],
  ];
  const again = await same({ now: START + 1_000, wants, back });
  expect([again.o_granted, again.o_used]).toEqual([[1], [3, 3]]);
  // Of a bucket that nobody asks for now.
  await same({ now: START + 1_000, wants: [{ buckets: [['key b', 3]], want: 1 }], back });
  expect((await same({ now: START + 1_000, wants })).o_granted).toEqual([1]);
});

test('a clock that was set back frees nothing within a minute, and everything beyond it', async () => {
  await begin();
  const wants: Want[] = [
    {
      buckets: [
        ['key a', 3],
        ['tenant T', 9],
      ],
      want: 2,
    },
  ];
  expect((await same({ now: START, wants })).o_granted).toEqual([2]);
  const back = await same({ now: START - 30_000, wants });
  // It counts from when it was spent, not from the time of the clock.
  expect([back.o_granted, back.o_free_at]).toEqual([[1], [START + 60_001, 0]]);
  expect((await same({ now: START - 59_999, wants })).o_granted).toEqual([0]);
  const anew = await same({ now: START - 60_000, wants });
  expect([anew.o_granted, anew.o_used]).toEqual([[2], [2, 2]]);
});

test('after the epoch has changed nothing is spent', async () => {
  await begin();
  const wants: Want[] = [{ buckets: [['key a', 3]], want: 2 }];
  await same({ now: START, wants });
  const before = await stored('kit');
  const late = await same({
    now: START + 1,
    wants,
    epoch: OTHER_EPOCH,
    back: [['key a', START + 1]],
  });
  expect(late).toMatchObject({ o_epoch: EPOCH, o_granted: null });
  expect(await stored('kit')).toEqual(before);
});

test('a limit that was lowered is free again when enough of what was spent has expired', async () => {
  await begin();
  const wantsOf = (limit: number, want: number): Want[] => [{ buckets: [['key a', limit]], want }];
  for (const [second, want] of [2, 3, 4].entries()) {
    await same({ now: START + second * 1_000, wants: wantsOf(10, want) });
  }
  const lowered = await same({ now: START + 5_000, wants: wantsOf(6, 1) });
  expect([lowered.o_granted, lowered.o_free_at]).toEqual([[0], [START + 61_001]]);
});

test('more than an element holds goes into the next one', async () => {
  await begin();
  const many = [['key a'], [1], [1_048_400]];
  await client.query("SELECT set_config('test.now', $1, false)", [String(START)]);
  await client.query('SELECT kit.put_back_spendings($1, $2, $3)', many);
  await client.query('INSERT INTO plain.spendings SELECT bucket, spent FROM kit.spendings');
  const wants: Want[] = [{ buckets: [['key a', 3_000_000]], want: 300 }];
  expect((await same({ now: START, wants })).o_used).toEqual([1_048_700]);
});

/** A window as long as one gets, in both. */
async function fullWindow(): Promise<void> {
  await begin();
  await client.query(
    `INSERT INTO kit.spendings (bucket, spent)
     SELECT 'key a', array_agg(($1 - 240 * i) << 20 | 1 ORDER BY i DESC) FROM generate_series(1, 249::bigint) i`,
    [START],
  );
  await client.query('INSERT INTO plain.spendings SELECT bucket, spent FROM kit.spendings');
}

test('a full window is not compressed, because each call writes it anew', async () => {
  await fullWindow();
  await same({ now: START, wants: [{ buckets: [['key a', 1_000_000]], want: 1 }] });
  const { rows } = await client.query(
    `SELECT cardinality(spent) AS elements, pg_column_compression(spent) AS compressed, pg_column_size(spent) AS bytes
       FROM kit.spendings`,
  );
  expect(rows).toEqual([{ elements: 250, compressed: null, bytes: 24 + 250 * 8 }]);
});

test('what is put back makes no window longer than a full one, and expires no earlier', async () => {
  await fullWindow();
  const ages = Array.from({ length: 2_000 }, (_, index) => 59_999 - 20 * index);
  await client.query('SELECT kit.put_back_spendings($1, $2, $3)', [
    ages.map(() => 'key a'),
    ages,
    ages.map(() => 3),
  ]);
  const { rows } = await client.query<{ at: number; count: number }>(
    `SELECT (x >> 20)::float AS at, (x & 1048575)::int AS count
       FROM kit.spendings, unnest(spent) WITH ORDINALITY u(x, o) ORDER BY o`,
  );
  expect(rows.length).toBeLessThanOrEqual(241);
  const spendings = [
    ...ages.map((age) => ({ at: START + 1 - age, count: 3 })),
    ...Array.from({ length: 249 }, (_, index) => ({ at: START - 240 * (index + 1), count: 1 })),
  ];
  for (let age = 0; age <= 60_000; age += 111) {
    const countOf = (all: typeof rows) =>
      all.filter(({ at }) => at > START - age).reduce((sum, { count }) => sum + count, 0);
    expect(countOf(rows)).toBeGreaterThanOrEqual(countOf(spendings));
    expect(countOf(rows)).toBeLessThanOrEqual(
      countOf(spendings.map(({ at, count }) => ({ at: at + 249, count }))),
    );
  }
});
