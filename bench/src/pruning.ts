import type pg from 'pg';
import type { App } from '../../server/src/app.ts';
import { pruneOldRecords } from '../../server/src/kit/idempotency/index.ts';
import { DAY_MS } from '../../server/src/kit/time.ts';
import { pruneWebhooks } from '../../server/src/webhooks/index.ts';
import { alternate, type Benchmark, median, type Result, type Run } from './rig/benchmark.ts';
import { connect, openCluster } from './rig/cluster.ts';
import { openHttpClient } from './rig/http-client.ts';
import { openShopApp } from './rig/open-shop-app.ts';
import { CODES_PER_ORDER, orderRequests } from './rig/order-requests.ts';
import { registerEndpoints } from './rig/register-endpoints.ts';
import { seedHistory } from './rig/seed-history.ts';
import { seedStock } from './rig/seed-stock.ts';
import { startServer } from './rig/server-process.ts';
import { openShop, type Shop } from './rig/shop.ts';

/** What a processor of two cores was measured to sell in a second, and what each order leaves. */
const ORDERS_A_SECOND = 3_700;
const EVENTS_AN_ORDER = 3;
const PARTNERS = 50;
const IN_FLIGHT = 32;
const CREATED = 201;
const FULL = { orders: 200_000, codes: 4_000, warm: 2, rounds: 16, seconds: 0.5 };
const QUICK = { orders: 20_000, codes: 600, warm: 0, rounds: 1, seconds: 0.2 };
/** Events are kept for 31 days: so much later all of history is older, and nothing that is sold from now on. */
const LATER_MS = 31 * DAY_MS;

/** Measures whether what orders leave is deleted at least twice as fast as orders can come, and whether orders notice. */
export const pruning: Benchmark = async (run) => {
  const { orders, codes } = run.quick ? QUICK : FULL;
  await using cluster = await openCluster();
  run.log('pruning: preparing a shop with a past');
  const shop = await openShop(cluster, 'pruning', PARTNERS);
  await seedHistory(shop, orders);
  const env = { ...shop.env, ALLOW_PRIVATE_WEBHOOKS: 'true' };
  await registerEndpoints(shop, env, cluster.folder, () => ({
    url: 'http://localhost:9/hook',
  }));
  const client = await connect(shop.url);
  try {
    await client.query(
      `INSERT INTO webhooks.deliveries (endpoint_id, sequence, status, tries, attempt_id, at, http, duration_ms)
       SELECT c.endpoint_id, o.sequence, 'delivered', 1, o.event_id, o.created_at, 200, 20
         FROM webhooks.cursors c JOIN events.outbox o ON o.tenant_id = c.tenant_id`,
    );
    await seedStock(
      client,
      shop.products.map(({ shelfId }) => ({ shelfId, codes })),
    );
    await client.query('VACUUM (ANALYZE)');
    await using app = await openShopApp({ env: shop.env });
    const then = new Date(Date.now() + LATER_MS);
    const parts = { database: app.database, clock: { ...app.clock, now: () => then } };
    const beside = await besideOrders(run, shop, parts, client);
    run.log('pruning: measuring it alone');
    const events = await rateOf(client, 'events.outbox', () =>
      pruneWebhooks({ ...parts, drain: app.drain }),
    );
    const keys = await rateOf(client, 'kit.idempotency', () =>
      pruneOldRecords({ ...parts, drain: app.drain }, 30 * DAY_MS),
    );
    return [
      ...beside,
      resultOf(
        'events',
        events,
        ORDERS_A_SECOND * EVENTS_AN_ORDER,
        'old events with a delivery each',
      ),
      resultOf('keys', keys, ORDERS_A_SECOND, 'old idempotency records'),
    ];
  } finally {
    await client.end();
  }
};

/** How many rows of a table a job deletes in a second. */
async function rateOf(client: pg.Client, table: string, prune: () => Promise<unknown>) {
  const before = await countOf(client, table);
  const began = performance.now();
  await prune();
  const seconds = (performance.now() - began) / 1000;
  return (before - (await countOf(client, table))) / seconds;
}

async function countOf(client: pg.Client, table: string): Promise<number> {
  return Number((await client.query(`SELECT count(*) FROM ${table}`)).rows[0]?.count);
}

/** What was pruned of all streams so far. */
async function prunedOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query('SELECT sum(pruned_through) AS events FROM events.streams');
  return Number(rows[0]?.events);
}

/** Orders as fast as they can be placed, with and without the worker's job beside them. */
async function besideOrders(
  run: Run,
  shop: Shop,
  parts: Pick<App, 'database' | 'clock'>,
  client: pg.Client,
): Promise<Result[]> {
  const { warm, rounds, seconds } = run.quick ? QUICK : FULL;
  await using server = await startServer(shop.env);
  using http = await openHttpClient(server.url, IN_FLIGHT);
  const next = orderRequests(server.url, shop.buyers, shop.products);
  const place = async () => {
    const { latenciesMs } = await http.run({ seconds, next, status: CREATED });
    return latenciesMs.length / seconds;
  };
  const rates: number[] = [];
  const pruneBeside = async () => {
    const drain = { isStopping: false };
    const before = await prunedOf(client);
    const began = performance.now();
    const pruned = pruneWebhooks({ ...parts, drain }).then(async () => {
      const events = (await prunedOf(client)) - before;
      return (events * 1000) / (performance.now() - began);
    });
    const placed = await place();
    drain.isStopping = true;
    rates.push(await pruned);
    return placed;
  };
  run.log('pruning: measuring it beside orders');
  const { ours, bare } = await alternate(run, warm + rounds, { ours: pruneBeside, bare: place });
  const [beside, alone] = [median(ours.slice(warm)), median(bare.slice(warm))];
  const rate = median(rates.slice(warm));
  return [
    {
      name: 'pruning, orders beside it',
      ratio: beside / alone,
      ours: `${beside.toFixed(0)} orders/s`,
      bare: `${alone.toFixed(0)} orders/s`,
      limit: { kind: 'at least', value: 0.95 },
      sides: `ours: POST /api/v1/orders, ${CODES_PER_ORDER} codes each, ${IN_FLIGHT} in flight, while the worker's job deletes old events; bare: the same while it does not`,
    },
    {
      name: 'pruning, events beside orders',
      ratio: rate / (beside * EVENTS_AN_ORDER),
      ours: `${rate.toFixed(0)} events/s`,
      bare: `${(beside * EVENTS_AN_ORDER).toFixed(0)} events/s`,
      limit: { kind: 'at least', value: 2 },
      sides:
        "ours: old events with a delivery each that the worker's job deletes beside those orders; bare: the events of those orders",
    },
  ];
}

function resultOf(name: string, rate: number, ceiling: number, what: string): Result {
  return {
    name: `pruning, ${name}`,
    ratio: rate / ceiling,
    ours: `${rate.toFixed(0)} a second`,
    bare: `${ceiling} a second`,
    limit: { kind: 'at least', value: 2 },
    sides: `ours: ${what} that the worker's job deletes, with its rests; bare: what ${ORDERS_A_SECOND} orders a second leave`,
  };
}
