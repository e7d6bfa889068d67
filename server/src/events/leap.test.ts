/** Guards: after a restore a stream goes on far above its head, and everything that reads it finds its way across the hole. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { Database } from '../kit/database/index.ts';
import { emitEvent } from './emit-event.ts';
import { eventInvariants } from './invariants.ts';
import { leapStreams, streamTenants } from './leap-streams.ts';
import { listEvents } from './list-events.ts';
import { openStream } from './open-stream.ts';
import { findPrunable, pruneEvents } from './prune-events.ts';

const minute = (minutes: number) => new Date(Date.parse('2026-11-29T12:00:00Z') + minutes * 60_000);
const BY = 1_000_000_000;

let own: TestDatabase;
let database: Database;
beforeAll(async () => {
  own = await testDatabase();
  database = new Database({ url: own.url });
  await database.transaction(async (tx) => {
    for (const tenantId of [1, 2]) await openStream(tx, tenantId);
  });
  for (const minutes of [1, 2, 3]) await emit(minutes);
  const times = { backup_at: minute(3).toISOString(), restored_at: minute(10).toISOString() };
  await database.transaction((tx) =>
    leapStreams(tx, { at: minute(10), by: BY, subject: randomUUID(), times }),
  );
  for (const minutes of [11, 12]) await emit(minutes);
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await own[Symbol.asyncDispose]();
});

const emit = (minutes: number) =>
  database.transaction((tx) =>
    emitEvent(tx, {
      ...{ at: minute(minutes), tenantId: 1, type: 'balance.low', subject: randomUUID() },
      data: { minutes },
    }),
  );

const NUMBERS = [1, 2, 3, BY + 4, BY + 5, BY + 6];

async function broken(): Promise<string[]> {
  const found = [];
  for (const each of eventInvariants) found.push(...(await each.check(database.reads)).broken);
  return found;
}

test('the next event of every stream says where it goes on', async () => {
  expect(await streamTenants(database.reads)).toEqual([1, 2]);
  const events = await listEvents(database.reads, 1, 0, 10);
  expect(events.map(({ sequence }) => sequence)).toEqual(NUMBERS);
  const [quiet] = await listEvents(database.reads, 2, 0, 10);
  for (const [event, last] of [
    [events[3], 3],
    [quiet, 0],
  ] as const) {
    expect(event?.type).toBe('stream.restored');
    expect(JSON.parse(event?.data ?? '')).toEqual({
      backup_at: minute(3).toISOString(),
      restored_at: minute(10).toISOString(),
      last_sequence: last,
      next_sequence: last + BY + 1,
    });
  }
  expect(await broken()).toEqual([]);
});

test.each([
  [0, 0],
  [1.5, 1],
  [3, 2],
  [5, 3],
  [10, 3],
  [10.5, BY + 4],
  [11.5, BY + 5],
  [20, BY + 6],
])('before minute %d the last is found', async (minutes, sequence) => {
  const { rows } = await database.reads.query<{ before: number }>(
    'SELECT events.before(1, $1) AS before',
    [minute(minutes)],
  );
  expect(rows[0]?.before).toBe(sequence);
});

test.each([2, 8, 11.5])('a stream that is pruned until minute %d is whole', async (minutes) => {
  const streams = { after: 0, tenants: 10 };
  const { found } = await findPrunable(database.reads, minute(minutes), streams);
  for (const each of found) await database.transaction((tx) => pruneEvents(tx, each));
  expect(await broken()).toEqual([]);
});
