import { join } from 'node:path';
import type pg from 'pg';
import { formatId } from '../../server/src/kit/ids.ts';
import { alternate, type Benchmark, median, type Result, type Run } from './rig/benchmark.ts';
import { connect, openCluster } from './rig/cluster.ts';
import { writeCodesFile } from './rig/codes-file.ts';
import { CpuMeter } from './rig/cpu.ts';
import { getRequest, openHttpClient } from './rig/http-client.ts';
import { CODES_PER_ORDER, orderRequests } from './rig/order-requests.ts';
import { operate, type ServerProcess, startServer } from './rig/server-process.ts';
import { openShop, type Shop } from './rig/shop.ts';

const IN_FLIGHT = 16;
const PARTNERS = 20;
const PRODUCTS = 4;
/** Enough time for all orders. */
const BUYING_SECONDS = 60;
const FULL = { orders: 5_000, rounds: 5, seconds: 3 };
const QUICK = { orders: 100, rounds: 1, seconds: 1 };
const OK = 200;
const CREATED = 201;

/** The order's sealed codes and the audit row in one statement: one round trip, one commit. */
const BARE = `
WITH audit AS (
  INSERT INTO audit.entries (at, actor, tenant_id, action, subject, address, request_id, detail)
  VALUES ($1, $2, $3, 'codes.revealed', $4, '127.0.0.1', $5, '{"codes":10}'))
SELECT c.code_id, c.sealed
  FROM orders.ranges r
  CROSS JOIN LATERAL (
    SELECT k.position, k.code_id, k.sealed FROM stock.codes k
     WHERE k.run_id = r.run_id AND k.position >= r.from_position
       AND k.position < r.from_position + r.codes
    OFFSET 0) c
 WHERE r.order_id = $6 AND r.released_at IS NULL
 ORDER BY r.run_id, c.position`;

interface Sold {
  readonly order_id: string;
  readonly tenant_id: number;
}

/** Measures reveals of 10 codes per second against the bare select and audit insert. */
export const codes: Benchmark = async (run) => {
  const { orders } = run.quick ? QUICK : FULL;
  await using cluster = await openCluster();
  run.log('codes: preparing a shop');
  const shop = await openShop(cluster, 'codes', PARTNERS);
  const products = shop.products.slice(0, PRODUCTS);
  const file = join(cluster.folder, 'codes.csv');
  // Twice what is sold: products are chosen at random, and none may run out.
  await writeCodesFile(file, products, orders * CODES_PER_ORDER * 2);
  await operate(
    ['stock', 'import', '--file', file, '--supplier', 'bench', '--new-supplier'],
    shop.env,
  );
  await using server = await startServer(shop.env);
  const client = await connect(shop.url);
  try {
    const next = orderRequests(server.url, shop.buyers, products);
    using buyer = await openHttpClient(server.url, IN_FLIGHT);
    await buyer.run({ seconds: BUYING_SECONDS, requestsMax: orders, next, status: CREATED });
    await client.query('VACUUM (ANALYZE)');
    const { rows } = await client.query<Sold>('SELECT order_id, tenant_id FROM orders.orders');
    run.log('codes: measuring');
    const cpu = new CpuMeter(cluster.pid, () => server.cpuSeconds());
    return [await compare(run, shop, server, rows, cpu)];
  } finally {
    await client.end();
  }
};

async function compare(
  run: Run,
  shop: Shop,
  server: ServerProcess,
  sold: readonly Sold[],
  cpu: CpuMeter,
): Promise<Result> {
  const { rounds, seconds } = run.quick ? QUICK : FULL;
  const buyers = new Map(shop.buyers.map((each) => [each.tenantId, each]));
  const requests = sold.map(({ order_id, tenant_id }) =>
    getRequest(server.url, `/api/v1/orders/${formatId('ord', order_id)}/codes`, {
      Authorization: `Bearer ${buyers.get(tenant_id)?.key}`,
    }),
  );
  let turn = 0;
  const next = () => {
    turn += 1;
    return requests[turn % requests.length] ?? '';
  };
  using client = await openHttpClient(server.url, IN_FLIGHT);
  const connections = await Promise.all(
    Array.from({ length: IN_FLIGHT }, () => connect(shop.url, { enable_seqscan: 'off' })),
  );
  // The first round of each only warms up.
  const { ours, bare } = await alternate(run, rounds + 1, {
    ours: async () => {
      const send = () => client.run({ seconds, next, status: OK });
      const load = await cpu.round(send, ({ requests }) => requests);
      return load.requests / load.seconds;
    },
    bare: () => revealBare(connections, sold, seconds),
  });
  await Promise.all(connections.map((connection) => connection.end()));
  const [ourRate, bareRate] = [median(ours.slice(1)), median(bare.slice(1))];
  return {
    name: 'codes',
    ratio: ourRate / bareRate,
    ours: `${ourRate.toFixed(0)} reveals/s`,
    bare: `${bareRate.toFixed(0)} reveals/s`,
    limit: { kind: 'at least', value: 0.75 },
    sides:
      `ours: GET /orders/{id}/codes, ${CODES_PER_ORDER} codes opened and sent, ${IN_FLIGHT} in ` +
      'flight; bare: the pg client, prepared, the select of the sealed rows and the insert of the ' +
      `audit row in one statement and commit, ${IN_FLIGHT} connections`,
    notes: [cpu.note('a reveal')],
  };
}

async function revealBare(
  connections: readonly pg.Client[],
  sold: readonly Sold[],
  seconds: number,
): Promise<number> {
  const began = performance.now();
  let reveals = 0;
  const reveal = async (connection: pg.Client) => {
    while (performance.now() - began < seconds * 1000) {
      reveals += 1;
      const order = sold[reveals % sold.length];
      const subject = formatId('ord', order?.order_id ?? '');
      const { rows } = await connection.query({
        name: 'reveal',
        text: BARE,
        values: [new Date(), ACTOR, order?.tenant_id, subject, REQUEST_ID, order?.order_id],
      });
      if (rows.length !== CODES_PER_ORDER) throw new Error(`${rows.length} codes came back`);
    }
  };
  await Promise.all(connections.map(reveal));
  return (reveals * 1000) / (performance.now() - began);
}

/** As long as real ones. */
const ACTOR = `key:${formatId('key', '01890a5d-ac96-774b-bcce-b302099a8057')}`;
const REQUEST_ID = formatId('req', '01890a5d-ac96-774b-bcce-b302099a8057');
