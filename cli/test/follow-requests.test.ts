/**
 * Guards: following the request log costs its key a fifth of what it has left at most, reads a short time again however rarely something matches,
 * and never shows later what it left out.
 */

import { type LoggedRequest, Psnb2b } from '@psnb2b/sdk';
import { formatId, openShop, type Shop, type TestKey } from '@psnb2b/server/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Following, followRequests, waitAfter } from '../src/logs/follow-requests.ts';

const HOUR_MS = 3_600_000;
let shop: Shop;
let partnerId: string;
beforeAll(async () => {
  shop = await openShop();
  ({ partnerId } = await shop.buyer());
});
afterAll(() => shop[Symbol.asyncDispose]());

interface Followed {
  /** What each reading yielded. */
  readonly readings: LoggedRequest[][];
  /** Where each call began to read, in milliseconds before now. */
  readonly ages: number[];
  readonly waits: number[];
  readonly skipped: string[];
}

/** Follows so many readings, without waiting between them. */
async function follow(
  key: TestKey,
  readings: number,
  filters: Following['filters'] = {},
): Promise<Followed> {
  const done: Followed = { readings: [[]], ages: [], waits: [], skipped: [] };
  const stop = new AbortController();
  const client = new Psnb2b({
    apiKey: key.text,
    baseUrl: shop.url,
    fetch: (url, init) => {
      const from = new URL(url).searchParams.get('created_from');
      if (from !== null) done.ages.push(Date.now() - Date.parse(from));
      return fetch(url, init);
    },
  });
  const { read } = followRequests(client, {
    ...{ filters, from: new Date(Date.now() - HOUR_MS), signal: stop.signal },
    onSkipped: ({ created_at }) => done.skipped.push(created_at),
    wait: async (ms) => {
      done.waits.push(ms);
      if (done.waits.length === readings) throw new Error('enough');
      done.readings.push([]);
    },
  });
  await expect(
    (async () => {
      for await (const each of read()) done.readings.at(-1)?.push(each);
    })(),
  ).rejects.toThrow('enough');
  return done;
}

test('with a filter that nothing matches, only the first reading reads all of the time', async () => {
  const key = await shop.key(partnerId, { mode: 'test' });
  const { ages, readings } = await follow(key, 3, { method: 'DELETE' });
  expect(readings).toEqual([[], [], []]);
  expect(ages).toHaveLength(3);
  expect(ages[0]).toBeGreaterThan(HOUR_MS - 1);
  for (const age of ages.slice(1)) expect(age).toBeLessThan(HOUR_MS / 4);
});

test('it takes a fifth of what its key has left at most', async () => {
  const key = await shop.key(partnerId, { mode: 'test', requestsPerMinute: 60 });
  const { waits, ages } = await follow(key, 10);
  expect(ages).toHaveLength(10);
  // After the first call 59 are left: 11.8 of them in a minute. Each later reading finds fewer, and waits longer.
  expect(waits[0]).toBeCloseTo(60_000 / (59 / 5), 5);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
});

test.each([
  [1, 60, 5_000],
  [1, 600, 2_000],
  [3, 60, 15_000],
  [1, 10, 30_000],
  [1, 0, 60_000],
  [1, Number.POSITIVE_INFINITY, 2_000],
])('after %s calls with %s left it waits %s ms', (calls, remaining, ms) => {
  expect(waitAfter(calls, remaining)).toBe(ms);
});

test('what was left out of a long reading is not shown later', async () => {
  const key = await shop.key(partnerId, { mode: 'test' });
  const { rows } = await shop.owner.reads.query<{ tenantId: number }>(
    `SELECT tenant_id AS "tenantId" FROM partners.tenants WHERE partner_id = $1 AND mode = 'test'`,
    [partnerId],
  );
  await shop.call('GET', '/balance', { key: key.text });
  await shop.app.requestLog.flush();
  await shop.rows("SELECT request_log.open_day((now() - interval '1 hour')::date)");
  await shop.rows(
    `INSERT INTO request_log.calls (tenant_id, at, request_id, key_id, method, path, status, ms, address)
     SELECT $1, date_trunc('milliseconds', clock_timestamp()) - n * interval '1 millisecond', 'req_' || lpad(n::text, 26, '0'), $2, 'GET', '/claims',
            200, 1, '192.0.2.1' FROM generate_series(1, 1200) n`,
    [rows[0]?.tenantId, key.keyId],
  );
  const { readings, skipped } = await follow(key, 3, {
    path: '/claims',
    key_id: formatId('key', key.keyId),
  });
  expect(readings.map((each) => each.length)).toEqual([1_000, 0, 0]);
  expect(skipped).toEqual([readings[0]?.[0]?.created_at]);
  const times = readings.flat().map(({ created_at }) => created_at);
  expect(times).toEqual(times.toSorted());
});
