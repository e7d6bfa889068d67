import {
  alternate,
  type Benchmark,
  median,
  quantile,
  type Result,
  type Run,
} from './rig/benchmark.ts';
import { connect, openCluster } from './rig/cluster.ts';
import { type HttpClient, openHttpClient } from './rig/http-client.ts';
import { CODES_PER_ORDER, orderRequests } from './rig/order-requests.ts';
import { seedHistory } from './rig/seed-history.ts';
import { seedStock } from './rig/seed-stock.ts';
import { type ServerProcess, startServer } from './rig/server-process.ts';
import { openShop, type Shop } from './rig/shop.ts';

const PARTNERS = 50;
const IN_FLIGHT = 32;
const CREATED = 201;
const FULL = { orders: 1_000_000, codes: 3_000, warm: 4, rounds: 20, seconds: 0.5 };
const QUICK = { orders: 5_000, codes: 600, warm: 1, rounds: 2, seconds: 0.5 };

/** Measures the median order in a shop that has sold 10 million codes, against one in an empty shop. */
export const growth: Benchmark = async (run) => {
  const { orders, codes } = run.quick ? QUICK : FULL;
  await using cluster = await openCluster();
  run.log('growth: preparing an empty shop and one with a past');
  const empty = await openShop(cluster, 'empty', PARTNERS);
  const old = await openShop(cluster, 'old', PARTNERS);
  await seedHistory(old, orders);
  for (const shop of [empty, old]) {
    const client = await connect(shop.url);
    await seedStock(
      client,
      shop.products.map(({ shelfId }) => ({ shelfId, codes })),
    );
    await client.query('VACUUM (ANALYZE) stock.lanes, stock.shelves, stock.runs, stock.codes');
    await client.query('CHECKPOINT');
    await client.end();
  }
  await using emptyServer = await startServer(empty.env);
  await using oldServer = await startServer(old.env);
  const sold = (orders * CODES_PER_ORDER).toLocaleString('en');
  const both = { old: [old, oldServer], empty: [empty, emptyServer] } as const;
  return [
    await compare(run, 'growth', 1, sold, both),
    await compare(run, 'growth, busy', IN_FLIGHT, sold, both),
  ];
};

async function compare(
  run: Run,
  name: string,
  inFlight: number,
  sold: string,
  both: Readonly<Record<'old' | 'empty', readonly [Shop, ServerProcess]>>,
): Promise<Result> {
  const { warm, rounds, seconds } = run.quick ? QUICK : FULL;
  using oldClient = await openHttpClient(both.old[1].url, inFlight);
  using emptyClient = await openHttpClient(both.empty[1].url, inFlight);
  const p50 = ([shop, server]: readonly [Shop, ServerProcess], client: HttpClient) => {
    const next = orderRequests(server.url, shop.buyers, shop.products);
    return async () => {
      const { latenciesMs } = await client.run({ seconds, next, status: CREATED });
      return quantile(latenciesMs, 0.5);
    };
  };
  run.log(`${name}: measuring`);
  // Many short rounds, so that other load on the machine affects both sides alike.
  const { old, empty } = await alternate(run, warm + rounds, {
    old: p50(both.old, oldClient),
    empty: p50(both.empty, emptyClient),
  });
  const [ours, bare] = [median(old.slice(warm)), median(empty.slice(warm))];
  return {
    name,
    ratio: ours / bare,
    ours: `${ours.toFixed(2)} ms`,
    bare: `${bare.toFixed(2)} ms`,
    limit: { kind: 'at most', value: 1.2 },
    sides:
      `ours: p50 of POST /api/v1/orders, ${CODES_PER_ORDER} codes each, ${inFlight} in flight, in ` +
      `a shop with ${sold} sold codes and all that their orders left; bare: the same in an empty ` +
      'shop with the same stock, in the same PostgreSQL',
  };
}
