/**
 * Guards: a PostgreSQL of the operator’s own is backed up while orders run, by an owner who is no superuser; its files start as they are,
 * have every order that was acknowledged before the backup began, and sell nothing twice; without the right to copy, a sentence says which.
 */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Order } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { atPort } from '../../testkit/at-port.ts';
import { startPostmaster } from '../../testkit/foreign-postgres.ts';
import {
  clusterFolder,
  type ForeignPostgres,
  openForeignPostgres,
  openShop,
  runAlone,
  type Shop,
} from '../../testkit/index.ts';

const STOCK = 90;
const DURING_MAX = 40;
const BODY = { region: 'US', denomination: 50, quantity: 1 };

interface Sold {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly code: string;
}

const owned = new AsyncDisposableStack();
let foreign: ForeignPostgres;
let folder: string;
let recipient: string;
let env: { DATA_DIR: string; DATABASE_URL: string; DATABASE_OWNER_URL: string };
let shop: Shop;
let key: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'external-backup-'));
  owned.defer(() => rm(folder, { recursive: true }));
  foreign = owned.use(await openForeignPostgres());
  await foreign.run(
    `CREATE ROLE shop_owner LOGIN CREATEROLE PASSWORD 'o'`,
    `CREATE DATABASE shop OWNER shop_owner TEMPLATE template0 ENCODING 'UTF8'`,
    `CREATE DATABASE another TEMPLATE template0`,
  );
  const { dataDir } = owned.use(await clusterFolder());
  env = {
    DATA_DIR: dataDir,
    DATABASE_URL: foreign.urlOf('shop_app', 'a', 'shop'),
    DATABASE_OWNER_URL: foreign.urlOf('shop_owner', 'o', 'shop'),
  };
  shop = await openShop({ databaseUrl: env.DATABASE_OWNER_URL, dataDir, env });
  const made = await run('backup', 'new-key', '--out', join(folder, 'key.txt'));
  recipient = made.value.recipient;
  await shop.stock({ codes: STOCK });
  ({ key } = await shop.buyer({ balance: '10000.00' }));
});
afterAll(() => owned.disposeAsync());

const run = (...args: string[]) => runAlone([...args, '--json'], env);
const backup = (to: string) => run('backup', '--to', to, '--recipient', recipient);
const order = (idempotencyKey: string) =>
  shop.call<Order & { code?: string }>('POST', '/orders', { key, body: BODY, idempotencyKey });
const codesOf = async (orderId: string) => {
  const read = await shop.call<{ data: { code: string }[] }>('GET', `/orders/${orderId}/codes`, {
    key,
  });
  return read.body.data.map(({ code }) => code);
};
async function buy(idempotencyKey: string): Promise<Sold> {
  const { status, body } = await order(idempotencyKey);
  expect(status).toBe(201);
  const [code, ...others] = await codesOf(body.id);
  expect(others).toEqual([]);
  return { idempotencyKey, orderId: body.id, code: String(code) };
}
const place = async (name: string) => {
  const to = join(folder, name);
  await mkdir(to);
  return to;
};

test('an owner without REPLICATION gets the sentence that names the right, in the list as well, and no half backup', async () => {
  const to = await place('refused');
  const { code, value, err } = await backup(to);
  const says = 'give it the right (ALTER ROLE … REPLICATION)';
  expect([code, value?.detail ?? err]).toEqual([1, expect.stringContaining(says)]);
  expect(await readdir(to)).toEqual([]);
  const [last] = (await run('backup', 'list')).value;
  expect(last).toMatchObject({ bytes: null, failure: expect.stringContaining(says) });
});

test('a backup under orders has all that were acknowledged before it began, and starts as a PostgreSQL of its own', async () => {
  await foreign.run('ALTER ROLE shop_owner REPLICATION');
  const to = await place('backups');
  const before: Sold[] = [];
  while (before.length < 10) before.push(await buy(`before-${before.length}`));
  let isMaking = true;
  const making = backup(to).finally(() => {
    isMaking = false;
  });
  const during: Sold[] = [];
  while (isMaking && during.length < DURING_MAX) during.push(await buy(`during-${during.length}`));
  const made = await making;
  expect([made.code, made.err]).toEqual([0, '']);
  expect(made.value.postgres.embedded).toBe(false);
  expect(during.length).toBeGreaterThan(0);
  const lost = await buy('lost');

  const identity = ['--identity', join(folder, 'key.txt')];
  const from = ['--from', made.value.folder];
  const whole = { ...env, DATABASE_URL: '', DATABASE_OWNER_URL: '' };
  const refused = await runAlone(['restore', ...from, ...identity, '--json'], whole);
  expect(refused.value.errors[0].detail).toContain('unpack its files with --unpack');
  const there = join(folder, 'restored');
  await mkdir(there, { mode: 0o700 });
  const unpacked = await run('restore', ...from, ...identity, '--unpack', join(there, 'postgres'));
  expect([unpacked.code, unpacked.err]).toEqual([0, '']);

  await shop[Symbol.asyncDispose]();
  const postmaster = owned.use(await startPostmaster(there, foreign.url));
  const at = (url: string) => atPort(url, Number(new URL(postmaster.url).port));
  env = {
    ...env,
    DATABASE_URL: at(env.DATABASE_URL),
    DATABASE_OWNER_URL: at(env.DATABASE_OWNER_URL),
  };
  const adopted = await run('restore', 'adopt', ...from);
  expect([adopted.code, adopted.value]).toEqual([0, { epoch: 1, broken: [] }]);
  shop = owned.use(
    await openShop({
      databaseUrl: env.DATABASE_OWNER_URL,
      dataDir: env.DATA_DIR,
      env,
      prices: null,
    }),
  );

  for (const each of before) {
    const { status, body } = await order(each.idempotencyKey);
    expect([status, body.id]).toEqual([201, each.orderId]);
    expect(await codesOf(each.orderId)).toEqual([each.code]);
  }
  // These may be in it: then they are the same orders, and otherwise their outcome is unknown.
  for (const each of [...during, lost]) {
    const { status, body } = await order(each.idempotencyKey);
    if (status === 201) expect(body.id).toBe(each.orderId);
    else expect([status, body.code]).toEqual([503, 'outcome_unknown']);
  }
  expect((await order(lost.idempotencyKey)).body.code).toBe('outcome_unknown');
  expect(await shop.verify()).toEqual([]);
});
