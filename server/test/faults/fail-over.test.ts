/**
 * Guards: of several hosts in DATABASE_URL the primary is used. When it dies, or falls silent, and a standby is promoted, orders go on
 * there within seconds, every acknowledged order is there, and a retry settles what was unknown; an old primary that returns and accepts
 * writes is never used again, also by a process that starts while only it answers.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Database, DatabaseHosts, openBaseBackup } from '../../src/kit/database/index.ts';
import { openEmbedded } from '../../src/postgres/index.ts';
import { type Postmaster, startPostmaster } from '../../testkit/foreign-postgres.ts';
import {
  type ClusterFolder,
  clusterFolder,
  clusterOf,
  dropConnections,
  freezePostgres,
  killPostgres,
  openShop,
  startServer,
} from '../../testkit/index.ts';
import { findLost, Journal, placeOne, settleUnknown } from './journal.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const CODES = 4_000;
const BUYERS = 12;
const ORDERS_EACH = 20;

/** A data folder with a shop in it, of which each pair is two copies: making it takes longer than most of the tests. */
let furnished: ClusterFolder;
let made: { readonly url: string; readonly key: string };
beforeAll(async () => {
  furnished = await clusterFolder();
  const { dataDir } = furnished;
  {
    await using postgres = await openEmbedded({ dataDir });
    await using shop = await openShop({ databaseUrl: postgres.url, dataDir });
    await shop.stock({ codes: CODES });
    made = { url: postgres.url, ...(await shop.buyer({ balance: '1000000.00' })) };
  }
  // A standby must allow as many connections as the copied cluster last did: that is the embedded one's number until this start.
  await (await startPostmaster(dataDir, made.url))[Symbol.asyncDispose]();
});
afterAll(() => furnished[Symbol.asyncDispose]());

/** A primary with the shop in it, and its synchronous standby; each in a folder of its own. */
async function openPair() {
  await using stack = new AsyncDisposableStack();
  const { url, key } = made;
  const first = stack.use(await clusterFolder(furnished.dataDir));
  const second = stack.use(await clusterFolder(furnished.dataDir));
  await writeFile(join(clusterOf(second.dataDir), 'standby.signal'), '');
  const primary = stack.use(
    // Commits wait for the standby, once there is one.
    await startPostmaster(first.dataDir, url, { synchronous_standby_names: '*' }),
  );
  const { port, username, password } = new URL(primary.url);
  const from = `host=127.0.0.1 port=${port} user=${username} password=${password} application_name=standby`;
  const standby = stack.use(await startPostmaster(second.dataDir, url, { primary_conninfo: from }));
  const owned = stack.move();
  return {
    ...{ key, primary, standby, dataDir: first.dataDir, url },
    both: hostsOf(primary.url, standby.url),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function hostsOf(...urls: readonly string[]): string {
  const [first = '', ...others] = urls;
  const { host } = new URL(first);
  return first.replace(host, [host, ...others.map((url) => new URL(url).host)].join(','));
}

async function systemOf({ reads }: Database): Promise<string> {
  const { rows } = await reads.query<{ id: string }>(
    'SELECT system_identifier::text AS id FROM pg_control_system()',
  );
  // nothing: a system has an identity
  return rows[0]?.id ?? '';
}

async function promote({ url }: Postmaster): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('SELECT pg_promote(true, 30)');
  await client.end();
}

/** Buyers place their orders one after another, whatever the replies are; in the middle of it something happens. */
async function buyThrough(journal: Journal, url: string, key: string, strike: () => void) {
  let placed = 0;
  const buyer = async () => {
    for (let order = 0; order < ORDERS_EACH; order += 1) {
      const acknowledged = await placeOne(journal, url, key);
      placed += 1;
      if (placed === (BUYERS * ORDERS_EACH) / 2) strike();
      // A program that was refused waits before its next order.
      if (!acknowledged) await delay(100);
    }
  };
  await Promise.all(Array.from({ length: BUYERS }, buyer));
}

/** Everything acknowledged is there, and what was unknown is settled by its retry. */
async function expectWhole(journal: Journal, url: string, key: string): Promise<void> {
  await vi.waitFor(
    async () => {
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
    },
    { timeout: 60_000 },
  );
  await settleUnknown(journal, url, key);
  expect(journal.strange).toEqual([]);
  expect(journal.acknowledged.size).toBe(BUYERS * ORDERS_EACH);
  expect(await findLost(journal, url, key)).toEqual([]);
}

test('the primary is killed and its standby promoted: nothing acknowledged is lost, and the old one is never used again', async () => {
  await using pair = await openPair();
  const { key, both, dataDir } = pair;
  await using server = await startServer(dataDir, { DATABASE_URL: both });
  const journal = new Journal();
  let promoted: Promise<void> | undefined;
  await buyThrough(journal, server.url, key, () => {
    promoted = killPostgres(dataDir).then(() => promote(pair.standby));
  });
  await promoted;
  await expectWhole(journal, server.url, key);

  // The old primary returns, accepts writes, and has no standby to wait for.
  await using old = await startPostmaster(dataDir, pair.url);
  const hosts = new DatabaseHosts(hostsOf(old.url, pair.standby.url));
  expect(await hosts.look()).toBe(pair.standby.url);
  // A backup is of the new one.
  await using database = new Database({ url: hosts });
  expect(database.url).toBe(pair.standby.url);
  const meant = { systemId: await systemOf(database), timeline: 2 };
  await using backup = await openBaseBackup(database.url, 'new', meant);
  expect(backup.timeline).toBe(2);
  await expect(openBaseBackup(old.url, 'old', meant)).rejects.toThrow('is not the primary');
  const memory = join(dataDir, 'postgres.timeline');
  await using alone = new DatabaseHosts(hostsOf(old.url, 'postgres://127.0.0.1:1'), { memory });
  await expect(alone.look()).rejects.toThrow(/is an old primary \(timeline 1, and 2 was seen\)/);
});

test('a primary falls silent, packets to it are dropped, and its standby is promoted: writes go on there', async () => {
  await using pair = await openPair();
  const { key, both, dataDir } = pair;
  await using server = await startServer(dataDir, { DATABASE_URL: both });
  const journal = new Journal();
  await using frozen = new AsyncDisposableStack();
  let promoted: Promise<void> | undefined;
  await buyThrough(journal, server.url, key, () => {
    frozen.use(freezePostgres(dataDir));
    promoted = dropConnections(pair.primary.url).then((dropped) => {
      frozen.use(dropped);
      return promote(pair.standby);
    });
  });
  await promoted;
  await expectWhole(journal, server.url, key);
});

test.each(['first', 'last'])(
  'a primary that goes on after a promotion is left, the new one being named %s',
  async (place) => {
    await using pair = await openPair();
    const urls = [pair.standby.url, pair.primary.url];
    const hosts = new DatabaseHosts(hostsOf(...(place === 'first' ? urls : urls.reverse())));
    expect(await hosts.look()).toBe(pair.primary.url);
    await promote(pair.standby);
    expect(await hosts.look()).toBe(pair.standby.url);
  },
);

test('a standby alone is refused with a sentence', async () => {
  await using pair = await openPair();
  await using database = new Database({ url: pair.primary.url });
  const meant = { systemId: await systemOf(database), timeline: 1 };
  await expect(openBaseBackup(pair.standby.url, 'standby', meant)).rejects.toThrow(
    'is not the primary',
  );
  const { host } = new URL(pair.standby.url);
  await using hosts = new DatabaseHosts(hostsOf(pair.standby.url, 'postgres://127.0.0.1:1'));
  await expect(hosts.look()).rejects.toThrow(
    `No host of DATABASE_URL is the primary: ${host} is a standby; 127.0.0.1:1 cannot be reached`,
  );
  await expect(startServer(pair.dataDir, { DATABASE_URL: pair.standby.url })).rejects.toThrow(
    'is a standby; name the primary',
  );
});
