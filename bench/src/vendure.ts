import { alternate, type Benchmark, median, quantile, type Run } from './rig/benchmark.ts';
import { connect, openCluster } from './rig/cluster.ts';
import { CpuMeter } from './rig/cpu.ts';
import { openHttpClient } from './rig/http-client.ts';
import { CODES_PER_ORDER, orderRequests } from './rig/order-requests.ts';
import { seedStock } from './rig/seed-stock.ts';
import { startServer } from './rig/server-process.ts';
import { openShop } from './rig/shop.ts';
import { installVendure, startVendure, VENDURE_VERSION, type Vendure } from './rig/vendure.ts';

const IN_FLIGHT = 32;
/** Vendure may be faster with fewer customers at once: the better counts. */
const FEW = 4;
const CREATED = 201;
const FULL = { products: 200, rounds: 5, seconds: 5, warmUpSeconds: 5 };
const QUICK = { products: 20, rounds: 1, seconds: 3, warmUpSeconds: 1 };
/** More orders a second than we reach. */
const RATE_MAX = 7_000;

/** Measures paid orders a second against those of a general shop software, each with its own API, on one PostgreSQL. */
export const vendure: Benchmark = async (run) => {
  const size = run.quick ? QUICK : FULL;
  run.log(`vendure: installing version ${VENDURE_VERSION}`);
  await installVendure();
  await using cluster = await openCluster();
  run.log('vendure: preparing two shops');
  const shop = await openShop(cluster, 'ours', IN_FLIGHT);
  const products = shop.products.slice(0, size.products);
  const client = await connect(shop.url);
  try {
    const seconds = size.rounds * size.seconds + size.warmUpSeconds;
    const codes = Math.ceil((seconds * RATE_MAX * CODES_PER_ORDER) / products.length);
    await seedStock(
      client,
      products.map(({ shelfId }) => ({ shelfId, codes })),
    );
  } finally {
    await client.end();
  }
  await using server = await startServer(shop.env);
  await using other = await startVendure(await cluster.createDatabase('vendure'), size.products);
  const sessions = await signInAll(other);
  using http = await openHttpClient(server.url, IN_FLIGHT);
  const next = orderRequests(server.url, shop.buyers, products);
  const oursCpu = new CpuMeter(cluster.pid, () => server.cpuSeconds());
  const otherCpu = new CpuMeter(cluster.pid, () => other.cpuSeconds());
  const requests = (load: Load) => load.requests;
  const ours = (forSeconds: number) => http.run({ seconds: forSeconds, next, status: CREATED });
  const theirs = (customers: number, forSeconds: number) =>
    buyAll(run, other, sessions.slice(0, customers), size.products, forSeconds);
  run.log('vendure: warming up');
  await ours(size.warmUpSeconds);
  await theirs(FEW, size.warmUpSeconds);
  run.log('vendure: measuring');
  const rounds = await alternate(run, size.rounds, {
    ours: () => oursCpu.round(() => ours(size.seconds), requests),
    few: () => otherCpu.round(() => theirs(FEW, size.seconds), requests),
    many: () => otherCpu.round(() => theirs(IN_FLIGHT, size.seconds), requests),
  });
  const rate = (loads: readonly Load[]) => median(loads.map(perSecond));
  const better = rate(rounds.few) > rate(rounds.many) ? rounds.few : rounds.many;
  return [
    {
      name: 'vendure',
      ratio: rate(rounds.ours) / rate(better),
      ...{ ours: describe(rounds.ours), bare: describe(better) },
      limit: { kind: 'at least', value: 20 },
      sides:
        `ours: POST /api/v1/orders, ${CODES_PER_ORDER} codes each, ${IN_FLIGHT} in flight, ${size.products} products: key, limits, ` +
        `Idempotency-Key, price, ledger, codes, three events; bare: Vendure ${VENDURE_VERSION}, shop API, ${FEW} or ${IN_FLIGHT} ` +
        `signed-in customers, the better, ${CODES_PER_ORDER} of one product: cart, step to payment, a payment that is accepted at once, stock allocated; no ` +
        'shipping, no code is delivered, no ledger, no request limit',
      notes: [`ours: ${oursCpu.note('an order')}`, `Vendure: ${otherCpu.note('an order')}`],
    },
  ];
};

interface Load {
  readonly requests: number;
  readonly seconds: number;
  readonly latenciesMs: readonly number[];
}

function perSecond({ requests, seconds }: Load): number {
  return requests / seconds;
}

function describe(loads: readonly Load[]): string {
  const latencies = loads.flatMap(({ latenciesMs }) => latenciesMs);
  const [middle, slow] = [quantile(latencies, 0.5), quantile(latencies, 0.99)];
  const rate = median(loads.map(perSecond));
  return `${rate.toFixed(0)} orders/s, p50 ${middle.toFixed(1)} ms, p99 ${slow.toFixed(1)} ms`;
}

function signInAll(other: Vendure): Promise<string[]> {
  const names = Array.from({ length: IN_FLIGHT }, (_, at) => `buyer${at}@bench.example`);
  return Promise.all(names.map((name) => other.signIn(name)));
}

/** Each customer places one order after another. */
async function buyAll(
  run: Run,
  other: Vendure,
  sessions: readonly string[],
  products: number,
  seconds: number,
): Promise<Load> {
  const latenciesMs: number[] = [];
  const began = performance.now();
  const buy = async (session: string) => {
    for (let now = began; now - began < seconds * 1000; ) {
      run.signal.throwIfAborted();
      await other.buy(session, 1 + Math.floor(Math.random() * products), CODES_PER_ORDER);
      const after = performance.now();
      latenciesMs.push(after - now);
      now = after;
    }
  };
  await Promise.all(sessions.map(buy));
  return {
    requests: latenciesMs.length,
    seconds: (performance.now() - began) / 1000,
    latenciesMs,
  };
}
