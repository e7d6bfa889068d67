import type pg from 'pg';
import {
  alternate,
  type Benchmark,
  median,
  quantile,
  type Result,
  type Run,
} from './rig/benchmark.ts';
import { type Cluster, connect, openCluster } from './rig/cluster.ts';
import { confirmRequests } from './rig/confirm-requests.ts';
import { CpuMeter } from './rig/cpu.ts';
import { type FlatOrders, flatOrders, installFlatOrders } from './rig/flat-orders.ts';
import { type Loaded, openHttpClient } from './rig/http-client.ts';
import { CODES_PER_ORDER, orderRequests } from './rig/order-requests.ts';
import { seedStock } from './rig/seed-stock.ts';
import { type ServerProcess, startServer } from './rig/server-process.ts';
import { openShop, type Shop, type ShopProduct } from './rig/shop.ts';

const IN_FLIGHT = 32;
const CREATED = 201;
const CONFIRM_DONE = 200;
const LONE_SECONDS_MAX = 30;
const WARM_UP_SECONDS = 10;
const SIDES =
  'ours: POST /api/v1/orders, 10 codes each, key, limits, Idempotency-Key and reference checked';

/** The server, and the meter of one comparison. */
interface Measured {
  readonly server: ServerProcess;
  readonly cpu: CpuMeter;
}

interface Size {
  readonly partners: number;
  readonly products: number;
  readonly warmUpOrders: number;
  readonly rounds: number;
  readonly seconds: number;
  /** Confirmations of a round; as many holds are open at once. */
  readonly confirmed: number;
}

const FULL = {
  partners: 50,
  products: 200,
  warmUpOrders: 6_000,
  // Shared machines change their speed within seconds, and each side should see all of it.
  rounds: 8,
  seconds: 2,
  confirmed: 300,
};
const QUICK = {
  partners: 5,
  products: 20,
  warmUpOrders: 600,
  rounds: 1,
  seconds: 1,
  confirmed: 20,
};
/** Stock before the warm-up, in codes per order: products are chosen at random. */
const WARM_UP_CODES = 2 * CODES_PER_ORDER;
/** The part of the warm-up's speed for which stock is prepared, per second of a round: no side exceeds it. */
const HEADROOM = { spread: 5.5, hot: 3.5 };
/** The least orders per second to prepare for, even if the warm-up was disturbed. */
const RATE_MIN = 5_000;

/** Measures HTTP orders per second against one flat SQL function called once per commit. */
export const orders: Benchmark = async (run) => {
  const size: Size = run.quick ? QUICK : FULL;
  await using cluster = await openCluster();
  run.log('orders: preparing a shop');
  const shop = await openShop(cluster, 'orders', size.partners);
  const client = await connect(shop.url);
  try {
    return await measure(run, size, cluster, shop, client);
  } finally {
    await client.end();
  }
};

async function measure(
  run: Run,
  size: Size,
  cluster: Cluster,
  shop: Shop,
  client: pg.Client,
): Promise<Result[]> {
  const spread = shop.products.slice(0, size.products);
  const hot = shop.products.slice(size.products, size.products + 1);
  const fill = (products: readonly ShopProduct[], codes: number) =>
    seedStock(
      client,
      products.map(({ shelfId }) => ({ shelfId, codes: Math.ceil(codes / products.length) })),
    );
  await fill(spread, size.warmUpOrders * WARM_UP_CODES);
  await using server = await startServer(shop.env);
  const nextSpread = orderRequests(server.url, shop.buyers, spread);
  const nextHot = orderRequests(server.url, shop.buyers, hot);
  run.log('orders: warming up');
  const warm = { seconds: WARM_UP_SECONDS, requestsMax: size.warmUpOrders };
  using first = await openHttpClient(server.url, IN_FLIGHT);
  const { requests, seconds } = await first.run({ ...warm, next: nextSpread, status: CREATED });
  const rate = Math.max(requests / seconds, RATE_MIN);
  const expected = rate * size.rounds * size.seconds * CODES_PER_ORDER;
  await fill(spread, expected * HEADROOM.spread);
  await fill(hot, expected * HEADROOM.hot);
  const texts = await installFlatOrders(client);
  const flatSpread = await flatOrders(shop, spread, texts, cluster.folder);
  const flatHot = await flatOrders(shop, hot, texts, cluster.folder);
  await flatSpread.run(8, 1);
  await tidy(client);
  const measured = () => ({ server, cpu: new CpuMeter(cluster.pid, () => server.cpuSeconds()) });
  run.log('orders: measuring');
  const loads: Loaded[] = [];
  const full = await compare(run, size, 'spread', 1.5, measured(), nextSpread, flatSpread, loads);
  // Both sides have just written as fast as they can, which autovacuum would clean up during the half load.
  await tidy(client);
  return [
    full,
    await halfLoad(run, size, server.url, nextSpread, loads),
    await compare(run, size, 'hot', 2.5, measured(), nextHot, flatHot),
    await compareLone(run, size, measured(), nextSpread, flatSpread),
    await compareConfirm(run, size, server.url, nextSpread, (count) =>
      confirmRequests(server.url, shop.buyers, spread, count),
    ),
  ];
}

/** Does what autovacuum and the next checkpoint would do in the middle of a round. */
async function tidy(client: pg.Client): Promise<void> {
  await client.query('VACUUM (ANALYZE)');
  await client.query('CHECKPOINT');
}

/** Measures orders per second with 32 in flight, against the better of 8 and 32 bare connections. */
async function compare(
  run: Run,
  { rounds, seconds, products }: Size,
  name: 'spread' | 'hot',
  limit: number,
  { server, cpu }: Measured,
  next: () => string,
  flat: FlatOrders,
  loads: Loaded[] = [],
): Promise<Result> {
  // Opened only now, because the server closes connections that are unused for a minute.
  using client = await openHttpClient(server.url, IN_FLIGHT);
  const { ours, few, many } = await alternate(run, rounds, {
    ours: async () => {
      const send = () => client.run({ seconds, next, status: CREATED });
      const load = await cpu.round(send, ({ requests }) => requests);
      loads.push(load);
      return load.requests / load.seconds;
    },
    few: () => flat.run(8, seconds),
    many: () => flat.run(32, seconds),
  });
  const bare = Math.max(median(few), median(many));
  const latencies = loads.flatMap((load) => load.latenciesMs);
  const where = name === 'hot' ? 'one product' : `${products} products`;
  return {
    name: `orders, ${name}`,
    ratio: median(ours) / bare,
    ours: `${median(ours).toFixed(0)} orders/s`,
    bare: `${bare.toFixed(0)} orders/s`,
    limit: { kind: 'at least', value: limit },
    sides:
      `${SIDES}, ${IN_FLIGHT} in flight, ${where}; bare: bench.place_one by ${flat.caller}, ` +
      `prepared, one call and one commit an order, 8 or 32 connections, the better`,
    notes: [
      `ours p50 ${ms(quantile(latencies, 0.5))}, p99 ${ms(quantile(latencies, 0.99))}`,
      `bare with 8 connections ${median(few).toFixed(0)}, with 32 ${median(many).toFixed(0)}`,
      cpu.note('an order'),
    ],
  };
}

/** Measures the slowest hundredth of orders against the middle one, at half of the rate that was just reached. */
async function halfLoad(
  run: Run,
  { rounds, seconds }: Size,
  url: URL,
  next: () => string,
  full: readonly Loaded[],
): Promise<Result> {
  const perSecond = median(full.map((load) => load.requests / load.seconds)) / 2;
  using client = await openHttpClient(url, 2 * IN_FLIGHT);
  const load = { perSecond, seconds, next, status: CREATED };
  // Its connections are new, and the first request on each takes longer.
  await client.paced(load);
  const { half } = await alternate(run, rounds, { half: () => client.paced(load) });
  const latencies = half.flatMap(({ latenciesMs }) => latenciesMs);
  const [middle, slow] = [quantile(latencies, 0.5), quantile(latencies, 0.99)];
  return {
    name: 'orders, half load',
    ratio: slow / middle,
    ours: `p99 ${ms(slow)}`,
    bare: `p50 ${ms(middle)}`,
    limit: { kind: 'at most', value: 4 },
    sides:
      `ours: the 99th percentile of an order, sent at random moments, ${perSecond.toFixed(0)} a second, half of what was just ` +
      'reached; bare: the median of the same orders',
  };
}

/** Measures the time of a single order against that of the bare call. */
async function compareLone(
  run: Run,
  { rounds, seconds }: Size,
  { server, cpu }: Measured,
  next: () => string,
  flat: FlatOrders,
): Promise<Result> {
  using client = await openHttpClient(server.url, 1);
  const { ours, bare } = await alternate(run, rounds, {
    ours: async () => {
      const send = () => client.run({ seconds: seconds / 2, next, status: CREATED });
      const load = await cpu.round(send, ({ requests }) => requests);
      return (load.seconds * 1000) / load.requests;
    },
    bare: async () => 1000 / (await flat.run(1, seconds / 2)),
  });
  return {
    name: 'orders, lone',
    ratio: median(ours) / median(bare),
    ours: ms(median(ours)),
    bare: ms(median(bare)),
    limit: { kind: 'at most', value: 2.2 },
    sides: `${SIDES}, one in flight; bare: bench.place_one by ${flat.caller}, one connection`,
    notes: [cpu.note('an order')],
  };
}

/** The time of a confirmation that is alone, against that of an order that is alone. */
async function compareConfirm(
  run: Run,
  { rounds, confirmed }: Size,
  url: URL,
  next: () => string,
  holds: (count: number) => Promise<string[]>,
): Promise<Result> {
  const alone = async (each: () => string, status: number) => {
    using client = await openHttpClient(url, 1);
    const load = { seconds: LONE_SECONDS_MAX, requestsMax: confirmed, next: each, status };
    const { seconds, requests } = await client.run(load);
    return (seconds * 1000) / requests;
  };
  const { ours, bare } = await alternate(run, rounds, {
    ours: async () => {
      const requests = await holds(confirmed);
      return alone(() => requests.pop() ?? '', CONFIRM_DONE);
    },
    bare: () => alone(next, CREATED),
  });
  return {
    name: 'orders, confirm',
    ratio: median(ours) / median(bare),
    ours: ms(median(ours)),
    bare: ms(median(bare)),
    limit: { kind: 'at most', value: 1 },
    sides:
      'ours: POST /api/v1/orders/{order_id}/confirm of a hold of 10 codes, Idempotency-Key checked, one in flight; ' +
      'bare: POST /api/v1/orders, the same',
  };
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(2)} ms`;
}
