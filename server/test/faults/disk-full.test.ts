/**
 * Guards: a full disk stops sales and nothing else. No order is half done, each refusal says that it can be retried,
 * the service reports that it is not ready and logs why, the process keeps running although its own log cannot be
 * written, and everything works again once there is room.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Order } from '@psnb2b/contract';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { type Answer, callApi, onSmallDisk, openShop, SmallDisk } from '../../testkit/index.ts';

const MAIN = fileURLToPath(new URL('../../bin/psnb2b-server.mjs', import.meta.url));
const PATIENCE = { timeout: 60_000, interval: 100 };
const BODY = { region: 'US', denomination: 50, quantity: 1 };
const BUYERS = 4;
const MEGABYTE = 2 ** 20;
const DISK_BYTES = 200 * MEGABYTE;
/** Less than a segment of the write-ahead log (16 MB). */
const LEFT_BYTES = 6 * MEGABYTE;

const folder = await mkdtemp(join(tmpdir(), 'psnb2b-small-'));
const command = onSmallDisk({ folder, bytes: DISK_BYTES }, [process.execPath, MAIN, 'serve']);

/** The real server on a small disk of its own, with log, key file and PostgreSQL on it. */
async function openOnSmallDisk([file = '', ...args]: readonly string[]) {
  await using stack = new AsyncDisposableStack();
  const env = { PATH: process.env.PATH, DATA_DIR: join(folder, 'data'), PORT: '0', DEMO: 'off' };
  const child = spawn(file, args, { env: { ...env, LOG_LEVEL: 'warn' }, stdio: 'inherit' });
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
  stack.defer(async () => {
    child.kill('SIGTERM');
    await exited;
    await rm(folder, { recursive: true });
  });
  const disk = new SmallDisk(child.pid ?? 0, folder);
  const url = await vi.waitFor(() => {
    const listening = /^psnb2b listens on (http:\S+)$/m.exec(disk.log())?.[1];
    if (listening === undefined) throw new Error('it does not listen yet');
    return listening;
  }, PATIENCE);
  const databaseUrl = disk.databaseUrl('data');
  const shop = stack.use(await openShop({ databaseUrl, dataDir: join(disk.root, 'data') }));
  await shop.stock({ codes: 500 });
  const { key } = await shop.buyer({ balance: '23500.00' });
  // The other process reads what is sold within a second.
  await vi.waitFor(async () => {
    expect((await callApi(url, 'GET', '/inventory/PSN-US-50', { key })).status).toBe(200);
  }, PATIENCE);
  const owned = stack.move();
  return {
    ...{ child, disk, url, shop, key, databaseUrl },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Buyers place orders at the same time, each one after another until so many in a row were refused; `answers` gets the outcome of each key. */
async function orderUntilRefused(
  { url, key }: { readonly url: string; readonly key: string },
  name: string,
  answers: Map<string, Answer<Order>>,
) {
  const buyer = async (number: number) => {
    for (let [placed, refused] = [0, 0]; refused < 3; placed += 1) {
      const idempotencyKey = `${name}-${number}-${placed}`;
      const call = { key, idempotencyKey, body: BODY };
      const answer = await callApi<Order>(url, 'POST', '/orders', call);
      answers.set(idempotencyKey, answer);
      refused = answer.status === 201 ? 0 : refused + 1;
    }
  };
  await Promise.all(Array.from({ length: BUYERS }, (_, number) => buyer(number)));
}

async function readiness(url: string): Promise<unknown[]> {
  const reply = await fetch(`${url}/readyz`);
  return [reply.status, ((await reply.json()) as { status: string }).status];
}

if (command === null) console.log('this system allows no mounts: a full disk is not tried');
else {
  test('the disk fills up and gets room again: at a table and at the write-ahead log', async () => {
    await using server = await openOnSmallDisk(command);
    const { disk, url, shop, key, databaseUrl } = server;
    let sold = 0;
    const said = new Map<string, Answer<Order>>();
    const orders = (name: string) => orderUntilRefused(server, name, said);
    const settle = async () => {
      await vi.waitFor(async () => expect(await readiness(url)).toEqual([200, 'ready']), PATIENCE);
      for (const [idempotencyKey, before] of said) {
        const retry = { key, idempotencyKey, body: BODY };
        const { status, body } = await callApi<Order>(url, 'POST', '/orders', retry);
        expect(status).toBe(201);
        if (before.status === 201) expect(body.id).toBe(before.body.id);
      }
      sold = said.size;
      const { body } = await callApi(url, 'GET', '/balance', { key });
      expect(body.balance).toBe(`${23_500 - 47 * sold}.00`);
      expect(await shop.verify()).toEqual([]);
    };

    const underLoad = orders('tables');
    await vi.waitFor(() => expect(said.size).toBeGreaterThan(BUYERS), PATIENCE);
    disk.fill();
    await vi.waitFor(async () => {
      expect(await readiness(url)).toEqual([503, 'database cannot write']);
    }, PATIENCE);
    await underLoad;
    const refusals = [...said.values()].filter(({ status }) => status !== 201);
    for (const { status, body, headers } of refusals) {
      expect([status, body]).toMatchObject([503, { code: 'unavailable', retryable: true }]);
      expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(JSON.stringify(body)).not.toMatch(/space|disk/i);
    }
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    disk.free();
    await settle();
    // Log lines that could not be written waited for room, also those with the cause of each refusal.
    await vi.waitFor(() => {
      const lines = disk.log().split('\n');
      for (const { headers } of refusals) {
        const requestId = headers.get('x-request-id') ?? '';
        const line = lines.find((each) => each.includes(requestId));
        expect(line).toContain('No space left on device');
      }
    }, PATIENCE);

    // PostgreSQL ends when its log finds no room, and cannot start until there is some.
    disk.fill(LEFT_BYTES);
    const client = new pg.Client({ connectionString: databaseUrl });
    client.on('error', () => {});
    await client.connect();
    // The log may take what such a disk can spare, and not the gigabytes of a large one.
    const { rows } = await client.query('SHOW max_wal_size');
    expect(rows).toEqual([{ max_wal_size: '128MB' }]);
    const writes = async () => {
      for (;;) await client.query(`SELECT pg_logical_emit_message(true, '', repeat('x', 100000))`);
    };
    await expect(writes()).rejects.toThrow();
    await client.end().catch(() => {});
    await orders('log');
    await vi.waitFor(async () => expect((await readiness(url))[0]).toBe(503), PATIENCE);
    await vi.waitFor(() => {
      expect(disk.log()).toContain('PostgreSQL has ended; restarting it');
    }, PATIENCE);
    disk.free();
    await settle();
    expect(server.child.exitCode).toBeNull();
  });
}
