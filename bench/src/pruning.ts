import { pruneOldRecords } from '../../server/src/kit/idempotency/index.ts';
import { DAY_MS } from '../../server/src/kit/time.ts';
import { pruneWebhooks } from '../../server/src/webhooks/index.ts';
import type { Benchmark, Result } from './rig/benchmark.ts';
import { connect, openCluster } from './rig/cluster.ts';
import { openShopApp } from './rig/open-shop-app.ts';
import { registerEndpoints } from './rig/register-endpoints.ts';
import { seedHistory } from './rig/seed-history.ts';
import { openShop } from './rig/shop.ts';

/** What a processor of two cores was measured to sell in a second, and what each order leaves. */
const ORDERS_A_SECOND = 3_700;
const EVENTS_AN_ORDER = 3;
const PARTNERS = 20;
const FULL = { orders: 100_000 };
const QUICK = { orders: 5_000 };
/** Later than anything of today is kept. */
const LATER_MS = 70 * DAY_MS;

/** Measures whether what orders leave is deleted at least as fast as orders can come. */
export const pruning: Benchmark = async (run) => {
  const { orders } = run.quick ? QUICK : FULL;
  await using cluster = await openCluster();
  run.log('pruning: preparing a shop with a past');
  const shop = await openShop(cluster, 'pruning', PARTNERS);
  await seedHistory(shop, orders);
  const env = { ...shop.env, ALLOW_PRIVATE_WEBHOOKS: 'true' };
  await registerEndpoints(shop, env, cluster.folder, () => 'http://localhost:9/hook');
  const client = await connect(shop.url);
  await client.query(
    `INSERT INTO webhooks.deliveries (endpoint_id, sequence, status, tries, attempt_id, at, http, duration_ms)
     SELECT c.endpoint_id, o.sequence, 'delivered', 1, o.event_id, o.created_at, 200, 20
       FROM webhooks.cursors c JOIN events.outbox o ON o.tenant_id = c.tenant_id`,
  );
  await client.query('VACUUM (ANALYZE)');
  await using app = await openShopApp({ env: shop.env });
  const later = { ...app.clock, now: () => new Date(Date.now() + LATER_MS) };
  const parts = { database: app.database, clock: later, drain: app.drain };
  const measure = async (table: string, prune: () => Promise<unknown>) => {
    const count = async () =>
      Number((await client.query(`SELECT count(*) FROM ${table}`)).rows[0]?.count);
    const before = await count();
    const began = performance.now();
    await prune();
    const seconds = (performance.now() - began) / 1000;
    return (before - (await count())) / seconds;
  };
  run.log('pruning: measuring');
  const events = await measure('events.outbox', () => pruneWebhooks(parts));
  const keys = await measure('kit.idempotency', () => pruneOldRecords(parts, 30 * DAY_MS));
  await client.end();
  return [
    resultOf(
      'events',
      events,
      ORDERS_A_SECOND * EVENTS_AN_ORDER,
      'old events with a delivery each',
    ),
    resultOf('keys', keys, ORDERS_A_SECOND, 'old idempotency records'),
  ];
};

function resultOf(name: string, rate: number, ceiling: number, what: string): Result {
  return {
    name: `pruning, ${name}`,
    ratio: rate / ceiling,
    ours: `${rate.toFixed(0)} a second`,
    bare: `${ceiling} a second`,
    limit: { kind: 'at least', value: 1 },
    sides: `ours: ${what} that the worker's job deletes, with the rests that leave orders half of the database; bare: what ${ORDERS_A_SECOND} orders a second leave`,
  };
}
