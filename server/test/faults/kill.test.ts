/**
 * Guards: every acknowledged order survives. PostgreSQL with all its children and the API process are killed while
 * orders run, together and each alone; afterwards every acknowledged order exists with its key and its codes, every
 * order of unknown outcome can be completed by a retry exactly once, and every invariant holds. The harness is tested
 * too: it finds commits that were lost on purpose.
 */
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { beginImport, startImport, takePiece } from '../../src/imports/index.ts';
import { parseId } from '../../src/kit/ids.ts';
import { openEmbedded } from '../../src/postgres/index.ts';
import {
  type ClusterFolder,
  callApi,
  clusterFolder,
  killPostgres,
  openShop,
  type ServerProcess,
  type Shop,
  startServer,
} from '../../testkit/index.ts';
import { findLost, Journal, orderUntil, QUANTITY, settleUnknown } from './journal.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const KILLS = 5;
const ORDERS_EACH = 60;
const CODES = 4_000;

/** A data folder with stock and a buyer; each test kills a server on a copy of it. */
let furnished: ClusterFolder;
let folder: ClusterFolder;
let dataDir: string;
let key: string;
let journal: Journal;
beforeAll(async () => {
  furnished = await clusterFolder();
  ({ dataDir } = furnished);
  await inProcess(async (shop) => {
    await shop.stock({ codes: CODES });
    ({ key } = await shop.buyer({ balance: '1000000.00' }));
  });
});
beforeEach(async () => {
  folder = await clusterFolder(furnished.dataDir);
  ({ dataDir } = folder);
  journal = new Journal();
});
afterEach(() => folder[Symbol.asyncDispose]());
afterAll(() => furnished[Symbol.asyncDispose]());

/** Opens the same folder in this process, while the server runs or without it. */
async function inProcess(work: (shop: Shop) => Promise<void>): Promise<void> {
  await using postgres = await openEmbedded({ dataDir });
  await using shop = await openShop({ databaseUrl: postgres.url, dataDir });
  await work(shop);
}

/** Checks that every acknowledged order exists, that there are no others, and that every invariant holds. */
async function expectWhole(server: ServerProcess): Promise<void> {
  const acknowledged = journal.acknowledged.size;
  const unknown = journal.unknown.size;
  await settleUnknown(journal, server.url, key);
  expect(journal.strange).toEqual([]);
  expect(await findLost(journal, server.url, key)).toEqual([]);
  expect(journal.acknowledged.size).toBe(acknowledged + unknown);
  expect(new Set(journal.acknowledged.values()).size).toBe(acknowledged + unknown);
  await inProcess(async (shop) => {
    const [orders] = await shop.rows('SELECT count(*)::int AS count FROM orders.orders');
    expect(orders).toEqual({ count: acknowledged + unknown });
    expect(await shop.available('PSN-US-50')).toBe(CODES - QUANTITY * (acknowledged + unknown));
    expect(await shop.verify()).toEqual([]);
  });
}

test('five kills of all processes under load', async () => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    await using server = await startServer(dataDir);
    const gone: Promise<void>[] = [];
    await orderUntil(journal, { url: server.url, key, orders: ORDERS_EACH }, () => {
      gone.push(killPostgres(dataDir), server.kill());
    });
    await Promise.all(gone);
    expect(journal.acknowledged.size).toBeGreaterThanOrEqual((kill + 1) * ORDERS_EACH);
  }
  await using server = await startServer(dataDir);
  await expectWhole(server);
});

test('a kill of the database alone: the API reports it and recovers by itself', async () => {
  await using server = await startServer(dataDir);
  const gone: Promise<void>[] = [];
  let isReading = true;
  let served = 0;
  // A reader that cannot connect throws: the API itself must always be reachable.
  const readers = Array.from({ length: 4 }, async () => {
    while (isReading) {
      const { status } = await callApi(server.url, 'GET', '/balance', { key });
      expect([200, 503]).toContain(status);
      if (status === 200) served += 1;
    }
  });
  await orderUntil(journal, { url: server.url, key, orders: ORDERS_EACH }, () => {
    gone.push(killPostgres(dataDir));
  });
  await Promise.all(gone);
  const before = served;
  await vi.waitFor(() => expect(served).toBeGreaterThan(before), { timeout: 30_000 });
  isReading = false;
  await Promise.all(readers);
  await expectWhole(server);
});

test('a kill of the API alone: no lock is left, and a deleted order is found', async () => {
  await using killed = await startServer(dataDir);
  const gone: Promise<void>[] = [];
  await orderUntil(journal, { url: killed.url, key, orders: ORDERS_EACH }, () => {
    gone.push(killed.kill());
  });
  await Promise.all(gone);
  await using server = await startServer(dataDir);
  await expectWhole(server);

  const [id = ''] = journal.acknowledged.values();
  await withDatabase((client) =>
    client.query('DELETE FROM orders.orders WHERE order_id = $1', [parseId('ord', id)]),
  );
  expect(await findLost(journal, server.url, key)).toEqual([`${id} has no codes`]);
  await inProcess(async (shop) => expect(await shop.verify()).not.toEqual([]));
});

/** Rows of a file whose import takes several commits. */
const ROWS = 60_000;
const PIECE_BYTES = 512 * 1024;
/** Far less than a commit takes; without a pause the questions would take a processor from the import. */
const POLL_MS = 10;

test('a kill of everything while a file from the browser is imported: nothing of it is for sale, then all of it, once', async () => {
  const rows = Array.from(
    { length: ROWS },
    (_, row) => `US,50,KILL-${String(row).padStart(8, '0')}`,
  );
  const bytes = Buffer.from(`region,denomination,code\n${rows.join('\n')}\n`);
  const terms = { sku: null, cost: null, costCurrency: null, expiresAt: null, columns: {} };
  const file = { fileName: 'kill.csv', bytes: bytes.length, sha256: null, supplierId: null };
  const order = { ...file, ...terms, headless: false };
  const by = { actor: 'operator:test', at: new Date() };
  await inProcess(async ({ app }) => {
    const { importId } = await beginImport(app, order, by);
    for (let position = 0; position * PIECE_BYTES < bytes.length; position += 1) {
      const from = position * PIECE_BYTES;
      const piece = { position, bytes: bytes.subarray(from, from + PIECE_BYTES) };
      await takePiece(app, importId, piece, by);
    }
    await startImport(app, importId, by);
  });
  const stateOf = async (client: pg.Client) => {
    const { rows: found } = await client.query<{ state: string; accepted: string }>(
      'SELECT state, accepted FROM imports.imports',
    );
    return { state: found[0]?.state, accepted: Number(found[0]?.accepted) };
  };
  const killed = await startServer(dataDir);
  await withDatabase(async (client) => {
    while ((await stateOf(client)).accepted === 0) await delay(POLL_MS);
  });
  await Promise.all([killPostgres(dataDir), killed.kill()]);
  await inProcess(async (shop) => {
    const [row] = await shop.rows<{ state: string; accepted: number }>(
      'SELECT state, accepted FROM imports.imports',
    );
    expect(row?.state).toBe('reading');
    expect(await shop.available('PSN-US-50')).toBe(CODES);
    expect(await shop.verify()).toEqual([]);
  });
  await using again = await startServer(dataDir);
  expect(again.url).toMatch(/^http/);
  await withDatabase(async (client) => {
    while ((await stateOf(client)).state !== 'done') await delay(POLL_MS);
    expect((await stateOf(client)).accepted).toBe(ROWS);
  });
  await inProcess(async (shop) => {
    expect(await shop.available('PSN-US-50')).toBe(CODES + ROWS);
    expect(await shop.rows('SELECT 1 FROM imports.pieces')).toEqual([]);
    expect(await shop.verify()).toEqual([]);
  });
});

test('commits that were lost are found by the journal, and by nothing else', async () => {
  await using server = await startServer(dataDir, { ROLE: 'api' });
  await withDatabase(async (client) => {
    await client.query("ALTER SYSTEM SET wal_writer_delay = '10s'");
    await client.query('SELECT pg_reload_conf()');
    // As a trigger, because every session of ours overrides a setting of the database.
    await client.query(
      `CREATE FUNCTION hurry() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN SET LOCAL synchronous_commit = off; RETURN NEW; END $$`,
    );
    await client.query(
      'CREATE TRIGGER hurry BEFORE INSERT ON orders.orders FOR EACH ROW EXECUTE FUNCTION hurry()',
    );
  });
  const gone: Promise<void>[] = [];
  await orderUntil(journal, { url: server.url, key, orders: ORDERS_EACH }, () => {
    gone.push(killPostgres(dataDir), server.kill());
  });
  await Promise.all(gone);
  await withDatabase((client) => client.query('DROP FUNCTION hurry CASCADE'));
  await using again = await startServer(dataDir);
  await inProcess(async (shop) => expect(await shop.verify()).toEqual([]));
  expect((await findLost(journal, again.url, key)).length).toBeGreaterThan(0);
});

async function withDatabase(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  await using postgres = await openEmbedded({ dataDir });
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
