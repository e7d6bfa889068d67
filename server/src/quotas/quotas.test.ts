/** Guards: nobody uses more than their daily quota, however many try at once; a failed act costs nothing. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { drivenClock } from '../kit/clock.ts';
import { Database } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import {
  findQuotaRefusal,
  listQuotas,
  pruneQuotas,
  quotaNames,
  quotas,
  setQuota,
  spendQuota,
  trySpendQuota,
} from './index.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const clock = drivenClock(new Date('2026-03-01T23:59:59.000Z'));
let copy: TestDatabase;
let database: Database;
beforeAll(async () => {
  copy = await testDatabase();
  database = new Database({ url: copy.url });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await copy[Symbol.asyncDispose]();
});

const of = (owner: string) => ({ owner, at: clock.now() });
const spend = (owner: string, amount = 1) =>
  database.transaction((tx) => spendQuota(tx, 'tickets', of(owner), amount));
const set = (perDay: number | null) =>
  database.transaction((tx) =>
    setQuota(tx, 'tickets', perDay, { actor: 'operator:test', at: clock.now() }),
  );
async function refusalOf(work: Promise<unknown>): Promise<Refusal | null> {
  return work.then(
    () => null,
    (error: unknown) => {
      if (error instanceof Refusal) return error;
      throw error;
    },
  );
}

test('a hundred at once get as many as there are, and each refusal has its figures', async () => {
  await set(30);
  const tries = await Promise.all(Array.from({ length: 100 }, () => refusalOf(spend('prt_race'))));
  expect(tries.filter((refusal) => refusal === null)).toHaveLength(30);
  expect(tries.find((refusal) => refusal !== null)).toMatchObject({
    code: 'limit_reached',
    members: { limit: 30, used: 30, resets_at: '2026-03-02T00:00:00.000Z' },
    details: { detail: expect.stringContaining('The limit is 30 tickets') },
  });
  expect(await refusalOf(spend('prt_other'))).toBeNull();
});

test('what is rolled back is not used', async () => {
  await set(1);
  const failing = database.transaction(async (tx) => {
    await spendQuota(tx, 'tickets', of('prt_failing'));
    throw new Refusal('not_found');
  });
  expect((await refusalOf(failing))?.code).toBe('not_found');
  expect(await refusalOf(spend('prt_failing'))).toBeNull();
  expect((await refusalOf(spend('prt_failing')))?.code).toBe('limit_reached');
});

test('more than a whole day is refused and nothing of it used', async () => {
  await set(10);
  expect((await refusalOf(spend('prt_large', 11)))?.members.used).toBe(0);
  expect(await refusalOf(spend('prt_large', 10))).toBeNull();
  expect(await database.transaction((tx) => trySpendQuota(tx, 'tickets', of('prt_large')))).toBe(
    false,
  );
});

test('a check uses nothing and returns what a use would', async () => {
  await set(2);
  const ask = (amount: number) =>
    findQuotaRefusal(database.reads, 'tickets', of('prt_asks'), amount);
  expect(await ask(2)).toBeNull();
  await spend('prt_asks');
  expect(await ask(1)).toBeNull();
  expect((await ask(2))?.members).toMatchObject({ limit: 2, used: 1 });
});

test('the next day starts at zero, and old days are deleted', async () => {
  await set(1);
  await spend('prt_daily');
  expect((await refusalOf(spend('prt_daily')))?.code).toBe('limit_reached');
  clock.advance(1_000);
  expect(await refusalOf(spend('prt_daily'))).toBeNull();
  clock.advance(8 * DAY_MS);
  expect(await pruneQuotas({ database, clock })).toBeGreaterThan(1);
  expect(await pruneQuotas({ database, clock })).toBe(0);
});

test('what the operator sets applies at once, is audited, and can be undone', async () => {
  await set(0);
  expect((await refusalOf(spend('prt_set')))?.members.limit).toBe(0);
  await set(null);
  expect(await refusalOf(spend('prt_set', quotas.tickets.perDay))).toBeNull();
  const all = await listQuotas(database.reads);
  expect(all.map(({ name }) => name)).toEqual(quotaNames);
  expect(all.every(({ name, perDay, setAt }) => perDay === quotas[name].perDay && !setAt)).toBe(
    true,
  );
  const { rows } = await database.reads.query<{ detail: string }>(
    `SELECT detail FROM audit.entries WHERE action = 'quota.set' ORDER BY entry_id DESC LIMIT 1`,
  );
  expect(JSON.parse(rows[0]?.detail ?? '')).toEqual({ before: 0, after: quotas.tickets.perDay });
});

test('the page for people lists every quota with its values', () => {
  const page = readFileSync(new URL('../../../docs/quotas.md', import.meta.url), 'utf8');
  const listed = [...page.matchAll(/^\| `(\w+)` \| (\d+) \| (\w+) \| ([^|]+) \|$/gm)];
  expect(listed.map(([, name, perDay, of, what]) => [name, Number(perDay), of, what])).toEqual(
    quotaNames.map((name) => [name, quotas[name].perDay, quotas[name].of, quotas[name].what]),
  );
});
