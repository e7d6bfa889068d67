/**
 * Guards: a program on the SDK whose own books equal the server's at the end, whatever happened on the way: the server and its
 * database were killed five times, requests and replies were lost, rate limits refused everything for a while, its own clock is ten
 * minutes off, and webhooks came twice.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  clusterFolder,
  killPostgres,
  openShop,
  type ServerProcess,
  type Shop,
  startServer,
} from '@psnb2b/server/testkit';
import { afterEach, expect, test, vi } from 'vitest';
import { openEmbedded } from '../../server/src/postgres/index.ts';
import { type Event, Psnb2b, seenIds } from '../src/index.ts';
import { fileCursorStore } from '../src/node/index.ts';
import { openBadNetwork } from './bad-network.ts';

const KILLS = 5;
const ORDERS = 60;
const BUYERS = 6;
/** Refused requests in a row. */
const STORM = 12;
const BALANCE = '100000.00';
const SKEW_MS = 10 * 60_000;

afterEach(() => {
  vi.useRealTimers();
});

interface Books {
  /** What the program bought, by its own number. */
  readonly bought: Map<string, { orderId: string; total: string; codes: string[] }>;
  /** Orders whose delivery was seen among the events, and how often. */
  readonly followed: Map<string, number>;
  /** Orders whose delivery came by webhook, each counted once. */
  readonly delivered: Map<string, number>;
  /** Deliveries that came again. */
  repeated: number;
}

test('five kills, lost replies, a storm of 429, a wrong clock and webhooks twice', async () => {
  await using folder = await clusterFolder();
  await using network = await openBadNetwork();
  const { dataDir } = folder;
  const key = await furnish(dataDir);
  const env = { ALLOW_PRIVATE_WEBHOOKS: 'true' };
  await using running = await keepRunning(() => startServer(dataDir, env));
  network.target = running.server.url;

  // From here on this process believes that it is later than it is; the server, another process, does not.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + SKEW_MS });
  const books: Books = {
    bought: new Map(),
    followed: new Map(),
    delivered: new Map(),
    repeated: 0,
  };
  const shop = new Psnb2b({ apiKey: key, baseUrl: network.url, maxRetries: 40, timeoutMs: 5_000 });
  await using hook = await receive(shop, books);
  const endpoint = await shop.webhookEndpoints.create({
    url: hook.url,
    events: ['order.status_changed'],
  });
  hook.secret = endpoint.secret ?? '';

  const stop = new AbortController();
  const store = fileCursorStore(join(dataDir, 'cursor'));
  const following = follow(shop, books, store, stop.signal);
  let next = 0;
  const buyer = async () => {
    for (let number = next++; number < ORDERS; number = next++)
      await buy(shop, books, `PO-${number}`);
  };
  const buying = Promise.all(Array.from({ length: BUYERS }, buyer));
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await vi.waitFor(() => expect(books.bought.size).toBeGreaterThanOrEqual(kill * 8), 120_000);
    await Promise.all([killPostgres(dataDir), running.server.kill()]);
    await running.again();
    network.target = running.server.url;
    if (kill === 2) network.storm = STORM;
  }
  await buying;

  await shop.webhookEndpoints.replay(endpoint.id, { after: 0, include_delivered: true });
  const ids = [...books.bought.values()].map(({ orderId }) => orderId).sort();
  const isComplete = (seen: ReadonlyMap<string, number>) =>
    expect([...seen.keys()].sort()).toEqual(ids);
  await vi.waitFor(() => isComplete(books.followed), 120_000);
  await vi.waitFor(() => isComplete(books.delivered), 120_000);
  await vi.waitFor(() => expect(books.repeated).toBeGreaterThanOrEqual(ids.length / 2), 120_000);
  stop.abort();
  await following;

  for (const counted of [books.followed, books.delivered]) {
    expect([...counted.values()].every((times) => times === 1)).toBe(true);
  }
  expect(network.counts.limited).toBe(STORM);
  for (const fate of ['lost', 'cut', 'half', 'page'] as const) {
    expect(network.counts[fate], fate).toBeGreaterThan(0);
  }
  await expectEqual(new Psnb2b({ apiKey: key, baseUrl: running.server.url }), books);
  await inProcess(dataDir, async (opened) => expect(await opened.verify()).toEqual([]));
});

/** The server that runs now; it ends with the test, however that ends. */
async function keepRunning(start: () => Promise<ServerProcess>) {
  const running = {
    server: await start(),
    again: async () => {
      running.server = await start();
    },
    [Symbol.asyncDispose]: () => running.server[Symbol.asyncDispose](),
  };
  return running;
}

/** One order and its codes; a retry of the whole has the same key, so it buys nothing twice. */
async function buy(shop: Psnb2b, books: Books, reference: string): Promise<void> {
  const wish = { region: 'US', denomination: 50, quantity: 2, reference };
  const order = await shop.orders.createAndWait(wish, { idempotencyKey: reference });
  const codes = await shop.codes.download(order.id);
  books.bought.set(reference, {
    orderId: order.id,
    total: order.total,
    codes: codes.map(({ code }) => code ?? ''),
  });
}

/** Follows events; every few it ends as a program that crashed would, and resumes from its store. */
async function follow(
  shop: Psnb2b,
  books: Books,
  store: ReturnType<typeof fileCursorStore>,
  signal: AbortSignal,
): Promise<void> {
  const seen = seenIds();
  const options = { store, signal, pollMs: 50, types: ['order.status_changed' as const] };
  while (!signal.aborted) {
    let handled = 0;
    try {
      for await (const event of shop.events.follow(options)) {
        // The event during which it ended comes again: at least once, so it is known by its id.
        if (seen.add(event.id)) count(books.followed, event);
        if (++handled === 7) break;
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}

function count(counts: Map<string, number>, event: Event): void {
  if (event.type !== 'order.status_changed' || event.data.order.status !== 'delivered') return;
  const { id } = event.data.order;
  counts.set(id, (counts.get(id) ?? 0) + 1); // nothing: it is the first
}

async function receive(shop: Psnb2b, books: Books) {
  const seen = seenIds();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const given = { body: new Uint8Array(Buffer.concat(chunks)), headers: request.headers };
    try {
      const event = await shop.verifyWebhook({ ...given, secrets: hook.secret });
      if (seen.add(event.id)) count(books.delivered, event);
      else books.repeated += 1;
      response.writeHead(204).end();
    } catch {
      response.writeHead(400).end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const hook = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    secret: '',
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return hook;
}

/** The program's books against the server's. */
async function expectEqual(shop: Psnb2b, { bought }: Books): Promise<void> {
  const orders = await shop.orders.list({ limit: 100 }).all();
  const theirs = orders.map(({ id, reference, total, status }) => ({
    id,
    reference,
    total,
    status,
  }));
  const ours = [...bought].map(([reference, { orderId: id, total }]) => ({
    id,
    reference,
    total,
    status: 'delivered',
  }));
  const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
  expect(theirs.sort(byId)).toEqual(ours.sort(byId));
  const spent = ours.reduce((sum, { total }) => sum + Number(total), 0);
  expect((await shop.balance.get()).balance).toBe((Number(BALANCE) - spent).toFixed(2));
  const codes = [...bought.values()].flatMap((each) => each.codes);
  expect(new Set(codes).size).toBe(2 * ORDERS);
  expect(codes).not.toContain('');
}

/** A folder with stock and a partner; returns a key. */
async function furnish(dataDir: string): Promise<string> {
  let key = '';
  await inProcess(dataDir, async (shop) => {
    await shop.stock({ codes: 2 * ORDERS + 20 });
    const { partnerId } = await shop.buyer({ balance: BALANCE });
    const scopes = ['read', 'orders', 'codes', 'webhooks'];
    key = (await shop.key(partnerId, { scopes })).text;
  });
  return key;
}

async function inProcess(dataDir: string, work: (shop: Shop) => Promise<void>): Promise<void> {
  await using postgres = await openEmbedded({ dataDir });
  await using shop = await openShop({ databaseUrl: postgres.url, dataDir });
  await work(shop);
}
