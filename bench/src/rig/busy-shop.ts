import { join } from 'node:path';
import type { App } from '../../../server/src/app.ts';
import { assert } from '../../../server/src/kit/assert.ts';
import { type DrivenClock, drivenClock } from '../../../server/src/kit/clock.ts';
import { HOUR_MS } from '../../../server/src/kit/time.ts';
import { Deliverer } from '../../../server/src/webhooks/index.ts';
import { createWorker } from '../../../server/src/worker.ts';
import { buy, decide, file } from '../../../server/testkit/claimant.ts';
import { PASSWORD, signUp, staff, visitor } from '../../../server/testkit/people.ts';
import { openShop, type Shop } from '../../../server/testkit/shop.ts';
import { openReceiver } from '../../../server/testkit/webhook-receiver.ts';
import { alternate, quantile, type Run } from './benchmark.ts';
import type { Cluster } from './cluster.ts';
import { openHttpClient } from './http-client.ts';
import { CODES_PER_ORDER, orderRequests } from './order-requests.ts';

const BEGAN = new Date('2026-03-01T00:00:00Z');
const PRODUCTS = ['10', '20', '50', '100'].map((denomination) => ({ region: 'US', denomination }));
const PARTS = 8;
const IN_FLIGHT = 4;
const CREATED = 201;
/** Measured orders of a part of the day, in each of the two shops. */
const MEASURED = 8;
/** More codes than are sold on average, because orders draw their product. */
const SPARE = 1.3;
/** What a small shop needs more, where chance is larger. */
const SPARE_ORDERS = 400;
/** Deliveries in a hundred that the receiver refuses once. */
const REFUSED = 2;
const CLAIMS = 5;
const READERS = 20;

export interface BusyShopSize {
  readonly partners: number;
  readonly ordersADay: number;
}

/** Median times of an order on one day. */
export interface DayTimes {
  readonly busyMs: number;
  /** In a shop that is as good as new, in turns with the other. */
  readonly youngMs: number;
}

/** A shop with its worker, its partners and its staff, whose days pass when they are asked to. */
export interface BusyShop extends AsyncDisposable {
  readonly shop: Shop;
  /** Everything that people and programs do on one day; then the clock is a day further, and the worker's jobs have run. */
  day(run: Run): Promise<DayTimes>;
}

/** Opens it beside a young shop in the same PostgreSQL: what else the machine does changes both alike. */
export async function openBusyShop(
  cluster: Cluster,
  { partners, ordersADay }: BusyShopSize,
): Promise<BusyShop> {
  await using stack = new AsyncDisposableStack();
  const clock = drivenClock(BEGAN);
  const receiver = stack.use(await openReceiver());
  receiver.behaviour = (_request, response) => {
    response.writeHead(Math.random() * 100 < REFUSED ? 503 : 200).end();
  };
  const open = async (name: string) => {
    const databaseUrl = await cluster.createDatabase(name);
    const env = { ALLOW_PRIVATE_WEBHOOKS: 'true' };
    // Both have the key file of one folder.
    return stack.use(
      await openShop({ databaseUrl, dataDir: join(cluster.folder, name), clock, env }),
    );
  };
  const [busy, young] = [await open('busy'), await open('young')];
  const customers = await openBuyers(busy, partners, receiver.url);
  const youngCustomers = await openBuyers(young, 1, null);
  const deliverer = stack.use(new Deliverer(busy.app));
  const worker = trustingWorker(busy.app);
  const people = await openPeople(busy);
  const sold = (orders: number) => orders * CODES_PER_ORDER * SPARE;
  await stockUp(busy, sold(ordersADay + SPARE_ORDERS));
  await stockUp(young, sold(2 * PARTS * MEASURED));
  const http = stack.use(await openHttpClient(new URL(busy.url), IN_FLIGHT));
  const youngHttp = stack.use(await openHttpClient(new URL(young.url), IN_FLIGHT));
  const next = orderRequests(new URL(busy.url), customers, PRODUCTS);
  const youngNext = orderRequests(new URL(young.url), youngCustomers, PRODUCTS);
  const place = async (client: typeof http, request: () => string, orders: number) => {
    const load = { seconds: 600, requestsMax: orders, next: request, status: CREATED };
    return (await client.run(load)).latenciesMs;
  };
  const day = async (run: Run): Promise<DayTimes> => {
    const times: { busyMs: number[]; youngMs: number[] } = { busyMs: [], youngMs: [] };
    await stockUp(busy, (ordersADay + PARTS * MEASURED) * CODES_PER_ORDER);
    await stockUp(young, PARTS * MEASURED * CODES_PER_ORDER * SPARE);
    for (let part = 0; part < PARTS; part += 1) {
      await place(http, next, Math.ceil(ordersADay / PARTS));
      const measured = await alternate(run, 2, {
        busy: () => place(http, next, MEASURED / 2),
        young: () => place(youngHttp, youngNext, MEASURED / 2),
      });
      times.busyMs.push(...measured.busy.flat());
      times.youngMs.push(...measured.young.flat());
      await deliverer.drain();
      clock.advance((24 / PARTS) * HOUR_MS);
    }
    await beCustomers(busy, customers);
    await people(clock);
    receiver.received.length = 0;
    await busy.app.requestLog.flush();
    // What was noted as changed is forgotten in the second round after it.
    for (let round = 0; round < 2; round += 1) await worker.drain();
    return { busyMs: quantile(times.busyMs, 0.5), youngMs: quantile(times.youngMs, 0.5) };
  };
  const owned = stack.move();
  return { shop: busy, day, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

interface Customer {
  readonly partnerId: string;
  readonly key: string;
}

/** Partners with more money than they spend, one key each, and an endpoint each if there is a receiver. */
async function openBuyers(shop: Shop, count: number, receiver: string | null): Promise<Customer[]> {
  const customers: Customer[] = [];
  for (let number = 0; number < count; number += 1) {
    const { partnerId } = await shop.buyer({ balance: '1000000000.00' });
    const scopes = ['read', 'orders', 'codes', 'claims', 'webhooks'] as const;
    const { text: key } = await shop.key(partnerId, { scopes });
    customers.push({ partnerId, key });
    if (receiver === null) continue;
    const made = await shop.call('POST', '/webhook_endpoints', { key, body: { url: receiver } });
    assert(made.status === CREATED, made.text);
  }
  return customers;
}

async function stockUp(shop: Shop, codes: number): Promise<void> {
  for (const { denomination } of PRODUCTS) {
    await shop.stock({
      denomination: Number(denomination),
      codes: Math.ceil(codes / PRODUCTS.length),
    });
  }
}

/** The real worker, in a process whose clock moves by days. */
function trustingWorker(app: App) {
  const time = Object.assign(Object.create(app.time), { isTrusted: async () => true });
  return createWorker({ ...app, time });
}

/** Some partners read codes, claim bad ones, hold and cancel, and pay. */
async function beCustomers(shop: Shop, customers: readonly Customer[]): Promise<void> {
  for (const [index, { partnerId, key }] of customers.entries()) {
    await shop.deposit(partnerId, '100000.00');
    const { order, codes } = await buy(shop, key, 3);
    if (index < CLAIMS) {
      const [code] = codes;
      const claim = await file(shop, key, order.id, [code?.id]);
      assert(claim.status === CREATED, claim.text);
      await decide(shop, claim.body.id, index % 2 === 0 ? 'refunded' : 'rejected');
    }
    const body = { region: 'US', denomination: 20, quantity: 2, payment: 'hold' };
    const held = await shop.call<{ id: string }>('POST', '/orders', { key, body });
    assert(held.status === CREATED, held.text);
    await shop.call('POST', `/orders/${held.body.id}/cancel`, { key });
    for (let read = 0; read < READERS; read += 1) await shop.call('GET', '/orders', { key });
  }
}

/** An owner and an admin; each day they sign in, mistype once, read pages and take files away. */
async function openPeople(shop: Shop): Promise<(clock: DrivenClock) => Promise<void>> {
  const owner = await signUp(shop);
  const admin = await staff(shop, 'admin');
  return async (clock) => {
    const portal = visitor(shop, 'portal');
    await portal.post('/sign-in', { email: owner.email, password: 'not my password' });
    await portal.post('/sign-in', { email: owner.email, password: PASSWORD });
    for (const path of ['/me', '/orders', '/notifications', '/orders/export']) {
      const read = await portal.get(path);
      assert(read.status === 200, `${path}: ${read.text}`);
    }
    const console = visitor(shop, 'console');
    await console.post('/sign-in', { email: admin.email, password: PASSWORD });
    const code = admin.visitor.code(clock.now());
    await console.post('/sign-in/second-factor', { method: 'totp', code });
    for (const path of ['/orders', '/partners', '/lots/export', '/audit']) {
      const read = await console.get(path);
      assert(read.status === 200, `${path}: ${read.text}`);
    }
  };
}
