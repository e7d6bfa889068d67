/**
 * Guards: the metrics show what runs out before it has run out: a blocked event loop, orders that wait for a batch, callers that wait for
 * a connection, events that no worker reads, and room on the disks.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { walSizeReader } from '../../src/kit/database/index.ts';
import { drivenClock, openReceiver, openShop, parseId, type Shop } from '../../testkit/index.ts';
import { DEVELOPMENT, register, webhookBuyer } from '../webhooks/rig.ts';

const PATIENCE = { timeout: 20_000, interval: 50 };
const HOUR_MS = 3_600_000;
const BODY = { region: 'US', denomination: 50, quantity: 1 };

let stack: AsyncDisposableStack;
let shop: Shop;
beforeAll(async () => {
  stack = new AsyncDisposableStack();
  // Everything that happens here happened an hour ago.
  const clock = drivenClock(new Date(Date.now() - HOUR_MS));
  shop = stack.use(await openShop({ clock, env: DEVELOPMENT }));
  await shop.stock({ codes: 300 });
});
afterAll(() => stack[Symbol.asyncDispose]());

/** The value of a metric, with its labels as they are printed; undefined if it is absent. */
async function figure(name: string): Promise<number | undefined> {
  const lines = (await shop.app.metrics.text()).split('\n');
  const line = lines.find((each) => each.startsWith(`psnb2b_${name} `));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

test('a blocked event loop shows as a delay', async () => {
  const until = performance.now() + 400;
  while (performance.now() < until);
  await vi.waitFor(async () => {
    expect(await figure('event_loop_delay_seconds{quantile="1"}')).toBeGreaterThan(0.3);
  }, PATIENCE);
});

test('orders wait for a batch while the database holds the running ones', async () => {
  const { key } = await shop.buyer({ balance: '100000.00' });
  const waiting = 'batch_waiting{lane="orders"}';
  const running = 'batches_running{lane="orders"}';
  expect([await figure(waiting), await figure(running)]).toEqual([0, 0]);
  const placed = await shop.owner.transaction(async (tx) => {
    await tx.query('LOCK TABLE orders.orders IN EXCLUSIVE MODE');
    const placing = Promise.all(
      Array.from({ length: 150 }, () => shop.call('POST', '/orders', { key, body: BODY })),
    );
    await vi.waitFor(async () => {
      expect(await figure(running)).toBe(2);
      expect(await figure(waiting)).toBeGreaterThan(10);
    }, PATIENCE);
    return { placing };
  });
  for (const { status } of await placed.placing) expect(status).toBe(201);
  expect([await figure(waiting), await figure(running)]).toEqual([0, 0]);
});

test('callers wait for a connection once the pool is used up', async () => {
  const { database } = shop.app;
  const pool = (name: string) => figure(`database_connections_${name}{pool="requests"}`);
  const max = (await pool('max')) ?? 0;
  expect(max).toBeGreaterThan(1);
  let open = () => {};
  const barrier = new Promise<void>((resolve) => {
    open = resolve;
  });
  const held = Array.from({ length: max }, () => database.transaction(() => barrier));
  await vi.waitFor(async () => expect(await pool('used')).toBe(max), PATIENCE);
  // What the metrics themselves read waits as well, once.
  const own = await pool('waiting');
  const late = [database.reads.query('SELECT'), database.reads.query('SELECT')];
  await vi.waitFor(async () => expect(await pool('waiting')).toBe(Number(own) + 2), PATIENCE);
  open();
  await Promise.all([...held, ...late]);
  expect(await pool('waiting')).toBe(0);
});

test('an event that no worker has read has an age, unless its endpoint fails or is paused', async () => {
  const receiver = stack.use(await openReceiver());
  const { key } = await webhookBuyer(shop);
  const endpoint = await register(shop, key, receiver.url);
  expect((await shop.call('POST', '/orders', { key, body: BODY })).status).toBe(201);
  const age = () => figure('webhook_unread_seconds');
  expect(await age()).toBeGreaterThan(3_500);
  const set = (column: string, value: string) =>
    shop.rows(`UPDATE webhooks.cursors SET ${column} = ${value} WHERE endpoint_id = $1`, [
      parseId('whe', endpoint.id),
    ]);
  await set('failing_since', 'now()');
  expect(await age()).toBe(0);
  await set('failing_since', 'NULL');
  expect(await age()).toBeGreaterThan(3_500);
  await set('paused', 'true');
  expect(await age()).toBe(0);
});

test('the room of the data folder, and of the folder of backups once there is one', async () => {
  const free = await figure('disk_free_bytes{folder="data"}');
  expect(free).toBeGreaterThan(0);
  expect(await figure('disk_size_bytes{folder="data"}')).toBeGreaterThanOrEqual(free ?? Infinity);
  const ofBackups = () => figure('disk_free_bytes{folder="backups"}');
  expect(await ofBackups()).toBeUndefined();
  const place = await mkdtemp(join(tmpdir(), 'psnb2b-place-'));
  stack.defer(() => rm(place, { recursive: true, force: true }));
  await shop.rows(
    `INSERT INTO backups.schedule (place, every_hours, kept, recipients, changed_at, changed_by)
     VALUES ($1, 24, 2, '{age1}', now(), 'operator:test')`,
    [place],
  );
  expect(await ofBackups()).toBeGreaterThan(0);
  await rm(place, { recursive: true });
  expect(await ofBackups()).toBeUndefined();
  expect(await figure('disk_free_bytes{folder="data"}')).toBeGreaterThan(0);
});

test('the size of the write-ahead log, which only the owner may see', async () => {
  const SEGMENT = 16 * 1024 ** 2;
  expect(await figure('wal_bytes')).toBeGreaterThanOrEqual(SEGMENT);
  const refused = walSizeReader(shop.app.database.reads);
  expect(await refused()).toBeNull();
});
