/**
 * Guards: a silent database blocks nothing for ever. Connections that fall silent, a frozen server and a COMMIT that
 * waits for a standby each end in a correct reply, and the shop recovers by itself; meanwhile it reports that it is not
 * ready, and still shows its metrics.
 */
import type { Order } from '@psnb2b/contract';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type EmbeddedPostgres, openEmbedded } from '../../src/postgres/index.ts';
import {
  type Answer,
  type ClusterFolder,
  clusterFolder,
  freezePostgres,
  openPostgresProxy,
  openShop,
  type PostgresProxy,
  type Shop,
} from '../../testkit/index.ts';

const PATIENCE = { timeout: 60_000, interval: 100 };
const BODY = { region: 'US', denomination: 50, quantity: 1 };
const BALANCE = 4_700;
const READERS = 6;

let folder: ClusterFolder;
let dataDir: string;
let postgres: EmbeddedPostgres;
let proxy: PostgresProxy;
let shop: Shop;
beforeAll(async () => {
  folder = await clusterFolder();
  ({ dataDir } = folder);
  postgres = await openEmbedded({ dataDir });
  proxy = await openPostgresProxy(postgres.url);
  // Without trusted proxies, so that this machine may read the metrics.
  const env = { DATABASE_TIMEOUT_MS: '6000', TRUSTED_PROXIES: '' };
  shop = await openShop({ databaseUrl: proxy.url, env });
  await shop.stock({ codes: 300 });
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await proxy[Symbol.asyncDispose]();
  await postgres.close();
  await folder[Symbol.asyncDispose]();
});

const place = (key: string, idempotencyKey: string) =>
  shop.call<Order>('POST', '/orders', { key, idempotencyKey, body: BODY });

/** Reads and orders at once, so that every connection of the pools has been used. */
function everything(key: string, name: string): Promise<Answer[]> {
  const reads = Array.from({ length: READERS }, () => shop.call('GET', '/orders', { key }));
  return Promise.all([...reads, place(key, name), place(key, `${name}-too`)]);
}

async function readiness(): Promise<[number, string]> {
  const reply = await fetch(`${shop.url}/readyz`);
  return [reply.status, ((await reply.json()) as { status: string }).status];
}

async function servesAgain(key: string, names: readonly string[]): Promise<void> {
  await vi.waitFor(async () => {
    const answers = await everything(key, 'afterwards');
    for (const { status } of answers) expect([200, 201]).toContain(status);
  }, PATIENCE);
  for (const name of names) expect((await place(key, name)).status).toBe(201);
  // A result of the readiness check is reused for a second.
  await vi.waitFor(async () => expect(await readiness()).toEqual([200, 'ready']), PATIENCE);
  const { body } = await shop.call('GET', '/balance', { key });
  expect(Number(body.balance)).toBe(BALANCE - 47 * (names.length + 2));
  expect(await shop.verify()).toEqual([]);
}

test('silent connections are closed, and new ones serve', async () => {
  const { key } = await shop.buyer({ balance: `${BALANCE}.00` });
  const names = ['before', 'before-too', 'silent', 'silent-too'];
  for (const { status } of await everything(key, 'before')) expect([200, 201]).toContain(status);
  proxy.silence();
  for (const { status, body } of await everything(key, 'silent')) {
    expect([status, body.retryable]).toEqual(status === 503 ? [503, true] : [status, undefined]);
  }
  await servesAgain(key, names);
});

test('a frozen server: not ready and metrics at once, a correct reply to every call, and recovery', async () => {
  const { key } = await shop.buyer({ balance: `${BALANCE}.00` });
  const names = ['before', 'before-too', 'frozen', 'frozen-too'];
  await everything(key, 'before');
  {
    using _frozen = freezePostgres(dataDir);
    let answered = false;
    const calls = everything(key, 'frozen').finally(() => {
      answered = true;
    });
    await vi.waitFor(async () => {
      expect(await readiness()).toEqual([503, 'database silent']);
    }, PATIENCE);
    const figures = await fetch(`${shop.url}/metrics`);
    expect([figures.status, await figures.text()]).toEqual([200, expect.stringMatching(/cpu/)]);
    expect(answered).toBe(false);
    const answers = await calls;
    for (const { status, body } of answers) {
      expect([status, body.retryable]).toEqual([503, true]);
    }
    // The connections are closed now, and no new one can be opened.
    expect((await shop.call('GET', '/orders', { key })).status).toBe(503);
    expect((await readiness())[0]).toBe(503);
  }
  await servesAgain(key, names);
});

test('the outcome of a COMMIT that is cancelled while it waits for a standby is unknown', async () => {
  const { key } = await shop.buyer({ balance: `${BALANCE}.00`, approvalLimit: 0 });
  const { key: other } = await shop.buyer({ balance: `${BALANCE}.00` });
  const { body: waiting } = await place(key, 'to-be-cancelled');
  expect(waiting.status).toBe('pending');
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  const standby = async (names: string) => {
    await admin.query(`ALTER SYSTEM SET synchronous_standby_names = '${names}'`);
    await admin.query('SELECT pg_reload_conf()');
    await vi.waitFor(async () => {
      const { rows } = await admin.query('SHOW synchronous_standby_names');
      expect(rows[0]).toEqual({ synchronous_standby_names: names });
    }, PATIENCE);
  };
  /** Waits until both acts wait in their COMMIT; the readiness check and others may wait there too. */
  const cancelCommits = () =>
    vi.waitFor(async () => {
      const { rows } = await admin.query<{ query: string }>(
        `SELECT query, pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'`,
      );
      expect(rows).not.toEqual([]);
    }, PATIENCE);
  try {
    await standby('nobody');
    // A result of the readiness check is reused for a second.
    await vi.waitFor(async () => expect((await readiness())[0]).toBe(503), PATIENCE);
    let isDone = false;
    const acts = Promise.all([
      shop.call('POST', `/orders/${waiting.id}/cancel`, { key, idempotencyKey: 'cancel' }),
      place(other, 'in-doubt'),
    ]).finally(() => {
      isDone = true;
    });
    while (!isDone) await Promise.race([cancelCommits(), acts]);
    for (const answer of await acts) {
      expect(answer).toMatchObject({ status: 503, body: { code: 'outcome_unknown' } });
    }
  } finally {
    await standby('');
    await admin.end();
  }
  // They had taken effect: the retries are replays.
  await vi.waitFor(async () => expect((await readiness())[0]).toBe(200), PATIENCE);
  const again = await shop.call('POST', `/orders/${waiting.id}/cancel`, {
    key,
    idempotencyKey: 'cancel',
  });
  expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
  const replay = await place(other, 'in-doubt');
  expect([replay.status, replay.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
});
