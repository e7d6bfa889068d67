/**
 * Guards: one request has one effect, however often and fast it arrives, with a tenant's key or a person's. A refusal
 * or a failure leaves the key free, and a key belongs to one request of one owner.
 */
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { drivenClock } from '../kit/clock.ts';
import { Database, type Tx } from '../kit/database/index.ts';
import type { Idempotency } from '../kit/http/index.ts';
import {
  type Done,
  findMade,
  type KeyOwner,
  once,
  pruneOldRecords,
  pruneRecords,
} from '../kit/idempotency/index.ts';
import { openAccounts } from './accounts.ts';
import { answerOnce, onceByTenant } from './once.ts';

const AT = new Date('2026-03-01T12:00:00Z');
const TENANTS = [1, 2];
const PEOPLE = [randomUUID(), randomUUID()];

let own: TestDatabase;
let database: Database;
beforeAll(async () => {
  own = await testDatabase();
  database = new Database({ url: own.url, timeoutMs: 4_000 });
  await database.transaction(async (tx) => {
    for (const tenant of TENANTS) await openAccounts(tx, tenant, 'live', 'USD');
  });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});

const request = (text = 'a request', key: string = randomUUID()): Idempotency => ({
  key,
  fingerprint: createHash('sha256').update(text).digest('hex'),
});

type Work = (tx: Tx) => Promise<Done<string>>;
const OWNERS = {
  'a tenant': (index: number) => ({ tenantId: TENANTS[index] ?? 0 }),
  'a person': (index: number) => ({ userId: PEOPLE[index] ?? '' }),
} satisfies Record<string, (index: number) => KeyOwner>;

function run(owner: KeyOwner, idempotency: Idempotency | null, work: Work) {
  const asked = { operation: 'doSomething', idempotency, at: AT };
  return 'tenantId' in owner
    ? onceByTenant(database, { ...owner, ...asked }, work)
    : database.transaction((tx) => once(tx, { owner, ...asked }, work));
}

describe.each(Object.entries(OWNERS))('a key of %s', (_whose, ownerOf) => {
  const owner = ownerOf(0);
  const makes = (): Done<string> => ({ resource: randomUUID(), made: 'a secret' });

  test('returns to the second request what the first created, but not the secret that it showed', async () => {
    const idempotency = request();
    const first = await run(owner, idempotency, async () => makes());
    expect(first.made).toBe('a secret');
    let turns = 0;
    const again = await run(owner, idempotency, async () => {
      turns += 1;
      return makes();
    });
    expect(again).toEqual({ resource: first.resource, made: null, answer: null });
    expect(turns).toBe(0);
    expect(await findMade(database.reads, owner, idempotency)).toMatchObject({
      resource: first.resource,
    });
  });

  test('has one effect for ten simultaneous requests', async () => {
    const idempotency = request();
    let turns = 0;
    const all = await Promise.all(
      Array.from({ length: 10 }, () =>
        run(owner, idempotency, async (tx) => {
          turns += 1;
          await tx.query('SELECT pg_sleep(0.02)');
          return makes();
        }),
      ),
    );
    expect(turns).toBe(1);
    expect(new Set(all.map(({ resource }) => resource)).size).toBe(1);
    expect(all.filter(({ made }) => made !== null)).toHaveLength(1);
  });

  test('is free again after a refusal', async () => {
    const idempotency = request();
    const refuse = run(owner, idempotency, () => Promise.reject(new Error('no')));
    await expect(refuse).rejects.toThrow('no');
    expect(await findMade(database.reads, owner, idempotency)).toBeNull();
    expect((await run(owner, idempotency, async () => makes())).made).toBe('a secret');
  });

  test('belongs to one request', async () => {
    const key = randomUUID();
    await run(owner, request('one', key), async () => makes());
    const other = request('another', key);
    const reused = expect.objectContaining({ code: 'idempotency_key_reused' });
    await expect(run(owner, other, async () => makes())).rejects.toEqual(reused);
    await expect(findMade(database.reads, owner, other)).rejects.toEqual(reused);
  });

  test('of another owner is another key', async () => {
    const idempotency = request();
    await run(owner, idempotency, async () => makes());
    expect(await findMade(database.reads, ownerOf(1), idempotency)).toBeNull();
    expect((await run(ownerOf(1), idempotency, async () => makes())).made).toBe('a secret');
  });

  test('that is missing makes each request new', async () => {
    const [first, second] = [
      await run(owner, null, async () => makes()),
      await run(owner, null, async () => makes()),
    ];
    expect(first.resource).not.toBe(second.resource);
  });

  test('is deleted when its time is over, and not before', async () => {
    const idempotency = request();
    await run(owner, idempotency, async () => makes());
    await database.transaction((tx) => pruneRecords(tx, AT, 1_000));
    expect(await findMade(database.reads, owner, idempotency)).not.toBeNull();
    await database.transaction((tx) => pruneRecords(tx, new Date(AT.getTime() + 1), 1_000));
    expect(await findMade(database.reads, owner, idempotency)).toBeNull();
  });
});

test('keeps a reply that could not be read again', async () => {
  const asked = { tenantId: 1, operation: 'countSomething', idempotency: request(), at: AT };
  const work = async () => ({ resource: randomUUID(), answer: { events: 3 } });
  expect(await answerOnce(database, asked, work)).toEqual({ events: 3, replayed: false });
  expect(await answerOnce(database, asked, work)).toEqual({ events: 3, replayed: true });
});

test('of a person whose first request still runs is refused after the lock time-out', async () => {
  const owner = { userId: PEOPLE[0] ?? '' };
  const idempotency = request();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let began = () => {};
  const isRunning = new Promise<void>((resolve) => {
    began = resolve;
  });
  const first = run(owner, idempotency, async () => {
    began();
    await held;
    return { resource: randomUUID(), made: 'a secret' };
  });
  await isRunning;
  const second = run(owner, idempotency, async () => ({ resource: randomUUID(), made: 'two' }));
  await expect(second).rejects.toMatchObject({ code: 'idempotency_in_progress' });
  release();
  expect((await first).made).toBe('a secret');
});

test('records that are too old are all deleted in one round, however many they are', async () => {
  const clock = drivenClock(AT);
  for (let made = 0; made < 23; made += 1) {
    await run({ tenantId: 1 }, request(), async () => ({ resource: randomUUID(), made: '' }));
  }
  const drain = { isStopping: false };
  const left = () => database.reads.query('SELECT FROM kit.idempotency');
  const before = (await left()).rows.length;
  expect(before).toBeGreaterThanOrEqual(23);
  expect(await pruneOldRecords({ database, clock, drain }, 1000, 5)).toBe(0);
  clock.advance(1001);
  expect(await pruneOldRecords({ database, clock, drain }, 1000, 5)).toBeGreaterThanOrEqual(before);
  expect((await left()).rows).toEqual([]);
});
