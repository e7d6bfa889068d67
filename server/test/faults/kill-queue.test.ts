/**
 * Guards: orders that wait survive. Everything is killed in the middle of queues that grow, lots that come and cancellations; then
 * it goes on, and in the end whoever could be filled is filled, in turn, once, and nobody's order is missing.
 */
import { randomUUID } from 'node:crypto';
import type { Order } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { parseId } from '../../src/kit/ids.ts';
import { openEmbedded } from '../../src/postgres/index.ts';
import {
  type ClusterFolder,
  callApi,
  clusterFolder,
  killPostgres,
  openShop,
  type Shop,
  startServer,
} from '../../testkit/index.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const KILLS = 5;
const ANSWERS_EACH = 100;
const DENOMINATIONS = [20, 50, 100];
const SIZES = [1, 2, 3, 5, 8];

let folder: ClusterFolder;
let key: string;
beforeAll(async () => {
  folder = await clusterFolder();
  await beside(async (shop) => {
    ({ key } = await shop.buyer({ balance: '1000000.00' }));
  });
});
afterAll(() => folder[Symbol.asyncDispose]());

/** Opens the same folder in this process, beside the server or without it. */
async function beside<Result>(work: (shop: Shop) => Promise<Result>): Promise<Result> {
  await using postgres = await openEmbedded({ dataDir: folder.dataDir });
  await using shop = await openShop({ databaseUrl: postgres.url, dataDir: folder.dataDir });
  return await work(shop);
}

const pick = (values: readonly number[]): number =>
  values[Math.floor(Math.random() * values.length)] as number;

/** Ids of the orders that were acknowledged. */
const acknowledged = new Set<string>();

/** Orders and cancels without pause until the server is gone; calls `strike` after so many answers. */
async function orderAndCancel(url: string, strike: () => void): Promise<void> {
  let answers = 0;
  const buyer = async () => {
    for (;;) {
      const fill = Math.random() < 0.7 ? 'wait' : 'all';
      const body = { region: 'US', denomination: pick(DENOMINATIONS), quantity: pick(SIZES), fill };
      const placed = await callApi<Order>(url, 'POST', '/orders', {
        ...{ key, body },
        idempotencyKey: randomUUID(),
      });
      if (placed.status >= 500) return;
      if (placed.status === 201) acknowledged.add(placed.body.id);
      if (Math.random() < 0.2)
        await callApi(url, 'POST', `/orders/${placed.body.id}/cancel`, { key });
      answers += 1;
      if (answers === ANSWERS_EACH) strike();
    }
  };
  await Promise.allSettled(Array.from({ length: 6 }, buyer));
}

async function bringLots(shop: Shop, begun: () => void, isOver: () => boolean): Promise<void> {
  begun();
  while (!isOver()) {
    await shop.stock({ denomination: pick(DENOMINATIONS), codes: pick([3, 7, 11, 16]) });
  }
}

test('five kills of everything while orders wait and lots come', async () => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    await using server = await startServer(folder.dataDir);
    const gone: Promise<void>[] = [];
    let isOver = false;
    const begun = Promise.withResolvers<void>();
    // The lots die with the database.
    const lots = beside((shop) => bringLots(shop, begun.resolve, () => isOver)).catch(() => {});
    await begun.promise;
    await orderAndCancel(server.url, () => {
      gone.push(killPostgres(folder.dataDir), server.kill());
    });
    isOver = true;
    await Promise.all([...gone, lots]);
    expect(gone).toHaveLength(2);
  }
  await using _server = await startServer(folder.dataDir);
  await beside(async (shop) => {
    // The server's own job finishes what a kill left half done.
    await vi.waitFor(
      async () => expect(await shop.rows('SELECT FROM stock.shelves WHERE filling')).toEqual([]),
      { timeout: 30_000, interval: 250 },
    );
    const kept = await shop.rows<{ n: number }>(
      'SELECT count(*)::int AS n FROM orders.orders WHERE order_id = ANY($1)',
      [[...acknowledged].map((id) => parseId('ord', id))],
    );
    expect(kept).toEqual([{ n: acknowledged.size }]);
    const [queue] = await shop.rows<{ filled: number; open: number }>(
      `SELECT count(*) FILTER (WHERE filled AND "left" > joined)::int AS filled,
              count(*) FILTER (WHERE "left" IS NULL)::int AS open FROM orders.queue`,
    );
    expect(queue?.filled).toBeGreaterThan(KILLS);
    await shop.stock({ denomination: 20, codes: 1_500 });
    await shop.stock({ denomination: 50, codes: 1_500 });
    await shop.stock({ denomination: 100, codes: 1_500 });
    await vi.waitFor(
      async () =>
        expect(await shop.rows(`SELECT FROM orders.orders WHERE status = 'pending'`)).toEqual([]),
      { timeout: 30_000, interval: 250 },
    );
    expect(await shop.verify()).toEqual([]);
  });
});
