import { writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { BareReply } from './rig/bare-reply.ts';
import { alternate, type Benchmark, median, type Result, type Run } from './rig/benchmark.ts';
import { connect, openCluster } from './rig/cluster.ts';
import { getRequest, openHttpClient } from './rig/http-client.ts';
import { seedStock } from './rig/seed-stock.ts';
import { type ServerProcess, startNode, startServer } from './rig/server-process.ts';
import { openShop } from './rig/shop.ts';

const BARE = fileURLToPath(new URL('rig/bare-reply.ts', import.meta.url));
const PATH = '/api/v1/inventory';
const IN_FLIGHT = 8;
const PARTNERS = 10;
const CODES_PER_PRODUCT = 30;
const FULL = { rounds: 15, seconds: 1 };
const QUICK = { rounds: 1, seconds: 1 };
/** Headers that node:http writes by itself, on both sides. */
const AUTOMATIC = new Set(['date', 'connection', 'keep-alive']);

type Headers = Readonly<Record<string, string>>;

/** Measures server CPU per request against a bare node:http server that sends the same bytes. */
export const inventory: Benchmark = async (run) => {
  await using cluster = await openCluster();
  run.log('inventory: preparing a shop');
  const shop = await openShop(cluster, 'inventory', PARTNERS);
  const client = await connect(shop.url);
  await seedStock(
    client,
    shop.products.map(({ shelfId }) => ({ shelfId, codes: CODES_PER_PRODUCT })),
  );
  await client.end();
  await using server = await startServer(shop.env);
  const keys = shop.buyers.map(({ key }) => key);
  const whole = await compare(run, cluster.folder, server, keys, {
    name: 'inventory',
    limit: 1.5,
    headers: () => ({}),
  });
  const unchanged = await compare(run, cluster.folder, server, keys, {
    name: 'inventory, 304',
    limit: 2,
    headers: (reply) => ({ 'If-None-Match': etagOf(reply) }),
  });
  return [whole, unchanged];
};

interface Case {
  readonly name: string;
  readonly limit: number;
  /** Returns the request headers, from the reply to a request without any. */
  readonly headers: (reply: BareReply) => Headers;
}

async function compare(
  run: Run,
  folder: string,
  server: ServerProcess,
  keys: readonly string[],
  { name, limit, headers }: Case,
): Promise<Result> {
  const { rounds, seconds } = run.quick ? QUICK : FULL;
  const authorization = { Authorization: `Bearer ${keys[0]}` };
  const extra = headers(await fetchReply(server.url, authorization));
  const reply = await fetchReply(server.url, { ...authorization, ...extra });
  const file = join(folder, `reply-${reply.status}.json`);
  await writeFile(file, JSON.stringify(reply));
  await using bare = await startNode(BARE, [file], {});
  run.log(`${name}: measuring`);
  const requests = (url: URL) =>
    keys.map((key) => getRequest(url, PATH, { Authorization: `Bearer ${key}`, ...extra }));
  const cost = async (process: ServerProcess) => {
    const texts = requests(process.url);
    let sent = 0;
    const next = () => {
      sent += 1;
      return texts[sent % texts.length] ?? '';
    };
    using client = await openHttpClient(process.url, IN_FLIGHT);
    const before = process.cpuSeconds();
    const load = await client.run({ seconds, next, status: reply.status, awake: true });
    return ((process.cpuSeconds() - before) * 1e6) / load.requests;
  };
  // The first round of each only warms up.
  const { ours, plain } = await alternate(run, rounds + 1, {
    ours: () => cost(server),
    plain: () => cost(bare),
  });
  const [ourCost, bareCost] = [median(ours.slice(1)), median(plain.slice(1))];
  return {
    name,
    ratio: ourCost / bareCost,
    ours: `${ourCost.toFixed(1)} µs CPU`,
    bare: `${bareCost.toFixed(1)} µs CPU`,
    limit: { kind: 'at most', value: limit },
    sides:
      `ours: CPU time of the server process for one GET ${PATH} with key check, limits and all ` +
      'headers; bare: that of a node:http process which sends the same status, headers and ' +
      `${Buffer.byteLength(reply.body)} bytes of body to the same client, ${IN_FLIGHT} in flight, which never sleeps`,
  };
}

function etagOf(reply: BareReply): string {
  const at = reply.headers.findIndex((name) => name.toLowerCase() === 'etag');
  return reply.headers[at + 1] ?? '';
}

/** Returns our reply without the headers that node:http adds. */
function fetchReply(url: URL, headers: Headers): Promise<BareReply> {
  return new Promise((resolve, reject) => {
    get(new URL(PATH, url), { headers }, async (response) => {
      const body = (await buffer(response)).toString();
      const kept: string[] = [];
      for (let at = 0; at < response.rawHeaders.length; at += 2) {
        const [name = '', value = ''] = response.rawHeaders.slice(at, at + 2);
        if (!AUTOMATIC.has(name.toLowerCase())) kept.push(name, value);
      }
      resolve({ status: response.statusCode ?? 0, headers: kept, body });
    }).on('error', reject);
  });
}
