/**
 * Guards: a program that is older than its database changes nothing and says so; a command that is newer leaves a running shop
 * alone; and the server, or `migrate`, brings the database to its version.
 */
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openShop, runHere, type Shop } from '../../../testkit/index.ts';
import { migrate, refuseOlder, workerName } from './migrate.ts';

vi.setConfig({ testTimeout: 60_000 });

let stack: AsyncDisposableStack;
let url: string;
let shop: Shop;
let client: pg.Client;
beforeAll(async () => {
  stack = new AsyncDisposableStack();
  shop = stack.use(await openShop());
  url = shop.app.ownerUrl;
  client = new pg.Client({ connectionString: url });
  await client.connect();
  stack.defer(() => client.end());
});
afterAll(() => stack.disposeAsync());

const digest = async () => {
  const { rows } = await client.query<{ digest: string }>(
    "SELECT obj_description('kit'::regnamespace, 'pg_namespace') AS digest",
  );
  return rows[0]?.digest;
};
const command = (...args: string[]) => runHere(shop, args);

test('an older program refuses a newer database, whatever it is asked to do', async () => {
  const before = await digest();
  await client.query("COMMENT ON SCHEMA kit IS 'of a newer version'");
  await client.query("INSERT INTO public.migrations (name, run_on) VALUES ('9999_later', now())");
  await expect(migrate(url)).rejects.toThrow('migrated by a newer version of this program');
  const { code, err } = await command('partners', 'list');
  expect(code).toBe(1);
  expect(err).toContain('start that version');
  expect(await digest()).toBe('of a newer version');
  await client.query("DELETE FROM public.migrations WHERE name = '9999_later'");
  await client.query(`COMMENT ON SCHEMA kit IS '${before}'`);
});

test('a newer command leaves the database alone until migrate or the server of its version runs', async () => {
  const before = await digest();
  await client.query("COMMENT ON SCHEMA kit IS 'of an older version'");
  const { code, err } = await command('partners', 'list');
  expect(code).toBe(1);
  expect(err).toContain('run `psnb2b-server migrate`');
  expect(await digest()).toBe('of an older version');
  expect((await command('migrate')).code).toBe(0);
  expect(await digest()).toBe(before);
  expect((await command('partners', 'list')).code).toBe(0);
});

test('an older program that lacks no migration does not put its functions over the newer ones', async () => {
  const { rows } = await client.query<{ comment: string }>(
    "SELECT obj_description('kit'::regnamespace, 'pg_namespace') AS comment",
  );
  const before = String(rows[0]?.comment);
  expect(before).toMatch(/^[0-9a-f]{64} \d+\.\d+\.\d+$/);
  await client.query("COMMENT ON SCHEMA kit IS 'of-a-newer-version 99.0.0'");
  await expect(migrate(url)).rejects.toThrow('migrated by a newer version of this program');
  expect(await digest()).toBe('of-a-newer-version 99.0.0');
  await client.query(`COMMENT ON SCHEMA kit IS '${before}'`);
});

test('a function whose form was other before the first release is created anew', async () => {
  await client.query(
    `DROP FUNCTION kit.money_text(bigint, int);
     CREATE FUNCTION kit.money_text(p_other bigint, p_decimals int) RETURNS int LANGUAGE sql AS 'SELECT 1'`,
  );
  await client.query("COMMENT ON SCHEMA kit IS 'of an older version'");
  await migrate(url);
  const { rows } = await client.query(
    'SELECT kit.money_text(p_minor => 4625, p_decimals => 2) AS text',
  );
  expect(rows).toEqual([{ text: '46.25' }]);
});

test('a migration that waits for a lock gives up, lets others through, and is tried again', async () => {
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  stack.defer(() => holder.end());
  // As if the database lacked the last migration, which adds a column to this table. Whoever adds a later one names that one here.
  const { rows: last } = await client.query(
    'DELETE FROM public.migrations WHERE name = (SELECT max(name) FROM public.migrations) RETURNING name',
  );
  expect(last).toEqual([{ name: '0293_spending_totals' }]);
  await client.query('ALTER TABLE kit.spendings DROP COLUMN total');
  await holder.query('BEGIN; LOCK TABLE kit.spendings IN ACCESS SHARE MODE');
  let tries = 0;
  await migrate(url, {
    log: (line) => {
      if (!line.includes('tried again')) return;
      tries += 1;
      if (tries === 2) void holder.query('COMMIT');
    },
  });
  expect(tries).toBeGreaterThanOrEqual(2);
  const { rowCount } = await client.query('SELECT total FROM kit.spendings LIMIT 0');
  expect(rowCount).toBe(0);
});

test('a worker is known by the name of its connections, as long as it has one', async () => {
  const worker = new pg.Client({ connectionString: url, application_name: workerName('0.0.9') });
  await worker.connect();
  try {
    await expect(refuseOlder(client, ['0.0.9'])).resolves.toBe(undefined);
    await expect(refuseOlder(client, ['0.0.8', '0.1.0'])).rejects.toThrow(
      'A worker of version 0.0.9 still uses what this version removes from the database: replace every server and worker by version 0.1.0 first',
    );
  } finally {
    await worker.end();
  }
  await vi.waitFor(() => refuseOlder(client, ['0.1.0']));
});
