import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { required } from '../../server/src/kit/assert.ts';
import { formatId } from '../../server/src/kit/ids.ts';
import { type Benchmark, quantile } from './rig/benchmark.ts';
import { connect, openCluster } from './rig/cluster.ts';
import { getRequest, openHttpClient } from './rig/http-client.ts';
import { type PageCall, pageCalls } from './rig/page-calls.ts';
import { openReaders } from './rig/readers.ts';
import { seedHistory } from './rig/seed-history.ts';
import { type Office, seedOffice } from './rig/seed-office.ts';
import { type ServerProcess, startServer, startWorker } from './rig/server-process.ts';
import { openShop, type Shop } from './rig/shop.ts';

const PARTNERS = 50;
const OK = 200;
const SETTLED_POLL_MS = 500;
/** What a page may take at most, of the server's time. */
const LIMIT_MS = 300;
const SHOWN = 20;
const FULL: Size = {
  ...{ orders: 1_000_000, times: 21, partners: 5_000, claims: 50_000, tickets: 50_000 },
  ...{ deposits: 100_000, entries: 1_000_000, emails: 200_000, deliveries: 1_000_000 },
};
const QUICK: Size = {
  ...{ orders: 2_000, times: 3, partners: 50, claims: 200, tickets: 200 },
  ...{ deposits: 200, entries: 2_000, emails: 500, deliveries: 2_000 },
};

interface Size extends Office {
  readonly orders: number;
  /** How often each call is made; the first does not count. */
  readonly times: number;
}

/** Measures every reading call of both web apps in a shop with a million orders of ten codes each. */
export const pages: Benchmark = async (run) => {
  const size = run.quick ? QUICK : FULL;
  await using cluster = await openCluster();
  run.log('pages: preparing a shop with a past');
  const shop = await openShop(cluster, 'pages', PARTNERS);
  await seedHistory(shop, size.orders);
  await seedOffice(shop, size);
  const cookies = await openReaders(shop);
  const client = await connect(shop.url);
  const tenantId = shop.buyers[0]?.tenantId ?? 0;
  const ids = {
    console: await someIds(client, null),
    portal: await someIds(client, tenantId),
  };
  run.log('pages: waiting for the worker');
  await settle(shop, client);
  await client.end();
  await using server = await startServer(shop.env);
  const { calls, left } = pageCalls(ids);
  run.log(`pages: measuring ${calls.length} addresses`);
  const measured: { readonly call: PageCall; readonly p95: number; readonly p50: number }[] = [];
  for (const [index, call] of calls.entries()) {
    run.signal.throwIfAborted();
    const ofApp = cookies[call.webApp];
    const cookie = required(ofApp[index % ofApp.length], 'an app has readers');
    const ms = await timesOf(server, call, cookie, size.times);
    measured.push({ call, p50: quantile(ms, 0.5), p95: quantile(ms, 0.95) });
  }
  const refused = measured.filter(({ p95 }) => Number.isNaN(p95));
  const slowest = measured
    .filter(({ p95 }) => !Number.isNaN(p95))
    .toSorted((a, b) => b.p95 - a.p95);
  const [worst] = slowest;
  return [
    {
      name: 'pages',
      ratio: (worst?.p95 ?? Number.NaN) / LIMIT_MS,
      ours: `${worst?.p95.toFixed(0)} ms`,
      bare: `${LIMIT_MS} ms`,
      limit: { kind: 'at most', value: 1 },
      sides:
        `ours: the p95 of the slowest of ${calls.length} addresses that pages read, one at a time, with ` +
        `${size.orders.toLocaleString('en')} orders and ten times as many sold codes; bare: what a page may take`,
      notes: [
        ...slowest
          .slice(0, SHOWN)
          .map(
            ({ call, p50, p95 }) =>
              `${p50.toFixed(0).padStart(6)} ms, p95 ${p95.toFixed(0).padStart(6)} ms  GET ${call.path}`,
          ),
        `refused, because so many rows are not sorted: ${refused.map(({ call }) => call.path).join(', ')}`,
        `not measured, for want of a thing: ${left.join(', ')}`,
      ],
    },
  ];
};

async function timesOf(
  server: ServerProcess,
  { path }: PageCall,
  cookie: string,
  times: number,
): Promise<readonly number[]> {
  using http = await openHttpClient(server.url, 1);
  const request = getRequest(server.url, path, { cookie });
  const load = { seconds: 60, requestsMax: times, next: () => request, status: OK };
  try {
    const { latenciesMs } = await http.run(load);
    return latenciesMs.slice(1);
  } catch (error) {
    // One that takes too long is refused: it has no time, and is the slowest. Too many rows to sort are refused on purpose.
    const isRefused = String(error).includes('status 422');
    return [isRefused ? Number.NaN : Number.POSITIVE_INFINITY];
  }
}

/** Lets a worker do what it does in every shop: it chains the audit log and counts sales, which pages read. */
async function settle(shop: Shop, client: pg.Client): Promise<void> {
  // It cannot open the invented codes that it samples, and says so.
  await using _worker = startWorker({ ...shop.env, LOG_LEVEL: 'fatal' });
  for (let left = 1; left > 0; ) {
    await delay(SETTLED_POLL_MS);
    const { rows } = await client.query<{ left: string }>(
      `SELECT (SELECT count(*) FROM audit.entries) - (SELECT count(*) FROM audit.chain)
              + (SELECT coalesce(sum(u.upto - u.after), 0) FROM sales.uncounted() u) AS left`,
    );
    left = Number(rows[0]?.left ?? 0);
  }
  await client.query('VACUUM (ANALYZE)');
}

/** One thing of each kind, by the parameter that names it: of a tenant, or of anybody. */
async function someIds(
  client: pg.Client,
  tenantId: number | null,
): Promise<Readonly<Record<string, string>>> {
  const ids: Record<string, string> = {};
  const wanted = [
    [
      'order_id',
      'ord',
      'SELECT order_id AS id FROM orders.orders WHERE tenant_id = coalesce($1, tenant_id)',
    ],
    [
      'claim_id',
      'clm',
      'SELECT claim_id AS id FROM claims.claims WHERE tenant_id = coalesce($1, tenant_id)',
    ],
    [
      'partner_id',
      'prt',
      'SELECT partner_id AS id FROM partners.tenants WHERE tenant_id = coalesce($1, tenant_id)',
    ],
    [
      'deposit_id',
      'dep',
      'SELECT deposit_id AS id FROM funding.deposits WHERE tenant_id = coalesce($1, tenant_id)',
    ],
    [
      'endpoint_id',
      'whe',
      'SELECT endpoint_id AS id FROM webhooks.endpoints WHERE tenant_id = coalesce($1, tenant_id)',
    ],
    [
      'event_id',
      'evt',
      'SELECT event_id AS id FROM events.outbox WHERE tenant_id = coalesce($1, tenant_id)',
    ],
    [
      'ticket_id',
      'tkt',
      'SELECT k.ticket_id AS id FROM support.tickets k JOIN partners.tenants t USING (partner_id) WHERE t.tenant_id = coalesce($1, t.tenant_id)',
    ],
    ['lot_id', 'lot', 'SELECT lot_id AS id FROM stock.lots WHERE $1::int IS NULL'],
    ['email_id', 'eml', 'SELECT email_id AS id FROM kit.emails WHERE $1::int IS NULL'],
    ['code_id', 'cod', 'SELECT code_id AS id FROM claims.codes WHERE $1::int IS NULL'],
  ] as const;
  for (const [name, prefix, query] of wanted) {
    const { rows } = await client.query<{ id: string }>(`${query} LIMIT 1`, [tenantId]);
    if (rows[0]) ids[name] = formatId(prefix, rows[0].id);
  }
  const { rows } = await client.query<{ sku: string; region: string }>(
    'SELECT sku, region FROM catalog.products LIMIT 1',
  );
  return { ...ids, ...rows[0] };
}
