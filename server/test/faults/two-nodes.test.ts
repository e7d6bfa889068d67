/**
 * Guards: several processes serve one database as one. A limit holds in total, an order placed at one is found and replayed by the
 * other, a change applies at both within a second, and replacing each of them under load fails no request.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  callApi,
  openShop,
  type ServerProcess,
  type Shop,
  startServer,
  startWorker,
} from '../../testkit/index.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let stack: AsyncDisposableStack;
let shop: Shop;
beforeAll(async () => {
  stack = new AsyncDisposableStack();
  shop = stack.use(await openShop());
  await shop.stock({ codes: 3_000 });
});
afterAll(() => stack.disposeAsync());

const node = (env: NodeJS.ProcessEnv = {}): Promise<ServerProcess> =>
  startServer(shop.app.config.dataDir, {
    DATABASE_URL: shop.app.url,
    ROLE: 'api',
    DRAIN_MS: '1000',
    ...env,
  });

test('500 requests at once on two processes: exactly the limit is served', async () => {
  await using first = await node();
  await using second = await node();
  const { text: key } = await shop.key(await shop.partner(), { requestsPerMinute: 60 });
  const replies = await Promise.all(
    Array.from({ length: 500 }, (_, index) =>
      fetch(`${index % 2 ? first.url : second.url}/api/v1/balance`, {
        headers: { authorization: `Bearer ${key}` },
      }).then((reply) => reply.status),
    ),
  );
  expect(replies.filter((status) => status === 200)).toHaveLength(60);
  expect(replies.filter((status) => status === 429)).toHaveLength(440);
});

test('orders of one key at two processes: one effect each, replayed by either', async () => {
  await using first = await node();
  await using second = await node();
  const { key } = await shop.buyer({ balance: '100000.00' });
  const urls = [first.url, second.url] as const;
  const order = { region: 'US', denomination: 50, quantity: 1 };
  const keys = Array.from({ length: 30 }, () => randomUUID());
  const placed = await Promise.all(
    keys.flatMap((idempotencyKey) =>
      urls.map((url) => callApi(url, 'POST', '/orders', { key, idempotencyKey, body: order })),
    ),
  );
  expect(placed.map(({ status }) => status)).toEqual(placed.map(() => 201));
  expect(new Set(placed.map(({ body }) => body.id)).size).toBe(keys.length);
  expect(await shop.verify()).toEqual([]);
});

test('each process is replaced under load: no request fails', async () => {
  const worker = startWorker(shop.app.config.dataDir, { DATABASE_URL: shop.app.url });
  stack.use(worker);
  const { key } = await shop.buyer({ balance: '1000000.00' });
  const serving = [await node(), await node()];
  const failed: unknown[] = [];
  let served = 0;
  let isOver = false;
  // A load balancer sends nothing to a node that is being replaced, and what it has sent is answered.
  const caller = async (index: number) => {
    while (!isOver) {
      const { url } = serving[index % serving.length] as ServerProcess;
      const reply = await callApi(url, 'POST', '/orders', {
        key,
        idempotencyKey: randomUUID(),
        body: { region: 'US', denomination: 50, quantity: 1 },
      }).catch((error: unknown) => ({ status: error }));
      if (reply.status === 201) served += 1;
      else failed.push(reply.status);
      await delay(1);
    }
  };
  const callers = Array.from({ length: 6 }, (_, index) => caller(index));
  for (const index of [0, 1]) {
    const old = serving[index] as ServerProcess;
    const heir = await node();
    serving[index] = heir;
    expect(await old.stop()).toBe(0);
  }
  isOver = true;
  await Promise.all(callers);
  for (const each of serving) await each.stop();
  expect(failed).toEqual([]);
  expect(served).toBeGreaterThan(50);
  expect(await shop.verify()).toEqual([]);
});
