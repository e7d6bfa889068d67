// Guards: a call is recorded once or counted as missing, whatever happens to the database, and never waits for it; and what a caller
// wrote is never recorded.
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import {
  type DatabaseProxy,
  openDatabaseProxy,
  type TestDatabase,
  testDatabase,
} from '../../testkit/index.ts';
import { Database } from '../kit/database/index.ts';
import type { Served } from '../kit/http/index.ts';
import { formatId, newIdText, newUuid } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import { dropOldDays, lastUses, listCalls, RequestLog, summariseCalls } from './index.ts';
import { lineOf } from './line.ts';

const AT = new Date('2026-03-01T13:58:10.123Z');
const KEY = { tenantId: 7, keyId: newUuid() };
const ALL = { from: new Date(AT.getTime() - 60_000), before: new Date(AT.getTime() + 60_000) };

let own: TestDatabase;
let proxy: DatabaseProxy;
let database: Database;
let admin: pg.Client;
let cutsReply = false;
let cutsCommit = false;
const lines = { written: 0, dropped: 0 };
const errors: Error[] = [];

beforeAll(async () => {
  own = await testDatabase();
  proxy = await openDatabaseProxy(own.url, () => ({
    fromClient: () => 'pass',
    fromServer: (bytes) =>
      (cutsReply && bytes.includes('COPY ')) || (cutsCommit && bytes.includes('COMMIT'))
        ? 'cut'
        : 'pass',
  }));
  database = new Database({ url: proxy.url });
  admin = new pg.Client({ connectionString: own.url });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await database[Symbol.asyncDispose]();
  await proxy[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});
beforeEach(async () => {
  cutsReply = false;
  cutsCommit = false;
  Object.assign(lines, { written: 0, dropped: 0 });
  errors.length = 0;
  await admin.query('TRUNCATE request_log.calls, request_log.gaps, request_log.last_uses');
});

function openLog(linesMax?: number): RequestLog {
  return new RequestLog(
    {
      database,
      onLines: (outcome, count) => {
        lines[outcome] += count;
      },
      onError: (error) => errors.push(error),
    },
    linesMax,
  );
}

function call(more: Partial<Served> = {}): Served {
  return {
    requestId: newIdText('req', AT.getTime()),
    method: 'GET',
    url: '/api/v1/balance',
    at: AT,
    caller: KEY,
    address: '192.0.2.1',
    operation: 'getBalance',
    status: 200,
    seconds: 0.0123,
    ...more,
  };
}
/** Ends the connection whose statement waits for a lock. */
const endWaiting = (statement: string) =>
  vi.waitFor(async () => {
    // A transaction sees the activity of when it first looked.
    await admin.query('SELECT pg_stat_clear_snapshot()');
    const { rowCount } = await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND ltrim(query) LIKE $1 AND wait_event_type = 'Lock'`,
      [statement],
    );
    expect(rowCount).toBe(1);
  });
const stored = () => listCalls(database.reads, KEY.tenantId, { ...ALL, limit: 100 });
const codes = 'ABCD-EFGH-JKLM';
const orderId = formatId('ord', newUuid());

test.each([
  ['getBalance', '/api/v1/balance?x=1', '/balance', null],
  ['getOrder', `/api/v1/orders/${orderId}?x=1`, '/orders/{order_id}', orderId],
  ['listOrderCodes', `/api/v1/orders/${orderId}/codes`, '/orders/{order_id}/codes', orderId],
  ['getOrder', `/api/v1/orders/${codes}`, '/orders/{order_id}', null],
  ['getOrder', `/api/v1/orders/${orderId}${codes}`, '/orders/{order_id}', null],
  ['getInventoryItem', `/api/v1/inventory/${codes}`, '/inventory/{sku}', null],
  ['none', `/api/v1/${codes}`, 'other', null],
])('of %s at %s nothing is kept but the path of the contract and an id', async (...of) => {
  const [operation, url, path, about] = of;
  const line = lineOf(call({ operation, url, method: codes.toLowerCase() }), KEY);
  expect(line).not.toMatch(/ABCD|x=1/i);
  expect(line.split('\t').slice(4, 7)).toEqual(['other', path, about ?? '\\N']);
});

test('the last use of a key is known to the minute, and no process makes it earlier', async () => {
  const seconds = (after: number) => new Date(AT.getTime() + after * 1_000);
  const used = async () => (await lastUses(database.reads, [KEY.keyId])).get(KEY.keyId);
  await using log = openLog();
  await using other = openLog();
  const useAt = async (of: RequestLog, after: number) => {
    of.add(call({ at: seconds(after) }), KEY);
    await of.flush();
  };
  expect(await used()).toBeUndefined();
  await useAt(log, 0);
  await useAt(log, 59);
  expect(await used()).toEqual(AT);
  cutsReply = true;
  await useAt(log, 61);
  cutsReply = false;
  await log.flush();
  expect(await used()).toEqual(seconds(61));
  await useAt(other, 30);
  expect(await used()).toEqual(seconds(61));
});

test('a refusal is kept with its code, a limit with what it was, a failure as ours', async () => {
  await using log = openLog();
  const limited = new Refusal('rate_limited', { policy: 'orders', limit: 10, retry_after: 7 });
  log.add(call({ status: 429, error: limited }), KEY);
  log.add(call({ status: 404, error: new Refusal('not_found', {}, { detail: codes }) }), KEY);
  log.add(call({ status: 500, error: new TypeError(codes) }), KEY);
  log.add(call({ status: 304 }), KEY);
  await log.flush();
  const found = await stored();
  expect(new Set(found.map(({ errorCode }) => errorCode))).toEqual(
    new Set(['rate_limited', 'not_found', 'internal', null]),
  );
  expect(found.find(({ status }) => status === 429)).toMatchObject({
    policy: 'orders',
    policyLimit: 10,
    retryAfter: 7,
    ms: 12.3,
  });
  expect(JSON.stringify(found)).not.toContain(codes);
});

test('what does not fit while the database hangs is counted by its minute, and nobody waits', async () => {
  await using log = openLog(3);
  log.add(call(), KEY);
  await log.flush();
  await admin.query('BEGIN; LOCK TABLE request_log.calls IN ACCESS EXCLUSIVE MODE');
  for (let n = 0; n < 2; n += 1) log.add(call(), KEY);
  const flushed = log.flush();
  for (let n = 0; n < 4; n += 1) log.add(call(), KEY);
  expect(lines).toEqual({ written: 1, dropped: 3 });
  await admin.query('COMMIT');
  await flushed;
  await log.flush();
  expect(await stored()).toHaveLength(4);
  expect(lines).toEqual({ written: 4, dropped: 3 });
  const { gaps } = await summariseCalls(database.reads, KEY.tenantId, ALL);
  expect(gaps).toEqual([{ minute: new Date('2026-03-01T13:58:00.000Z'), calls: 3 }]);
});

test('a connection that breaks in the middle loses nothing and repeats nothing, whether or not the rows were stored', async () => {
  await using log = openLog();
  log.add(call(), KEY);
  await log.flush();
  cutsReply = true;
  log.add(call(), KEY);
  log.add(call(), KEY);
  await log.flush();
  expect(errors).toHaveLength(1);
  expect(lines.written).toBe(1);
  cutsReply = false;
  log.add(call(), KEY);
  await log.flush();
  await log.flush();
  await admin.query('BEGIN; LOCK TABLE request_log.calls IN ACCESS EXCLUSIVE MODE');
  log.add(call(), KEY);
  const flushed = log.flush();
  await endWaiting('COPY request_log%');
  await flushed;
  await admin.query('COMMIT');
  await log.flush();
  expect(await stored()).toHaveLength(5);
  expect(lines).toEqual({ written: 5, dropped: 0 });
});

test.each([
  ['not stored', 'nothing'],
  ['stored, but the answer is lost', 'answer'],
])('gaps whose connection breaks are counted once: %s', async (_case, lost) => {
  await using log = openLog(0);
  log.add(call(), KEY);
  log.add(call(), KEY);
  cutsCommit = lost === 'answer';
  if (lost === 'nothing') await admin.query('BEGIN; LOCK TABLE request_log.gaps');
  const flushed = log.flush();
  if (lost === 'nothing') await endWaiting('INSERT INTO request_log.gaps%');
  await flushed;
  if (lost === 'nothing') await admin.query('COMMIT');
  expect(errors).toHaveLength(1);
  cutsCommit = false;
  log.add(call(), KEY);
  const count = async () => {
    await log.flush();
    const { gaps } = await summariseCalls(database.reads, KEY.tenantId, ALL);
    return gaps.map(({ calls }) => calls);
  };
  await vi.waitFor(async () => expect(await count()).toEqual([3]));
  expect(await count()).toEqual([3]);
});

test('what is more than one piece of bytes is stored line by line', async () => {
  await using log = openLog();
  const made = Array.from({ length: 1_000 }, () => call());
  for (const each of made) log.add(each, KEY);
  await log.flush();
  const { rows } = await admin.query('SELECT request_id FROM request_log.calls');
  const ids = (of: readonly Served[]) => of.map(({ requestId }) => requestId).sort();
  expect(rows.map((row) => row.request_id).sort()).toEqual(ids(made));
});

test('stopping writes what is left', async () => {
  {
    await using log = openLog();
    log.add(call(), KEY);
  }
  expect(await stored()).toHaveLength(1);
});

test('a day is dropped whole once no call of it is kept any more', async () => {
  await using log = openLog();
  for (const days of [0, 6, 7, 8, 30]) {
    const at = new Date(AT.getTime() - days * 86_400_000);
    log.add(call({ at, requestId: newIdText('req', at.getTime()) }), KEY);
  }
  await log.flush();
  expect(await dropOldDays({ database, clock: { now: () => AT, steadyMs: () => 0 } })).toBe(2);
  const filters = { ...ALL, from: new Date(0), limit: 100 };
  const left = await listCalls(database.reads, KEY.tenantId, filters);
  expect(left.map(({ at }) => at.toISOString().slice(0, 10))).toEqual([
    '2026-03-01',
    '2026-02-23',
    '2026-02-22',
  ]);
});
