/**
 * Guards: on a PostgreSQL with other settings, a shop sells codes and shows what it sold; a database that we cannot
 * work with is refused before anything is written, with one sentence that names what to change.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { Order } from '@psnb2b/contract';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkServer, migrate } from '../../src/kit/database/index.ts';
import {
  type ForeignPostgres,
  openForeignPostgres,
  openPooler,
  openShop,
} from '../../testkit/index.ts';

const inputs = new URL('db/', import.meta.url);
const input = (name: string) => readFileSync(new URL(name, inputs), 'utf8');
/** Returns the statements of a psql file. */
const statementsOf = (name: string) =>
  input(name)
    .replace(/^--.*$/gm, '')
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '');

let server: ForeignPostgres;
let connect: (database: string) => string;
beforeAll(async () => {
  server = await openForeignPostgres();
  await server.run(
    ...statementsOf('datestyle.sql'),
    ...statementsOf('readonly-latin1-notowner.sql'),
    "ALTER ROLE shop PASSWORD 'shop'",
    "CREATE ROLE guest LOGIN PASSWORD 'guest'",
    'CREATE DATABASE mine OWNER shop',
  );
  connect = (database) => server.urlOf('shop', 'shop', database);
});
afterAll(() => server[Symbol.asyncDispose]());

/** Opens a shop on this database, sells two codes and checks that they are shown everywhere. */
async function expectSells(databaseUrl: string): Promise<void> {
  await checkServer(databaseUrl);
  await migrate(databaseUrl);
  await using shop = await openShop({ databaseUrl });
  const expiresAt = new Date('2031-02-03T04:05:06Z');
  const { codes } = await shop.stock({ codes: 3, expiresAt });
  const { key } = await shop.buyer({ balance: '1000.50' });
  const body = { region: 'US', denomination: 50, quantity: 2, reference: String.raw`Größe\ß'` };
  const { body: order } = await shop.call<Order>('POST', '/orders', { key, body });
  expect(order).toMatchObject({ status: 'delivered', total: '94.00', reference: body.reference });
  const read = await shop.call<{ data: { code: string; expires_at: string }[] }>(
    'GET',
    `/orders/${order.id}/codes`,
    { key },
  );
  expect(read.body.data.map(({ expires_at: at }) => at)).toEqual(
    Array(2).fill(expiresAt.toISOString()),
  );
  for (const { code } of read.body.data) expect(codes).toContain(code);
  for (const path of ['/orders', `/orders/${order.id}`, '/inventory', '/events']) {
    expect([path, (await shop.call('GET', path, { key })).status]).toEqual([path, 200]);
  }
  const { body: balance } = await shop.call('GET', '/balance', { key });
  expect(balance).toMatchObject({ balance: '906.50' });
  expect(await shop.verify()).toEqual([]);
}

const refusal = (url: string) =>
  checkServer(url, { connectionsMin: 15 }).then(
    () => 'taken',
    (error: Error) => error.message,
  );

const TRIED: Readonly<Record<string, () => Promise<void>>> = {
  'datestyle.sql': () => expectSells(connect('german')),
  'readonly-latin1-notowner.sql': async () => {
    expect(await refusal(connect('ronly'))).toMatch(/^The database is read-only .*Reset the/);
    expect(await refusal(connect('latin1'))).toMatch(/^The database has the encoding LATIN1/);
    expect(await refusal(server.urlOf('guest', 'guest', 'ronly'))).toMatch(/read-only/);
    const foreign = await refusal(server.urlOf('guest', 'guest', 'german'));
    expect(foreign).toMatch(/^The tables belong to the role shop; .* signs in as guest/);
  },
  'pgbouncer.ini': async () => {
    const mode = /^pool_mode=(\w+)$/m.exec(input('pgbouncer.ini'))?.[1];
    await using pooler = await openPooler(connect('mine'), mode as 'transaction');
    expect(await refusal(pooler.url)).toMatch(
      /^DATABASE_URL leads through a pooler .*session\)\.$/,
    );
  },
};

test('every input is tried', () => {
  expect(Object.keys(TRIED).sort()).toEqual(readdirSync(inputs).sort());
});
test.each(Object.entries(TRIED))('%s', (_name, works) => works());

/** Settings that a role may have from its owner or from a guide to "tuning". */
const OF_A_ROLE: Readonly<Record<string, string>> = {
  datestyle: 'SQL, DMY',
  intervalstyle: 'iso_8601',
  timezone: 'Asia/Kathmandu',
  bytea_output: 'escape',
  extra_float_digits: '-15',
  client_encoding: 'LATIN1',
  client_min_messages: 'error',
  search_path: 'nowhere',
  row_security: 'off',
  standard_conforming_strings: 'off',
  escape_string_warning: 'off',
  quote_all_identifiers: 'on',
  default_transaction_isolation: 'serializable',
  default_transaction_deferrable: 'on',
  statement_timeout: '3s',
  lock_timeout: '1ms',
  idle_in_transaction_session_timeout: '50ms',
  idle_session_timeout: '50ms',
  synchronous_commit: 'off',
  plan_cache_mode: 'force_generic_plan',
  enable_indexscan: 'off',
  enable_hashjoin: 'off',
  from_collapse_limit: '1',
  default_statistics_target: '1',
  work_mem: '64kB',
  check_function_bodies: 'off',
  xmloption: 'document',
  log_statement: 'all',
};

test('all settings of a role at once', async () => {
  const set = Object.entries(OF_A_ROLE).map(([name, value]) => {
    // A value is read as a list only if each member is quoted separately.
    const values = value.split(', ').map((each) => `'${each}'`);
    return `ALTER ROLE shop SET ${name} = ${values.join(', ')}`;
  });
  await server.run(...set);
  try {
    await expectSells(connect('mine'));
  } finally {
    await server.run('ALTER ROLE shop RESET ALL');
  }
});

describe('a role that may not create pg_trgm itself', () => {
  const inBare = async (work: (client: pg.Client) => Promise<unknown>) => {
    const client = new pg.Client({ connectionString: server.urlOf(...superuser(), 'bare') });
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  };
  const superuser = (): [string, string] => {
    const { username, password } = new URL(server.url);
    return [username, password];
  };
  const schemas = async () => {
    let found: unknown[] = [];
    await inBare(async (client) => {
      found = (await client.query("SELECT nspname FROM pg_namespace WHERE nspname = 'kit'")).rows;
    });
    return found;
  };

  test('is refused before anything is written, and accepted once a superuser has created it', async () => {
    await server.run('CREATE DATABASE bare OWNER shop');
    // As managed services do with extensions that are not on their list.
    await inBare(async (client) => {
      await client.query(
        `CREATE FUNCTION public.refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$
         BEGIN RAISE insufficient_privilege USING MESSAGE = 'extension "pg_trgm" is not allow-listed'; END $$`,
      );
      await client.query(
        `CREATE EVENT TRIGGER refuse ON ddl_command_start WHEN TAG IN ('CREATE EXTENSION')
           EXECUTE FUNCTION public.refuse()`,
      );
    });
    expect(await refusal(connect('bare'))).toBe(
      'The role shop may not create the extension pg_trgm in the database bare (extension "pg_trgm" is not allow-listed); ' +
        'let a superuser run CREATE EXTENSION pg_trgm WITH SCHEMA public there.',
    );
    expect(await schemas()).toEqual([]);
    await inBare(async (client) => {
      await client.query('DROP EVENT TRIGGER refuse');
      await client.query('CREATE SCHEMA elsewhere');
      await client.query('CREATE EXTENSION pg_trgm WITH SCHEMA elsewhere');
    });
    expect(await refusal(connect('bare'))).toMatch(
      /^The extension pg_trgm is in the schema elsewhere .*ALTER EXTENSION pg_trgm SET SCHEMA public\.$/,
    );
    await inBare((client) => client.query('ALTER EXTENSION pg_trgm SET SCHEMA public'));
    expect(await refusal(connect('bare'))).toBe('taken');
    await migrate(connect('bare'));
  });

  test('is accepted without a trace if it may', async () => {
    await server.run('CREATE DATABASE empty OWNER shop');
    expect(await refusal(connect('empty'))).toBe('taken');
    const client = new pg.Client({ connectionString: connect('empty') });
    await client.connect();
    const { rows } = await client.query("SELECT FROM pg_extension WHERE extname = 'pg_trgm'");
    await client.end();
    expect(rows).toEqual([]);
  });
});

describe('refused settings', () => {
  test.each<[does: string, undo: string, says: RegExp]>([
    [
      'ALTER ROLE shop SET default_transaction_read_only = on',
      'ALTER ROLE shop RESET ALL',
      /^The database is read-only .*its role/,
    ],
    [
      'ALTER ROLE shop IN DATABASE mine SET session_replication_role = replica',
      'ALTER ROLE shop IN DATABASE mine RESET ALL',
      /session_replication_role=replica, .* must be origin\.$/,
    ],
    [
      'GRANT guest TO shop; ALTER ROLE shop SET role = guest',
      'ALTER ROLE shop RESET ALL; REVOKE guest FROM shop',
      /signs in as shop, which a setting makes guest \(ALTER ROLE shop RESET role\), which/,
    ],
    [
      'ALTER ROLE shop CONNECTION LIMIT 14',
      'ALTER ROLE shop CONNECTION LIMIT -1',
      /^The role shop allows 14 connections at once, but 15 are needed; .*ALTER ROLE shop CONN/,
    ],
    [
      'ALTER DATABASE mine CONNECTION LIMIT 3',
      'ALTER DATABASE mine CONNECTION LIMIT -1',
      /^The database mine allows 3 connections at once, .*ALTER DATABASE mine CONN/,
    ],
    ['ALTER ROLE shop NOLOGIN', 'ALTER ROLE shop LOGIN', /does not allow the user .*pg_hba/],
    [
      'REVOKE CONNECT ON DATABASE mine FROM PUBLIC, shop',
      'GRANT CONNECT ON DATABASE mine TO PUBLIC, shop',
      /may not connect to the database/,
    ],
    [
      'REVOKE CREATE ON DATABASE mine FROM shop',
      'GRANT CREATE ON DATABASE mine TO shop',
      /^The role shop may not create schemas/,
    ],
    ['ALTER SYSTEM SET fsync = off', 'ALTER SYSTEM RESET fsync', /^PostgreSQL runs with fsync=off/],
    [
      'ALTER SYSTEM SET full_page_writes = off',
      'ALTER SYSTEM RESET full_page_writes',
      /^PostgreSQL runs with full_page_writes=off; it must be on\.$/,
    ],
    [
      'ALTER SYSTEM SET default_transaction_read_only = on',
      'SET default_transaction_read_only = off; ALTER SYSTEM RESET default_transaction_read_only',
      /^The database is read-only .*its server/,
    ],
  ])('%s', async (does, undo, says) => {
    await server.run(...does.split('; '));
    await server.reload();
    try {
      expect(await refusal(connect('mine'))).toMatch(says);
    } finally {
      await server.run(...undo.split('; '));
      await server.reload();
    }
    expect(await refusal(connect('mine'))).toBe('taken');
  });
});
