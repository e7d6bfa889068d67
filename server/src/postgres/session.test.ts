/**
 * Guards: whatever a server, a database or a role has set, our sessions have the settings that our statements need; and
 * a PostgreSQL that we cannot work with is refused before anything is written, with one sentence that says what to
 * change.
 */
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Order } from '@psnb2b/contract';
import pg from 'pg';
import { expect, test } from 'vitest';
import {
  clusterFolder,
  clusterOf,
  openPooler,
  openShop,
  testDatabase,
} from '../../testkit/index.ts';
import { checkServer, Database } from '../kit/database/index.ts';
import { openEmbedded } from './index.ts';

/** Settings that another operator's database may have, by the setting that we need. */
const HOSTILE: readonly (readonly [name: string, theirs: string, ours: string])[] = [
  ['datestyle', 'German', 'ISO, YMD'],
  ['datestyle', 'SQL, DMY', 'ISO, YMD'],
  ['datestyle', 'Postgres, MDY', 'ISO, YMD'],
  ['timezone', 'Pacific/Chatham', 'UTC'],
  ['intervalstyle', 'sql_standard', 'postgres'],
  ['bytea_output', 'escape', 'hex'],
  ['extra_float_digits', '-15', '1'],
  ['client_encoding', 'LATIN1', 'UTF8'],
  ['search_path', 'nowhere', 'public'],
  ['array_nulls', 'off', 'on'],
  ['transform_null_equals', 'on', 'off'],
  ['standard_conforming_strings', 'off', 'on'],
  ['backslash_quote', 'on', 'safe_encoding'],
  ['default_transaction_isolation', 'serializable', 'read committed'],
  ['default_transaction_deferrable', 'on', 'off'],
  ['row_security', 'off', 'on'],
  ['exit_on_error', 'on', 'off'],
  ['client_min_messages', 'error', 'warning'],
  ['synchronous_commit', 'off', 'on'],
  ['synchronous_commit', 'remote_write', 'on'],
  ['statement_timeout', '7s', '10s'],
  ['lock_timeout', '1', '2s'],
  ['idle_in_transaction_session_timeout', '7s', '3s'],
  ['idle_session_timeout', '7min', '0'],
  ['transaction_timeout', '7min', '0'],
];

/** Runs work on a database as the owner of the cluster. */
async function asOwner<Result>(url: string, work: (client: pg.Client) => Promise<Result>) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const nameOf = (url: string) => new URL(url).pathname.slice(1);

test.each(HOSTILE)('%s = %s becomes %s', async (name, theirs, ours) => {
  await using copy = await testDatabase();
  await asOwner(copy.url, (client) =>
    client.query(`ALTER DATABASE ${nameOf(copy.url)} SET ${name} = '${theirs}'`),
  );
  await using database = new Database({ url: copy.url });
  const { rows } = await database.reads.query(`SELECT current_setting('${name}') AS value`);
  expect(rows).toEqual([{ value: ours }]);
  const own = await database.connect();
  expect((await own.query(`SELECT current_setting('${name}') AS value`)).rows).toEqual(rows);
  await own.end();
});

test('settings that are stricter than ours stay', async () => {
  await using copy = await testDatabase();
  const set = `ALTER DATABASE ${nameOf(copy.url)} SET synchronous_commit = remote_apply`;
  await asOwner(copy.url, (client) => client.query(set));
  await using database = new Database({ url: copy.url });
  const { rows } = await database.reads.query('SHOW synchronous_commit');
  expect(rows).toEqual([{ synchronous_commit: 'remote_apply' }]);
});

test('a shop on a database with all of them sells, and every code can be revealed', async () => {
  await using copy = await testDatabase();
  await asOwner(copy.url, async (client) => {
    const first = new Map(HOSTILE.map(([name, theirs]) => [name, theirs]));
    for (const [name, theirs] of first) {
      await client.query(`ALTER DATABASE ${nameOf(copy.url)} SET ${name} = '${theirs}'`);
    }
  });
  await using shop = await openShop({ databaseUrl: copy.url });
  const { codes } = await shop.stock({ codes: 3, expiresAt: new Date('2031-02-03T04:05:06Z') });
  const { key } = await shop.buyer({ balance: '4700.00' });
  const body = { region: 'US', denomination: 50, quantity: 2, reference: 'Größe-ß' };
  const { body: order, status } = await shop.call<Order>('POST', '/orders', { key, body });
  expect([status, order.status]).toEqual([201, 'delivered']);
  const path = `/orders/${order.id}`;
  const read = await shop.call<{ data: { code: string }[] }>('GET', `${path}/codes`, { key });
  expect(read.status).toBe(200);
  for (const { code } of read.body.data) expect(codes).toContain(code);
  for (const each of [path, '/orders', '/inventory', '/events', '/balance']) {
    expect([each, (await shop.call('GET', each, { key })).status]).toEqual([each, 200]);
  }
  expect((await shop.call<Order>('GET', path, { key })).body.reference).toBe('Größe-ß');
  expect(await shop.verify()).toEqual([]);
});

test('a database that is read-only', async () => {
  await using copy = await testDatabase();
  const set = `ALTER DATABASE ${nameOf(copy.url)} SET default_transaction_read_only = on`;
  await asOwner(copy.url, (client) => client.query(set));
  await expect(checkServer(copy.url)).rejects.toThrow(/^The database is read-only .*\.$/);
});

test('a database of another encoding', async () => {
  await using copy = await testDatabase();
  const name = `latin_${randomBytes(6).toString('hex')}`;
  await asOwner(copy.url, (client) =>
    client.query(`CREATE DATABASE ${name} ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'`),
  );
  const url = Object.assign(new URL(copy.url), { pathname: `/${name}` }).href;
  try {
    await expect(checkServer(url)).rejects.toThrow(
      /^The database has the encoding LATIN1.*UTF8.*\.$/,
    );
  } finally {
    await asOwner(copy.url, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  }
});

test('a role that owns nothing, one with a wrong password, and a database that does not exist', async () => {
  await using copy = await testDatabase();
  const role = `guest_${randomBytes(6).toString('hex')}`;
  await asOwner(copy.url, (client) => client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'guest'`));
  const guest = (change: Partial<URL>) =>
    Object.assign(new URL(copy.url), { username: role, password: 'guest', ...change }).href;
  try {
    await expect(checkServer(guest({}))).rejects.toThrow(
      new RegExp(`^The tables belong to the role \\w+; DATABASE_URL signs in as ${role}, .*\\.$`),
    );
    const empty = checkServer(guest({ pathname: '/postgres' }));
    await expect(empty).rejects.toThrow(/may not create schemas .* OWNER TO .*\.$/);
    const mistyped = checkServer(guest({ password: 'gast' }));
    await expect(mistyped).rejects.toThrow(/^PostgreSQL refuses the user or the password .*\.$/);
    const nowhere = checkServer(guest({ pathname: '/nowhere' }));
    await expect(nowhere).rejects.toThrow(/names does not exist; .*\.$/);
    const away = checkServer(guest({ port: '1' }));
    await expect(away).rejects.toThrow(/^PostgreSQL cannot be reached as DATABASE_URL says: .*\.$/);
  } finally {
    await asOwner(copy.url, (client) => client.query(`DROP ROLE ${role}`));
  }
});

test('a role whose setting disables our triggers', async () => {
  await using copy = await testDatabase();
  const set = `ALTER DATABASE ${nameOf(copy.url)} SET session_replication_role = replica`;
  await asOwner(copy.url, (client) => client.query(set));
  await expect(checkServer(copy.url)).rejects.toThrow(/session_replication_role=replica.*\.$/);
});

test('a standby', async () => {
  await using folder = await clusterFolder();
  const { dataDir } = folder;
  await writeFile(join(clusterOf(dataDir), 'standby.signal'), '');
  await using standby = await openEmbedded({ dataDir });
  await expect(checkServer(standby.url)).rejects.toThrow(/is a standby; name the primary\.$/);
});

test('a pooler by transaction is refused; one by session works', async () => {
  await using copy = await testDatabase();
  await using sharing = await openPooler(copy.url, 'transaction');
  await expect(checkServer(sharing.url)).rejects.toThrow(/pooler .*pool_mode = session\)\.$/);
  await using keeping = await openPooler(copy.url, 'session');
  await checkServer(keeping.url);
  await using database = new Database({ url: keeping.url });
  const { rows } = await database.reads.query("SELECT current_setting('datestyle') AS style");
  expect(rows).toEqual([{ style: 'ISO, YMD' }]);
});
