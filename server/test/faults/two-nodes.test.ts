/**
 * Guards: limits are counted in the memory of one API process, so a second process on the same database is refused with
 * a sentence, also after the first was killed and started again, and after the connection with the lock was lost.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { claimSingleNode, Database } from '../../src/kit/database/index.ts';
import { startServer, testDatabase } from '../../testkit/index.ts';
import { openDatabaseProxy } from '../../testkit/tcp-proxy.ts';

const NODE_LOCK = 7_215_010;
/** The session that holds the advisory lock; PostgreSQL shows its number in two halves. */
const HOLDERS = `SELECT l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                  WHERE l.locktype = 'advisory' AND l.objid = ${NODE_LOCK} AND l.granted
                    AND d.datname = current_database()`;
const PATIENCE = { timeout: 60_000 };

test('a second API process on one database does not start', async () => {
  await using stack = new AsyncDisposableStack();
  const { url } = stack.use(await testDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), 'psnb2b-nodes-'));
  stack.defer(() => rm(dataDir, { recursive: true }));
  const start = () => startServer(dataDir, { DATABASE_URL: url });
  const first = await start();
  await expect(start()).rejects.toThrow('Another process already serves the API on this database');
  await first.kill();
  const heir = stack.use(await start());
  // On a busy machine its first check of the database may take too long to count as ready.
  const ready = async () => expect((await fetch(`${heir.url}/readyz`)).status).toBe(200);
  await vi.waitFor(ready, PATIENCE);
  const worker = startServer(dataDir, { DATABASE_URL: url, ROLE: 'api' });
  await expect(worker).rejects.toThrow('ROLE=worker');
});

test('a process that loses the lock takes it again before another can, or stops', async () => {
  await using stack = new AsyncDisposableStack();
  const { url } = stack.use(await testDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), 'psnb2b-nodes-'));
  stack.defer(() => rm(dataDir, { recursive: true }));
  const first = stack.use(await startServer(dataDir, { DATABASE_URL: url }));
  const operator = new pg.Client({ connectionString: url });
  await operator.connect();
  stack.defer(() => operator.end());
  const holders = async () => {
    const { rows } = await operator.query<{ pid: number }>(HOLDERS);
    return rows.map((row) => row.pid);
  };

  // Lost and taken again, as after a restart of PostgreSQL: no other process gets it.
  const [lost] = await holders();
  await operator.query('SELECT pg_terminate_backend($1)', [lost]);
  await vi.waitFor(async () => {
    const [again] = await holders();
    expect(again).toBeGreaterThan(0);
    expect(again).not.toBe(lost);
  }, PATIENCE);
  const second = startServer(dataDir, { DATABASE_URL: url });
  await expect(second).rejects.toThrow('Another process already serves the API on this database');

  // Another process got the lock first: one of the two must stop, and it is this one.
  await operator.query(`DO $$ BEGIN
    PERFORM pg_terminate_backend(${(await holders())[0]});
    WHILE NOT pg_try_advisory_lock(${NODE_LOCK}) LOOP PERFORM pg_sleep(0.001); END LOOP;
  END $$`);
  await vi.waitFor(async () => {
    await expect(fetch(`${first.url}/healthz`)).rejects.toThrow('fetch failed');
  }, PATIENCE);
});

test('checking the lock leaves nothing behind, however often it happens', async () => {
  await using copy = await testDatabase();
  await using database = new Database({ url: copy.url });
  const { promise: held, resolve } = Promise.withResolvers<pg.Client>();
  const connect = database.connect.bind(database);
  database.connect = async (...settings) => {
    const client = await connect(...settings);
    resolve(client);
    return client;
  };
  await using _claim = await claimSingleNode(database, { onLost: () => {}, watchMs: 1 });
  const client = await held;
  const before = client.listenerCount('end');
  const query = client.query.bind(client);
  let looks = 0;
  client.query = ((...asked: Parameters<typeof query>) => {
    looks += 1;
    return query(...asked);
  }) as typeof client.query;
  await vi.waitFor(() => expect(looks).toBeGreaterThan(20), PATIENCE);
  expect(client.listenerCount('end')).toBeLessThanOrEqual(before);
});

test('a lock whose connection falls silent is taken again on a new one', async () => {
  await using stack = new AsyncDisposableStack();
  const { url } = stack.use(await testDatabase());
  let silent = false;
  const watch = () => {
    let isOld = true;
    queueMicrotask(() => {
      isOld = !silent;
    });
    const verdict = () => (silent && isOld ? ('swallow' as const) : ('pass' as const));
    return { fromClient: verdict, fromServer: verdict };
  };
  const proxy = stack.use(await openDatabaseProxy(url, watch));
  const database = stack.use(new Database({ url: proxy.url }));
  const lost: Error[] = [];
  const claim = await claimSingleNode(database, { onLost: (error) => lost.push(error) });
  stack.use(claim);
  const operator = new pg.Client({ connectionString: url });
  await operator.connect();
  stack.defer(() => operator.end());
  const { rows } = await operator.query<{ pid: number }>(HOLDERS);
  silent = true;
  await vi.waitFor(async () => {
    const held = await operator.query<{ pid: number }>(HOLDERS);
    expect(held.rows).toHaveLength(1);
    expect(held.rows[0]?.pid).not.toBe(rows[0]?.pid);
  }, PATIENCE);
  expect(lost).toEqual([]);
});
