/**
 * Guards: the caller gets the database's outcome of a transaction. No answer, a warning with a COMMIT, a COMMIT that
 * rolled back, a lock that cannot be had: each has its own meaning. If a connection falls silent, all of its age are
 * closed; a closed database has no connection left, so that PostgreSQL can be stopped at once.
 */
import { existsSync, readFileSync } from 'node:fs';
import { constants, getPriority } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { openPostgresProxy, testDatabase } from '../../../testkit/index.ts';
import { refuseWarning } from './commit.ts';
import { Database } from './database.ts';
import { ownDeadline } from './deadlines.ts';
import { DatabaseSilent, NothingHappened, OutcomeUnknown } from './errors.ts';
import { forReader, ReaderGone } from './reader.ts';
import { sendQuery } from './send-query.ts';

const CONNECTIONS = 8;
const TIMEOUT_MS = 4_000;

const fill = (database: Database) =>
  Promise.all(
    Array.from({ length: CONNECTIONS }, () => database.reads.query('SELECT pg_sleep(0.05)')),
  );

test('closing waits until every connection of the pool is closed on the server too', async () => {
  await using copy = await testDatabase();
  const observer = new pg.Client({ connectionString: copy.url });
  await observer.connect();
  try {
    const database = new Database({ url: copy.url, connectionsMax: CONNECTIONS });
    await fill(database);
    expect(await others(observer)).toBe(CONNECTIONS);
    await database[Symbol.asyncDispose]();
    expect(await others(observer)).toBe(0);
  } finally {
    await observer.end();
  }
});

test('when connections fall silent one fails, and none of its age is used again', async () => {
  await using copy = await testDatabase();
  await using proxy = await openPostgresProxy(copy.url);
  await using database = new Database({
    url: proxy.url,
    connectionsMax: CONNECTIONS,
    timeoutMs: TIMEOUT_MS,
  });
  await fill(database);
  const kept = await database.connect();
  expect(database.trusts(kept)).toBe(true);
  proxy.silence();
  await expect(database.quickReads.query('SELECT 1')).rejects.toThrow(DatabaseSilent);
  expect(database.trusts(kept)).toBe(false);
  for (let turn = 0; turn < CONNECTIONS; turn += 1) await database.reads.query('SELECT 1');
  await fill(database);
  await kept.end();
});

test('a silent connection of its own fails, and closes without waiting for the server', async () => {
  await using copy = await testDatabase();
  await using proxy = await openPostgresProxy(copy.url);
  await using database = new Database({ url: proxy.url, timeoutMs: TIMEOUT_MS });
  const client = await database.connect();
  proxy.silence();
  await expect(client.query('SELECT 1')).rejects.toThrow(DatabaseSilent);
  const idle = await database.connect();
  proxy.silence();
  await idle.end();
});

test('no answer before COMMIT: nothing happened; no answer to it: the outcome is unknown', async () => {
  await using copy = await testDatabase();
  await using proxy = await openPostgresProxy(copy.url);
  await using database = new Database({ url: proxy.url, timeoutMs: TIMEOUT_MS });
  const before = database.transaction(async (tx) => {
    proxy.silence();
    await tx.query('SELECT 1');
  });
  await expect(before).rejects.toThrow(NothingHappened);
  const during = database.transaction(async (tx) => {
    await tx.query('SELECT 1');
    proxy.silence();
  });
  await expect(during).rejects.toThrow(OutcomeUnknown);
});

test('a COMMIT that rolled back is an error, and so is a refusal at COMMIT', async () => {
  await using copy = await testDatabase();
  await using database = new Database({ url: copy.url });
  const swallowed = database.transaction((tx) => tx.query('SELECT 1/0').catch(() => null));
  await expect(swallowed).rejects.toThrow(/rolled back at its COMMIT/);
  await database.reads.query('CREATE TABLE late (a int UNIQUE DEFERRABLE INITIALLY DEFERRED)');
  const refused = database.transaction((tx) => tx.query('INSERT INTO late VALUES (1), (1)'));
  await expect(refused).rejects.toMatchObject({ code: '23505' });
});

test('after a warning at COMMIT the outcome is unknown, in whatever language the server writes', async () => {
  await using copy = await testDatabase();
  await using database = new Database({ url: copy.url });
  await database.reads.query('CREATE TABLE warned (a int)');
  await database.reads.query(
    `CREATE FUNCTION warn() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE WARNING 'not replicated'; RETURN NULL; END $$`,
  );
  await database.reads.query(
    `CREATE CONSTRAINT TRIGGER warns AFTER INSERT ON warned DEFERRABLE INITIALLY DEFERRED
       FOR EACH ROW EXECUTE FUNCTION warn()`,
  );
  const warned = database.transaction((tx) => tx.query('INSERT INTO warned VALUES (1)'));
  await expect(warned).rejects.toThrow(OutcomeUnknown);
  const { rows } = await database.reads.query('SELECT a FROM warned');
  expect(rows).toEqual([{ a: 1 }]);
});

test('statements sent one behind the other have a deadline and warnings of their own', async () => {
  await using copy = await testDatabase();
  await using database = new Database({ url: copy.url });
  const client = await database.connect({ statement_timeout: '4000' }, { pipeline: true });
  const limitMs = ownDeadline(4_000);
  await client.query(
    `CREATE FUNCTION warn() RETURNS text LANGUAGE plpgsql AS
       $$ BEGIN RAISE WARNING 'not replicated'; RETURN pg_sleep(0.1); END $$`,
  );
  const check = () => refuseWarning(client);
  const sends = ['SELECT 1', 'SELECT warn()', 'SELECT 2'].map((text) =>
    sendQuery(client, text, [], undefined, check),
  );
  const answers = await Promise.allSettled(sends);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  await expect(sends[1]).rejects.toThrow(OutcomeUnknown);
  // Together they take longer than one may.
  const seconds = (0.6 * limitMs) / 1_000;
  const slow = ['one', 'two'].map(() => sendQuery(client, `SELECT pg_sleep(${seconds})`));
  await Promise.all(slow);
  await client.end();
});

test('a statement that could not be sent behind another leaves its connection as it was', async () => {
  await using copy = await testDatabase();
  await using database = new Database({ url: copy.url });
  const client = await database.connect({ statement_timeout: '2000' }, { pipeline: true });
  const noText = 5 as unknown as string;
  const sends = [sendQuery(client, 'SELECT 1'), sendQuery(client, noText)];
  const answers = await Promise.allSettled(sends);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  // Longer than the deadline that it would have had.
  await delay(1.5 * ownDeadline(2_000));
  await sendQuery(client, 'SELECT 1');
  await client.end();
});

test('a lock that is not had in time: nothing happened', async () => {
  await using copy = await testDatabase();
  await using database = new Database({ url: copy.url, timeoutMs: TIMEOUT_MS });
  await database.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock(1)');
    const second = database.transaction((also) => also.query('SELECT pg_advisory_xact_lock(1)'));
    await expect(second).rejects.toThrow(NothingHappened);
  });
});

async function others(observer: pg.Client): Promise<number> {
  const { rows } = await observer.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  return rows[0]?.count ?? -1;
}

test('NULL in an array of integers is not read as zero', async () => {
  await using copy = await testDatabase();
  await using database = new Database({ url: copy.url });
  const { rows } = await database.reads.query(
    'SELECT ARRAY[1, NULL, 0]::bigint[] AS many, NULL::bigint AS one',
  );
  expect(rows).toEqual([{ many: [1, null, 0], one: null }]);
});

test('statements that give way have a lower priority, where the system lets us set it, and no others do', async () => {
  await using copy = await testDatabase();
  await using others = new Database({ url: copy.url });
  await using aside = new Database({ url: copy.url, givesWay: true });
  const processOf = async ({ reads }: Pick<Database, 'reads'>) => {
    const { rows } = await reads.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return rows[0]?.pid ?? 0;
  };
  const priorityOf = async (database: Pick<Database, 'reads'>) =>
    getPriority(await processOf(database));
  const lower = constants.priority.PRIORITY_BELOW_NORMAL;
  expect(await priorityOf(others)).toBe(getPriority());
  const given = process.platform === 'linux' ? lower : getPriority();
  expect(await priorityOf(aside)).toBe(given);
  others.giveWay();
  expect(await priorityOf(others)).toBe(given);
  expect(await others.reading({}, (reads) => priorityOf({ reads }))).toBe(given);
  // Where Linux groups by sessions, only the priority of the group counts against other processes.
  const group = `/proc/${await processOf(aside)}/autogroup`;
  if (existsSync(group) && readFileSync(group, 'utf8') !== '') {
    await vi.waitUntil(() => readFileSync(group, 'utf8').endsWith(` nice ${lower}\n`));
  }
});

test('a statement whose reader leaves is cancelled, no other one begins for it, and its connection serves the next', async () => {
  await using copy = await testDatabase();
  await using others = new Database({ url: copy.url });
  // Without its reader, the statement runs longer than this test.
  await using one = new Database({ url: copy.url, connectionsMax: 1, timeoutMs: 600_000 });
  const gone = new AbortController();
  const read = (text: string) => forReader(gone.signal, () => one.reads.query(text));
  const left = expect(read('SELECT pg_sleep(600)')).rejects.toThrow(ReaderGone);
  await vi.waitUntil(async () => {
    const { rows } = await others.reads.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`,
    );
    return rows.length > 0;
  });
  gone.abort();
  await left;
  await expect(read('SELECT 1')).rejects.toThrow(ReaderGone);
  expect((await one.reads.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});
