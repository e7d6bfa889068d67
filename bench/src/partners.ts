import { alternate, type Benchmark, median, type Result, type Run } from './rig/benchmark.ts';
import { connect, openCluster } from './rig/cluster.ts';
import { type FlatOrders, flatOrders, installFlatOrders } from './rig/flat-orders.ts';
import { type HttpClient, openHttpClient } from './rig/http-client.ts';
import { CODES_PER_ORDER, orderRequests } from './rig/order-requests.ts';
import { seedStock } from './rig/seed-stock.ts';
import { startServer } from './rig/server-process.ts';
import { openShop } from './rig/shop.ts';

const IN_FLIGHT = 32;
const CREATED = 201;
/** The number of partners that all others are compared with: that of `orders`. */
const USUAL = 50;
const OTHERS = [1, 10, 500];
const FULL = { products: 200, warmUpOrders: 6_000, rounds: 5, seconds: 1.5 };
const QUICK = { products: 20, warmUpOrders: 600, rounds: 1, seconds: 1 };
/** More orders a second than any side reaches. */
const RATE_MAX = 7_000;

/** Measures whether orders are as much faster than bare calls when few or many partners place them. */
export const partners: Benchmark = async (run) => {
  const size = run.quick ? QUICK : FULL;
  await using cluster = await openCluster();
  run.log('partners: preparing a shop');
  const shop = await openShop(cluster, 'partners', Math.max(USUAL, ...OTHERS));
  const products = shop.products.slice(0, size.products);
  const client = await connect(shop.url);
  try {
    const turns = (OTHERS.length + 1) * 2 * size.rounds * size.seconds;
    const codes = (turns * RATE_MAX + 2 * size.warmUpOrders) * CODES_PER_ORDER;
    await seedStock(
      client,
      products.map(({ shelfId }) => ({ shelfId, codes: Math.ceil(codes / products.length) })),
    );
    await using server = await startServer(shop.env);
    const next = orderRequests(server.url, shop.buyers, products);
    using first = await openHttpClient(server.url, IN_FLIGHT);
    run.log('partners: warming up');
    await first.run({ seconds: 10, requestsMax: size.warmUpOrders, next, status: CREATED });
    const texts = await installFlatOrders(client);
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
    run.log('partners: measuring');
    using http = await openHttpClient(server.url, IN_FLIGHT);
    const compare = async (count: number) => {
      const some = { url: shop.url, buyers: shop.buyers.slice(0, count) };
      const nextOf = orderRequests(server.url, some.buyers, products);
      const flat = await flatOrders(some, products, texts, cluster.folder);
      return duel(run, size, http, nextOf, flat);
    };
    const usual = await compare(USUAL);
    const results: Result[] = [];
    for (const count of OTHERS) results.push(resultOf(count, await compare(count), usual));
    return results;
  } finally {
    await client.end();
  }
};

interface Duel {
  /** Orders a second. */
  readonly ours: number;
  readonly bare: number;
}

async function duel(
  run: Run,
  { rounds, seconds }: typeof FULL,
  http: HttpClient,
  next: () => string,
  flat: FlatOrders,
): Promise<Duel> {
  const { ours, few, many } = await alternate(run, rounds, {
    ours: async () => {
      const load = await http.run({ seconds, next, status: CREATED });
      return load.requests / load.seconds;
    },
    few: () => flat.run(8, seconds / 2),
    many: () => flat.run(IN_FLIGHT, seconds / 2),
  });
  return { ours: median(ours), bare: Math.max(median(few), median(many)) };
}

function resultOf(count: number, { ours, bare }: Duel, usual: Duel): Result {
  return {
    name: `partners, ${count}`,
    ratio: ours / bare / (usual.ours / usual.bare),
    ours: `${(ours / bare).toFixed(2)} (${ours.toFixed(0)} / ${bare.toFixed(0)} orders/s)`,
    bare: `${(usual.ours / usual.bare).toFixed(2)} (${usual.ours.toFixed(0)} / ${usual.bare.toFixed(0)})`,
    limit: { kind: 'at least', value: 0.8 },
    sides: `ours: the ratio of "orders, spread" with so many partners; bare: that with ${USUAL}`,
  };
}
