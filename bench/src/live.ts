import { alternate, type Benchmark, median } from './rig/benchmark.ts';
import { connect, openCluster } from './rig/cluster.ts';
import { openHttpClient } from './rig/http-client.ts';
import { CODES_PER_ORDER, orderRequests } from './rig/order-requests.ts';
import { seedStock } from './rig/seed-stock.ts';
import { startServer } from './rig/server-process.ts';
import { openShop } from './rig/shop.ts';
import { openSessions, openStreams } from './rig/watchers.ts';

const IN_FLIGHT = 32;
const CREATED = 201;
const FULL = {
  partners: 50,
  products: 200,
  streams: 500,
  warmUpOrders: 6_000,
  rounds: 9,
  seconds: 3,
};
const QUICK = { partners: 5, products: 20, streams: 20, warmUpOrders: 300, rounds: 1, seconds: 2 };
/** How much faster than the warm-up a round may be, and still finds stock. */
const HEADROOM = 3;
/** The least orders per second to prepare for, even if the warm-up was disturbed. */
const RATE_MIN = 2_000;

/** Measures orders per second while pages are open that are notified of them, against none, in one run. */
export const live: Benchmark = async (run) => {
  const size = run.quick ? QUICK : FULL;
  await using cluster = await openCluster();
  run.log('live: preparing a shop');
  const shop = await openShop(cluster, 'live', size.partners);
  const products = shop.products.slice(0, size.products);
  const client = await connect(shop.url);
  try {
    const fill = (orders: number) => {
      const codes = Math.ceil((orders * CODES_PER_ORDER) / products.length);
      return seedStock(
        client,
        products.map(({ shelfId }) => ({ shelfId, codes })),
      );
    };
    await fill(2 * size.warmUpOrders);
    const cookies = await openSessions(shop, size.streams);
    await using server = await startServer(shop.env);
    const next = orderRequests(server.url, shop.buyers, products);
    run.log('live: warming up');
    using http = await openHttpClient(server.url, IN_FLIGHT);
    const warm = { seconds: 10, requestsMax: size.warmUpOrders, next, status: CREATED };
    const { requests, seconds } = await http.run(warm);
    const rate = Math.max(requests / seconds, RATE_MIN);
    await fill(rate * HEADROOM * 2 * size.rounds * size.seconds);
    await client.query('VACUUM (ANALYZE)');
    run.log('live: measuring');
    const measure = async () => {
      using each = await openHttpClient(server.url, IN_FLIGHT);
      const load = await each.run({ seconds: size.seconds, next, status: CREATED });
      return load.requests / load.seconds;
    };
    let events = 0;
    const { ours, bare } = await alternate(run, size.rounds, {
      ours: async () => {
        using streams = await openStreams(server.url, cookies);
        const measured = await measure();
        events += streams.events();
        return measured;
      },
      bare: measure,
    });
    return [
      {
        name: 'live',
        ratio: median(ours) / median(bare),
        ours: `${median(ours).toFixed(0)} orders/s`,
        bare: `${median(bare).toFixed(0)} orders/s`,
        limit: { kind: 'at least', value: 0.97 },
        sides:
          `ours: POST /api/v1/orders with ${IN_FLIGHT} in flight while ${size.streams} streams of the buyers’ people are open; ` +
          'bare: the same without a stream',
        notes: [`${events} events were read from the streams`],
      },
    ];
  } finally {
    await client.end();
  }
};
