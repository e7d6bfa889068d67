/** Guards: the status page is read once in ten seconds, however many open it, and shows what it last knew while it cannot be read. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drivenClock, type TestDatabase, testDatabase } from '../../../testkit/index.ts';
import { Database } from '../../kit/database/index.ts';
import { Meter, recordFigures } from '../../status/index.ts';
import { keepStatus } from './keep-status.ts';

let own: TestDatabase;
let database: Database;
beforeAll(async () => {
  own = await testDatabase();
  database = new Database({ url: own.url });
});
afterAll(() => own[Symbol.asyncDispose]());

test('what was read last is shown for ten seconds, and for as long as the database is away', async () => {
  const clock = drivenClock();
  let now = 0;
  const facts = keepStatus({ database, clock }, () => now);
  const known = async () => (await facts()).stored.newest.size;
  const record = (part: 'api' | 'codes') =>
    recordFigures({ database, clock, meter: new Meter() }, [part]);
  await record('api');
  expect(await Promise.all(Array.from({ length: 50 }, known))).toEqual(Array(50).fill(1));
  await record('codes');
  now += 9_999;
  expect(await known()).toBe(1);
  now += 1;
  expect(await known()).toBe(2);
  await database[Symbol.asyncDispose]();
  now += 60_000;
  expect(await known()).toBe(2);
});
