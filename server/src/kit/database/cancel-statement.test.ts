/**
 * Guards: a reader who leaves costs the pool no connection and the process no unhandled error, also if PostgreSQL cannot be asked to cancel. The
 * key that cancels statements never crosses the network in clear text where the connection itself has TLS.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDatabaseProxy, openForeignPostgres, testDatabase } from '../../../testkit/index.ts';
import { cancelStatement } from './cancel-statement.ts';
import { Database } from './database.ts';
import { forReader, ReaderGone } from './reader.ts';

/** The codes that begin a connection (PostgreSQL manual, "Message Formats"). */
const [CANCEL, TLS] = [80_877_102, 80_877_103];
/** Without its reader, the statement runs longer than its test. */
const LONG = 'SELECT pg_sleep(600)';
const LIMIT_MS = 600_000;

const unhandled: unknown[] = [];
const note = (error: unknown) => unhandled.push(error);
beforeEach(() => {
  unhandled.length = 0;
  process.on('unhandledRejection', note);
});
afterEach(() => {
  process.off('unhandledRejection', note);
});

const oneOf = (url: string) => new Database({ url, connectionsMax: 1, timeoutMs: LIMIT_MS });

/** Begins the long statement for a reader; once it runs, returns its end and what makes the reader leave. */
async function beginLong(database: Database, others: Database) {
  const gone = new AbortController();
  const left = expect(forReader(gone.signal, () => database.reads.query(LONG))).rejects.toThrow(
    ReaderGone,
  );
  await vi.waitUntil(async () => (await sleeping(others, 'pid')).length > 0);
  return { left, leave: () => gone.abort() };
}

async function sleeping({ reads }: Database, what: string): Promise<unknown[]> {
  const { rows } = await reads.query(
    `SELECT ${what} FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`,
  );
  return rows;
}

/** A connection string of the same database, by a port that can be closed without the connections through it. */
async function openDoor(databaseUrl: string) {
  const port = Number(new URL(databaseUrl).port);
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  url.searchParams.delete('host');
  return { url: url.href, shut: () => server.close() };
}

test('a port that is closed by then: no unhandled error, and the only connection serves the next query', async () => {
  await using copy = await testDatabase();
  await using others = new Database({ url: copy.url });
  const door = await openDoor(copy.url);
  await using one = oneOf(door.url);
  const { left, leave } = await beginLong(one, others);
  door.shut();
  leave();
  // Nobody could ask for it, so it still runs.
  expect(await sleeping(others, 'pg_cancel_backend(pid) AS is_ended')).toEqual([
    { is_ended: true },
  ]);
  await left;
  expect(unhandled).toEqual([]);
  expect((await one.reads.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});

test('a connection that broke: nobody is asked, and nothing is rejected', async () => {
  await using copy = await testDatabase();
  await using database = new Database({ url: copy.url });
  const client = await database.connect();
  await client.end();
  await cancelStatement(client, LIMIT_MS);
  await cancelStatement(Object.assign(client, { host: '127.0.0.1', port: 1 }), LIMIT_MS);
  await cancelStatement(Object.assign(client, { host: '/nowhere' }), LIMIT_MS);
  await cancelStatement(Object.assign(client, { secretKey: null }), LIMIT_MS);
});

test('a connection with TLS: its statement is cancelled by a request within TLS', async () => {
  await using server = await openForeignPostgres();
  await server.run(
    `COPY (SELECT) TO PROGRAM 'env -u LD_LIBRARY_PATH openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1
       -nodes -days 2 -subj /CN=database -keyout server.key -out server.crt'`.replaceAll('\n', ' '),
    'ALTER SYSTEM SET ssl = on',
  );
  await server.reload();
  const begun: number[] = [];
  await using proxy = await openDatabaseProxy(server.url, () => {
    let isFirst = true;
    return {
      fromClient: (bytes) => {
        if (isFirst) begun.push(bytes.readUInt32BE(4));
        isFirst = false;
        return 'pass';
      },
      fromServer: () => 'pass',
    };
  });
  await using others = new Database({ url: server.url });
  const url = new URL(proxy.url);
  url.searchParams.set('sslmode', 'no-verify');
  await using one = oneOf(url.href);
  const { left, leave } = await beginLong(one, others);
  leave();
  await left;
  expect(begun).not.toContain(CANCEL);
  expect(begun).toEqual([TLS, TLS]);
  expect((await one.reads.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  // A server whose certificate is refused now is not asked, and nothing is rejected.
  const client = await one.connect();
  await cancelStatement(Object.assign(client, { ssl: { rejectUnauthorized: true } }), LIMIT_MS);
  await client.end();
});
