import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { deliveredOrderExample } from '../../contract/src/orders/examples.ts';
import { eventText } from '../../server/src/events/index.ts';
import { formatId, newUuid } from '../../server/src/kit/ids.ts';
import type { BareWebhooks } from './rig/bare-webhooks.ts';
import { alternate, type Benchmark, median, type Run } from './rig/benchmark.ts';
import { connect, openCluster } from './rig/cluster.ts';
import { CpuMeter } from './rig/cpu.ts';
import { registerEndpoints } from './rig/register-endpoints.ts';
import { startNode, startWorker } from './rig/server-process.ts';
import { openShop } from './rig/shop.ts';

const RECEIVER = fileURLToPath(new URL('rig/receiver.ts', import.meta.url));
const SENDER = fileURLToPath(new URL('rig/bare-webhooks.ts', import.meta.url));
/** As many as our worker has in flight at one endpoint. */
const IN_FLIGHT = 4;
const PARTNERS = 50;
/** Of the bare sender, which restarts each round; ours continues from round to round. */
const WARM_UP = 5_000;
const FULL = { rounds: 5, events: 60_000 };
const QUICK = { rounds: 1, events: 2_000 };
const LIMIT = 0.75;
/** Counting takes time on both cores: a hundredth of a round is exact enough, and counts against us. */
const POLL_MS = 50;
/** One endpoint that takes a while to answer, and asks for as many in flight as it may. */
const SLOW = { answerMs: 20, concurrency: 32, events: 10_000, quickEvents: 500, enough: 1_000 };
const DATA = JSON.stringify({ order: deliveredOrderExample, previous_status: 'paid' });

/**
 * Measures deliveries per second, each recorded, against a loop that signs and POSTs the same bodies, and how many of them one
 * endpoint takes that answers slowly.
 */
export const webhooks: Benchmark = async (run) => {
  const { events, rounds } = run.quick ? QUICK : FULL;
  await using cluster = await openCluster();
  run.log('webhooks: preparing a shop');
  const shop = await openShop(cluster, 'webhooks', PARTNERS + 1);
  const tenants = shop.buyers.map(({ tenantId }) => tenantId);
  await using receiver = await startNode(RECEIVER, [], {});
  await using slow = await startNode(RECEIVER, [String(SLOW.answerMs)], {});
  const url = new URL('/hook', receiver.url).href;
  const env = { ...shop.env, ALLOW_PRIVATE_WEBHOOKS: 'true' };
  const secrets = await registerEndpoints(shop, env, join(cluster.folder, 'data'), (index) =>
    index < PARTNERS
      ? { url }
      : { url: new URL('/hook', slow.url).href, concurrency: SLOW.concurrency },
  );
  const bare = join(cluster.folder, 'bare.json');
  await writeFile(bare, JSON.stringify(bareOf(url, secrets.slice(0, PARTNERS), events)));
  const client = await connect(shop.url);
  await using worker = startWorker(env);
  const meter = () => new CpuMeter(cluster.pid, () => worker.cpuSeconds());
  const cpu = meter();
  try {
    run.log('webhooks: measuring');
    // The first round of each only warms up.
    const { ours, plain } = await alternate(run, rounds + 1, {
      ours: () => deliver(client, tenants.slice(0, PARTNERS), events, cpu),
      plain: () => sendBare(bare),
    });
    const count = run.quick ? SLOW.quickEvents : SLOW.events;
    const toSlow = await deliver(client, tenants.slice(PARTNERS), count, meter());
    return [resultOf(ours.slice(1), plain.slice(1), cpu, run), slowResult(toSlow)];
  } finally {
    await client.end();
  }
};

function resultOf(ours: readonly number[], bare: readonly number[], cpu: CpuMeter, run: Run) {
  const [ourRate, bareRate] = [median(ours), median(bare)];
  run.log(`webhooks: ours ${ours.map(Math.round)}, bare ${bare.map(Math.round)}`);
  return {
    name: 'webhooks',
    ratio: ourRate / bareRate,
    ours: `${ourRate.toFixed(0)} deliveries/s`,
    bare: `${bareRate.toFixed(0)} deliveries/s`,
    limit: { kind: 'at least' as const, value: LIMIT },
    sides:
      `ours: the worker, from the commit of the events until every delivery is recorded, ${PARTNERS} ` +
      `endpoints, ${IN_FLIGHT} in flight each; bare: undici, the same bodies signed twice and sent, ` +
      'as many in flight, nothing read or written; both to one receiver of raw sockets',
    notes: [cpu.note('a delivery')],
  };
}

function slowResult(rate: number) {
  return {
    name: 'webhooks, slow endpoint',
    ratio: rate / SLOW.enough,
    ours: `${rate.toFixed(0)} deliveries/s`,
    bare: `${SLOW.enough} deliveries/s`,
    limit: { kind: 'at least' as const, value: 1 },
    sides:
      `ours: the worker, to one endpoint that answers in ${SLOW.answerMs} ms, ${SLOW.concurrency} in flight: at most ` +
      `${(1_000 / SLOW.answerMs) * SLOW.concurrency} a second; bare: the least that is enough`,
  };
}

function bareOf(url: string, secrets: readonly string[], events: number): BareWebhooks {
  const messages = Array.from({ length: events + WARM_UP }, (_, sequence) => {
    const eventId = newUuid();
    const stored = { eventId, type: 'order.status_changed', sequence, createdAt: new Date() };
    return { id: formatId('evt', eventId), body: eventText({ ...stored, data: DATA }, 'live') };
  });
  return { url, secrets, inFlight: IN_FLIGHT, warmUp: WARM_UP, messages };
}

/** Commits events, three per order, and waits until all of them are recorded as delivered. */
async function deliver(
  client: pg.Client,
  tenants: readonly number[],
  events: number,
  cpu: CpuMeter,
): Promise<number> {
  const each = Math.ceil(events / tenants.length);
  await client.query(
    `WITH moved AS (
       UPDATE events.streams s SET last_sequence = s.last_sequence + $2
        WHERE s.tenant_id = ANY($1) RETURNING s.tenant_id, s.last_sequence - $2 AS base)
     INSERT INTO events.outbox (tenant_id, sequence, event_id, type, subject, data, created_at)
     SELECT m.tenant_id, m.base + n, gen_random_uuid(), 'order.status_changed',
            md5(m.tenant_id || ' ' || (m.base + n - 1) / 3)::uuid, $3, $4
       FROM moved m, generate_series(1, $2::int) n`,
    [tenants, each, DATA, new Date()],
  );
  const deliveries = each * tenants.length;
  const began = performance.now();
  await cpu.round(
    () => delivered(client),
    () => deliveries,
  );
  return (deliveries * 1000) / (performance.now() - began);
}

/** Waits until every event is recorded as delivered. */
async function delivered(client: pg.Client): Promise<void> {
  for (let left = 1; left > 0; ) {
    await delay(POLL_MS);
    const { rows } = await client.query<{ left: string }>(
      `SELECT sum(s.last_sequence - c.position) AS left
         FROM webhooks.cursors c JOIN events.streams s USING (tenant_id)`,
    );
    left = Number(rows[0]?.left ?? 0);
  }
}

async function sendBare(file: string): Promise<number> {
  const child = spawn(process.execPath, [SENDER, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const output = await text(child.stdout);
  return JSON.parse(output).perSecond;
}
