import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { formatId, newUuid } from '../../server/src/kit/ids.ts';
import { type Benchmark, median, quantile, type Result } from './rig/benchmark.ts';
import { connect, openCluster } from './rig/cluster.ts';
import { residentBytes } from './rig/cpu.ts';
import { registerEndpoints } from './rig/register-endpoints.ts';
import { startWorker } from './rig/server-process.ts';
import { openShop } from './rig/shop.ts';

const HANGING = 50;
/** The number of events that wait for each hanging endpoint, so that it never runs out of attempts. */
const BACKLOG = 1_000;
const IN_FLIGHT = 4;
const FULL = 600;
const QUICK = 30;
const EVERY_MS = 100;
const POLL_MS = 20;
const LIMIT_MS = 2_000;
const GROWTH_LIMIT = 1.2;
const DATA = JSON.stringify({ endpoint_id: 'whe_00000000000000000000000000' });

interface Receiver extends AsyncDisposable {
  readonly url: string;
  /** Requests that reached the hanging endpoints. */
  readonly hung: () => number;
  /** performance.now() at which each event id reached the healthy endpoint. */
  readonly cameAt: ReadonlyMap<string, number>;
}

/** Measures how long an event takes to its receiver while fifty others never answer, and the memory that this costs. */
export const webhooksHanging: Benchmark = async (run) => {
  await using cluster = await openCluster();
  run.log('webhooks-hanging: preparing a shop');
  const shop = await openShop(cluster, 'hanging', HANGING + 1);
  await using receiver = await openHanging();
  const env = { ...shop.env, ALLOW_PRIVATE_WEBHOOKS: 'true' };
  const endpointOf = (index: number) => ({
    url: receiver.url + (index < HANGING ? '/hang' : '/well'),
  });
  await registerEndpoints(shop, env, join(cluster.folder, 'data'), endpointOf);
  const client = await connect(shop.url);
  const tenants = shop.buyers.map(({ tenantId }) => tenantId);
  for (const tenantId of tenants.slice(0, HANGING)) await emit(client, tenantId, BACKLOG);
  await using worker = startWorker(env);
  try {
    run.log('webhooks-hanging: measuring');
    while (receiver.hung() < HANGING * IN_FLIGHT) await delay(POLL_MS);
    const times: number[] = [];
    const residents: number[] = [];
    for (let sent = 0; sent < (run.quick ? QUICK : FULL); sent += 1) {
      run.signal.throwIfAborted();
      const [id = ''] = await emit(client, tenants.at(-1) ?? 0, 1);
      const committed = performance.now();
      while (!receiver.cameAt.has(id)) await delay(1);
      times.push((receiver.cameAt.get(id) ?? Number.NaN) - committed);
      residents.push(residentBytes(worker.pid));
      await delay(EVERY_MS);
    }
    return [timeResult(times, receiver.hung()), memoryResult(residents)];
  } finally {
    await client.end();
    // Hanging requests would delay an orderly end.
    await worker.kill();
  }
};

function timeResult(times: readonly number[], hung: number): Result {
  const p99 = quantile(times, 0.99);
  return {
    name: 'webhooks, hanging',
    ratio: p99 / LIMIT_MS,
    ours: `p99 ${p99.toFixed(1)} ms`,
    bare: `${LIMIT_MS} ms`,
    limit: { kind: 'at most', value: 1 },
    sides: `ours: from the commit of an event to its receiver, ${HANGING} other endpoints never answer`,
    notes: [
      `${times.length} deliveries: p50 ${median(times).toFixed(1)} ms, max ${Math.max(...times).toFixed(1)} ms`,
      `${hung} attempts came to the others meanwhile`,
    ],
  };
}

function memoryResult(residents: readonly number[]): Result {
  const quarter = Math.ceil(residents.length / 4);
  const [first, last] = [residents.slice(0, quarter), residents.slice(-quarter)].map(median);
  const megabytes = (bytes = 0) => `${(bytes / 1e6).toFixed(0)} MB`;
  return {
    name: 'webhooks, hanging, memory',
    ratio: (last ?? Number.NaN) / (first ?? Number.NaN),
    ours: megabytes(last),
    bare: megabytes(first),
    limit: { kind: 'at most', value: GROWTH_LIMIT },
    sides: "ours: the worker's resident memory in the last quarter of the time; bare: in the first",
    notes: [`at most ${megabytes(Math.max(...residents))}`],
  };
}

async function openHanging(): Promise<Receiver> {
  const cameAt = new Map<string, number>();
  let hung = 0;
  const server = createServer((request, response) => {
    request.resume();
    if (request.url === '/hang') {
      hung += 1;
      return;
    }
    cameAt.set(String(request.headers['webhook-id']), performance.now());
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hung: () => hung,
    cameAt,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Commits events about subjects of their own; returns their ids as receivers see them. */
async function emit(client: pg.Client, tenantId: number, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newUuid());
  const subjects = ids.map(() => newUuid());
  await client.query(
    `SELECT events.emit($1, 'webhook.test', array_fill($2::int, ARRAY[$3::int]), $4, $5,
                        array_fill($6::text, ARRAY[$3::int]))`,
    [new Date(), tenantId, count, subjects, ids, DATA],
  );
  return ids.map((id) => formatId('evt', id));
}
