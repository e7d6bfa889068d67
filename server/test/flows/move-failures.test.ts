/**
 * Guards: a move that fails in the middle of a table ends at once and opens the old database again, or says what to do if it cannot; nothing that
 * was committed before the old database was locked is left behind; and a move is given up only with the database that it goes to.
 */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkServer, migrate } from '../../src/kit/database/index.ts';
import { cancelMove, type MoveStep, moveDatabase } from '../../src/kit/move/index.ts';
import { type ForeignPostgres, openForeignPostgres } from '../../testkit/index.ts';

/** More than what the sockets between the two databases hold. */
const ROWS = 100_000;
const WAIT = { timeout: 30_000, interval: 20 };
/** A lock that a row of the copy waits for. */
const GATE = 4_711;

const owned = new AsyncDisposableStack();
let server: ForeignPostgres;
let admin: pg.Client;
let seller: pg.Client;
beforeAll(async () => {
  server = owned.use(await openForeignPostgres({ max_prepared_transactions: '1' }));
  await server.run(
    `CREATE ROLE mover LOGIN CREATEROLE PASSWORD 'mover'`,
    ...['shop', 'target', 'spare'].map((name) => `CREATE DATABASE ${name} OWNER mover`),
  );
  await migrate(sideOf('shop').url);
  admin = await connect(server.url);
  seller = await connect(superuserOf('shop'));
  await seller.query('CREATE TABLE audit.large (n int, text text)');
  await seller.query('ALTER TABLE audit.large OWNER TO mover');
  await seller.query(
    `INSERT INTO audit.large SELECT n, repeat('x', 200) FROM generate_series(1, ${ROWS}) n`,
  );
  await seller.end();
  await expect(move(failAt('close'))).rejects.toThrow('not today');
  const target = await connect(superuserOf('target'));
  for (const text of [
    `CREATE FUNCTION audit.gate() RETURNS bool LANGUAGE plpgsql AS 'BEGIN RETURN true; END'`,
    `CREATE TABLE audit.large (n int CHECK (n <> ${ROWS / 2} OR audit.gate()), text text)`,
    'ALTER TABLE audit.large OWNER TO mover',
  ])
    await target.query(text);
  await target.end();
});
afterAll(() => owned.disposeAsync());

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  owned.defer(() => client.end());
  return client;
}

function superuserOf(database: string): string {
  return Object.assign(new URL(server.url), { pathname: `/${database}` }).href;
}

function sideOf(database: string) {
  return { url: server.urlOf('mover', 'mover', database), name: `here/${database}` };
}

function move(onStep: (step: MoveStep) => void = () => {}, to = 'target') {
  return moveDatabase(sideOf('shop'), sideOf(to), { now: () => new Date(), onStep });
}

function failAt(step: MoveStep) {
  return (each: MoveStep) => {
    if (each === step) throw new Error('not today');
  };
}

/** What row in the middle of the table does when it arrives. */
async function setGate(body: string): Promise<void> {
  const target = await connect(superuserOf('target'));
  await target.query(
    `CREATE OR REPLACE FUNCTION audit.gate() RETURNS bool LANGUAGE plpgsql AS $$ BEGIN ${body} RETURN true; END $$`,
  );
  await target.end();
}

/** Ends the connections of the move to a database while the copy waits in the middle of a table. */
async function breakAtGate(database: string): Promise<void> {
  await setGate(`PERFORM pg_advisory_xact_lock(${GATE});`);
  const target = await connect(superuserOf('target'));
  await target.query('SELECT pg_advisory_lock($1)', [GATE]);
  const ended = move().catch((error: Error) => error.message);
  await expect
    .poll(
      () =>
        admin
          .query(
            `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = ${GATE} AND NOT granted`,
          )
          .then(({ rowCount }) => rowCount),
      WAIT,
    )
    .toBe(1);
  await admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name = 'psnb2b move'`,
    [database],
  );
  await target.end();
  said = String(await ended);
}
let said = '';

/** What the old database says of itself to a new connection. */
async function oldState(): Promise<{ mark: string | null; readOnly: string }> {
  const client = await connect(superuserOf('shop'));
  const { rows } = await client.query(
    `SELECT obj_description(to_regnamespace('psnb2b_move'), 'pg_namespace')::json ->> 'phase' AS mark,
            current_setting('default_transaction_read_only') AS "readOnly"`,
  );
  await client.end();
  return rows[0];
}
/** Runs statements in the old database as its owner, also if it is closed. Returns the rows of the last. */
async function changeOld(...statements: string[]) {
  const client = await connect(sideOf('shop').url);
  await client.query('SET default_transaction_read_only = off');
  let rows: { mark: string }[] = [];
  for (const text of statements) ({ rows } = await client.query(text));
  await client.end();
  return rows as [{ mark: string }];
}

const OPEN = { mark: null, readOnly: 'off' };
const CLOSED = { mark: 'copying', readOnly: 'on' };

test('whoever may not close the old database is refused before anything is changed', async () => {
  await admin.query('ALTER DATABASE shop OWNER TO current_user');
  await expect(move(undefined, 'spare')).rejects.toThrow(
    /belongs to the role \S+, and only its owner can close it: .*\(ALTER DATABASE shop OWNER TO mover\)/,
  );
  await admin.query('ALTER DATABASE shop OWNER TO mover');
  expect(await oldState()).toEqual(OPEN);
});

test('a new database that refuses a row in the middle of a table leaves the old one open', async () => {
  await setGate(`RAISE 'the disk is full';`);
  await expect(move()).rejects.toThrow(
    'The copy into here/target failed: the disk is full. Nothing was moved, and the shop can be started again where it was.',
  );
  expect(await oldState()).toEqual(OPEN);
});

test('a connection that breaks in the middle of a table ends the move', async () => {
  await breakAtGate('target');
  expect(said).toContain('Nothing was moved, and the shop can be started again where it was.');
  expect(await oldState()).toEqual(OPEN);
});

test('an old database that cannot be opened again is said to be closed, and the move can be given up only with the right copy', async () => {
  await breakAtGate('shop');
  expect(said).toMatch(
    /^The copy into here\/target failed: .*could not be opened again \(.*\): run the same command again, or psnb2b-server move cancel\.$/,
  );
  expect(await oldState()).toEqual(CLOSED);
  const cancel = (name: string, url = name) =>
    cancelMove(sideOf('shop'), { ...sideOf(url), name: `here/${name}` });
  const [{ mark }] = await changeOld(
    `SELECT obj_description(to_regnamespace('psnb2b_move'), 'pg_namespace') AS mark`,
  );
  await changeOld(`INSERT INTO public.migrations (name, run_on) VALUES ('9999-later', now())`);
  await expect(move()).rejects.toThrow(
    'another version: run psnb2b-server move cancel, then psnb2b-server migrate for it',
  );
  await changeOld(`DELETE FROM public.migrations WHERE name = '9999-later'`);
  await expect(cancel('spare')).rejects.toThrow('goes to here/target, and not to here/spare');
  await expect(cancel('target', 'spare')).rejects.toThrow('has no copy of this move');
  expect(await oldState()).toEqual(CLOSED);
  await cancel('target');
  expect(await oldState()).toEqual(OPEN);
  // As after a cancel that was killed before it opened the old database.
  await changeOld(`CREATE SCHEMA psnb2b_move`, `COMMENT ON SCHEMA psnb2b_move IS '${mark}'`);
  await cancel('target');
  expect(await oldState()).toEqual(OPEN);
});

test('what is committed while the move waits for its lock is moved too', async () => {
  await setGate('');
  await changeOld(
    'BEGIN',
    `INSERT INTO audit.large VALUES (0, 'late')`,
    `PREPARE TRANSACTION 'late'`,
  );
  const moved = move();
  await expect
    .poll(
      () =>
        admin
          .query(`SELECT FROM pg_locks WHERE mode = 'ShareLock' AND NOT granted`)
          .then(({ rowCount }) => rowCount),
      WAIT,
    )
    .toBe(1);
  await changeOld(`COMMIT PREPARED 'late'`);
  await moved;
  const target = await connect(superuserOf('target'));
  const { rows } = await target.query('SELECT count(*)::int AS n FROM audit.large WHERE n = 0');
  await target.end();
  expect(rows).toEqual([{ n: 1 }]);
  expect(await oldState()).toEqual({ mark: 'done', readOnly: 'on' });
});

test('a database that a shop was moved into is refused like any other when it is read-only', async () => {
  await checkServer(sideOf('target').url);
  await admin.query('ALTER DATABASE target SET default_transaction_read_only = on');
  await expect(checkServer(sideOf('target').url)).rejects.toThrow('The database is read-only');
});
