/**
 * Guards: a program that is older than its database changes nothing and says so; a command that is newer leaves a running shop
 * alone; and the server, or `migrate`, brings the database to its version.
 */
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openShop, runHere, type Shop } from '../../../testkit/index.ts';
import { migrate } from './migrate.ts';

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
