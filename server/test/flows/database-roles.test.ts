/**
 * Guards: with a PostgreSQL of one's own, an owner who is no superuser migrates and the server signs in as another role; a role alone works
 * as well, and says so; a data folder from before there were two roles gets the second one when it is opened.
 */
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config/index.ts';
import { migrate } from '../../src/kit/database/index.ts';
import { createLogTo } from '../../src/kit/log.ts';
import { openEmbedded } from '../../src/postgres/index.ts';
import { APP_USER } from '../../src/postgres/init-cluster.ts';
import {
  clusterFolder,
  type ForeignPostgres,
  openForeignPostgres,
  openShop,
} from '../../testkit/index.ts';

function open(env: NodeJS.ProcessEnv) {
  const log = createLogTo('fatal', process.stderr);
  const config = loadConfig(env);
  const kek = { kind: 'file', path: join(config.dataDir, 'kek'), strict: true } as const;
  return openApp({ config, kek, log });
}

describe('a PostgreSQL of one’s own', () => {
  let foreign: ForeignPostgres;
  const owned = new AsyncDisposableStack();
  beforeAll(async () => {
    foreign = owned.use(await openForeignPostgres());
  });
  afterAll(() => owned.disposeAsync());

  /** A database and its owner, as a provider makes them. */
  async function made(name: string, may: string) {
    await foreign.run(
      `CREATE ROLE ${name}_owner LOGIN PASSWORD 'o' ${may}`,
      `CREATE DATABASE ${name} OWNER ${name}_owner TEMPLATE template0 ENCODING 'UTF8'`,
    );
    const { dataDir } = owned.use(await clusterFolder());
    return {
      DATA_DIR: dataDir,
      DATABASE_URL: foreign.urlOf(`${name}_app`, 'p@ss,w$1/ö', name),
      DATABASE_OWNER_URL: foreign.urlOf(`${name}_owner`, 'o', name),
    };
  }

  test('the owner makes the role of the server, which then needs no owner, and may do what the product does', async () => {
    const env = await made('pair', 'CREATEROLE');
    await (await open(env))[Symbol.asyncDispose]();
    await using alone = await open({ ...env, DATABASE_OWNER_URL: '' });
    expect(alone.isConfined).toBe(true);
    await using shop = await openShop({ databaseUrl: env.DATABASE_URL, dataDir: env.DATA_DIR });
    const { key } = await shop.buyer({ balance: '100.00', mode: 'test' });
    expect((await shop.call('GET', '/balance', { key })).status).toBe(200);
    await expect(shop.rows('UPDATE ledger.accounts SET balance = 1')).rejects.toThrow('permission');
    await expect(shop.rows('CREATE TEMP TABLE x (y int)')).rejects.toThrow('permission denied');
  });

  test('without an owner nothing is migrated, and the sentence says what to run', async () => {
    const env = await made('older', 'CREATEROLE');
    await (await open(env))[Symbol.asyncDispose]();
    const owner = new pg.Client({ connectionString: env.DATABASE_OWNER_URL });
    await owner.connect();
    await owner.query("COMMENT ON SCHEMA kit IS 'of an older version'");
    await owner.end();
    await expect(open({ ...env, DATABASE_OWNER_URL: '' })).rejects.toThrow(
      'run `psnb2b-server migrate` with DATABASE_OWNER_URL',
    );
    await (await open(env))[Symbol.asyncDispose]();
    await (await open({ ...env, DATABASE_OWNER_URL: '' }))[Symbol.asyncDispose]();
  });

  test('an owner who may not create roles takes one that an administrator made', async () => {
    const env = await made('poor', '');
    await expect(open(env)).rejects.toThrow('may not create the role poor_app');
    await foreign.run("CREATE ROLE poor_app LOGIN PASSWORD 'p@ss,w$1/ö'");
    await using app = await open(env);
    expect(app.isConfined).toBe(true);
  });

  test.each(['INHERIT', 'NOINHERIT'])(
    'a role that may act as the owner is refused as the role of the server: %s',
    async (inherits) => {
      const name = `member_${inherits.toLowerCase()}`;
      const env = await made(name, 'CREATEROLE');
      await foreign.run(`CREATE ROLE ${name}_app LOGIN ${inherits} PASSWORD 'p@ss,w$1/ö'`);
      await (await open(env))[Symbol.asyncDispose]();
      await foreign.run(`GRANT ${name}_owner TO ${name}_app`);
      await expect(open(env)).rejects.toThrow('may act as the owner of the database');
      // Alone it counts as the owner, so nothing calls it confined.
      const alone = open({ ...env, DATABASE_OWNER_URL: '' });
      if (inherits === 'NOINHERIT') return expect(alone).rejects.toThrow('inherits its rights');
      await using app = await alone;
      expect(app.isConfined).toBe(false);
    },
  );

  test('an owner who migrates without naming the server’s role leaves it refused until both are named', async () => {
    const env = await made('stale', 'CREATEROLE');
    await (await open(env))[Symbol.asyncDispose]();
    const owner = new pg.Client({ connectionString: env.DATABASE_OWNER_URL });
    await owner.connect();
    // As a version that dropped and made a table anew.
    await owner.query("COMMENT ON SCHEMA kit IS 'of an older version'");
    await owner.query('REVOKE ALL ON shop.settings FROM stale_app');
    await owner.end();
    await migrate(env.DATABASE_OWNER_URL);
    await expect(open({ ...env, DATABASE_OWNER_URL: '' })).rejects.toThrow(
      'what `psnb2b-server migrate` with DATABASE_OWNER_URL made for the server',
    );
    await (await open(env))[Symbol.asyncDispose]();
    await using app = await open({ ...env, DATABASE_OWNER_URL: '' });
    expect((await app.database.reads.query('SELECT FROM shop.settings')).rows).toEqual([]);
  });

  test('two addresses that lead to two databases are refused, before one of them is migrated', async () => {
    const env = await made('here', 'CREATEROLE');
    await (await open(env))[Symbol.asyncDispose]();
    await foreign.run("CREATE DATABASE there OWNER here_owner TEMPLATE template0 ENCODING 'UTF8'");
    const there = foreign.urlOf('here_owner', 'o', 'there');
    await expect(open({ ...env, DATABASE_OWNER_URL: there })).rejects.toThrow(
      'lead to two different databases',
    );
    const client = new pg.Client({ connectionString: there });
    await client.connect();
    const { rows } = await client.query("SELECT to_regclass('public.migrations') AS found");
    await client.end();
    expect(rows).toEqual([{ found: null }]);
  });

  test('a server whose owner does not answer starts if there is nothing to migrate', async () => {
    const env = await made('lost', 'CREATEROLE');
    const away = foreign.urlOf('lost_owner', 'o', 'lost').replace(/:\d+\//, ':1/');
    await expect(open({ ...env, DATABASE_OWNER_URL: away })).rejects.toThrow('cannot be reached');
    await (await open(env))[Symbol.asyncDispose]();
    {
      await using app = await open({ ...env, DATABASE_OWNER_URL: away });
      expect(app.isConfined).toBe(true);
    }
    const owner = new pg.Client({ connectionString: env.DATABASE_OWNER_URL });
    await owner.connect();
    await owner.query("COMMENT ON SCHEMA kit IS 'of an older version'");
    await owner.end();
    await expect(open({ ...env, DATABASE_OWNER_URL: away })).rejects.toThrow(
      'does not have the schema of this version',
    );
  });

  test('one role alone works, and is known not to be confined', async () => {
    const { DATA_DIR, DATABASE_OWNER_URL } = await made('single', '');
    await using app = await open({ DATA_DIR, DATABASE_URL: DATABASE_OWNER_URL });
    expect(app.isConfined).toBe(false);
    expect(app.ownerUrl).toBe(app.url);
  });
});

test('a data folder from before the two roles gets the second one, and its data stays', async () => {
  await using folder = await clusterFolder();
  const { dataDir } = folder;
  {
    await using postgres = await openEmbedded({ dataDir });
    const owner = new pg.Client({ connectionString: postgres.url });
    await owner.connect();
    await owner.query(`DROP OWNED BY ${APP_USER}`);
    await owner.query('GRANT TEMPORARY ON DATABASE psnb2b TO PUBLIC');
    await owner.query(`DROP ROLE ${APP_USER}`);
    await owner.query("COMMENT ON SCHEMA kit IS 'of the version before'");
    await owner.end();
    await migrate(postgres.url);
  }
  await using app = await open({ DATA_DIR: dataDir });
  expect(app.isConfined).toBe(true);
  const { rows } = await app.database.reads.query<{ who: string }>('SELECT current_user AS who');
  expect(rows).toEqual([{ who: APP_USER }]);
  await expect(app.database.reads.query('CREATE TEMPORARY TABLE mine (id int)')).rejects.toThrow(
    'permission denied',
  );
});
