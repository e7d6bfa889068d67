/** Guards: an import that fails has ended when it says so; nothing of it goes on in the database behind whoever handles the failure. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../testkit/index.ts';
import { drivenClock } from '../kit/clock.ts';
import { Database } from '../kit/database/index.ts';
import { NO_ID } from '../kit/ids.ts';
import type { LotSealer } from '../vault/index.ts';
import { newChunk } from './chunk.ts';
import { chunkStore } from './chunk-store.ts';
import type { LotState } from './open-lot.ts';

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

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test('a chunk that cannot be sealed ends the import only after the one before has ended', async () => {
  const connection = await database.connect();
  const storing = Promise.withResolvers<void>();
  let sealed = 0;
  const sealer: LotSealer = {
    seal: async ({ bytes }) => {
      sealed += 1;
      if (sealed > 1) throw new Error('the thread ended');
      return bytes;
    },
    [Symbol.asyncDispose]: async () => {},
  };
  const lot: LotState = {
    lotId: NO_ID,
    status: 'importing',
    rowsDone: 0,
    accepted: 0,
    duplicates: 0,
    rejected: 0,
  };
  const store = await chunkStore({
    ...{ connection, sealer, lot, clock: drivenClock() },
    reserve: () => storing.promise,
    ...{ chunkRows: 1, bytesTotal: 1, onProgress: undefined },
  });
  await store.next(store.first, 1);
  await store.next(newChunk(1), 1);
  let hasEnded = false;
  const ended = store.idle().catch(() => {
    hasEnded = true;
  });
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
  expect(hasEnded).toBe(false);
  storing.reject(new Error('no room'));
  await ended;
  expect(hasEnded).toBe(true);
  await connection.end();
});
