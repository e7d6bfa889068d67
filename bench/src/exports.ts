import { setTimeout as delay } from 'node:timers/promises';
import { webApps } from '@psnb2b/contract';
import { assert, required } from '../../server/src/kit/assert.ts';
import type { Benchmark, Run } from './rig/benchmark.ts';
import { connect, openCluster } from './rig/cluster.ts';
import { openReaders } from './rig/readers.ts';
import { seedHistory } from './rig/seed-history.ts';
import { type ServerProcess, startServer } from './rig/server-process.ts';
import { openShop, type Shop } from './rig/shop.ts';

const PARTNERS = 50;
const FULL_ORDERS = 1_000_000;
const QUICK_ORDERS = 2_000;
const MB = 1_000_000;
/**
 * What one export may add to the memory of a server, however long the list is: garbage that V8 collects late. Measured: 193 MB for 250,000
 * lines, 199 MB for a million.
 */
const GROWTH_BYTES_MAX = 250 * MB;
const SAMPLE_MS = 50;
const WATCH_MS = 3_000;
/** Pieces that are on their way when a reader leaves. */
const SETTLE_MS = 1_000;
const PATH = `${webApps.console.basePath}/orders/export`;

/** Measures what an export of a million lines adds to the memory of a server, and that it ends when its reader leaves. */
export const exports: Benchmark = async (run) => {
  const orders = run.quick ? QUICK_ORDERS : FULL_ORDERS;
  await using cluster = await openCluster();
  run.log('exports: preparing a shop with a past');
  const shop = await openShop(cluster, 'exports', PARTNERS);
  await seedHistory(shop, orders);
  const cookies = await openReaders(shop);
  const bare = await readPlainly(shop);
  await using server = await startServer(shop.env);
  const read = (linesMax: number) =>
    readLines(run, server, required(cookies.console[0], 'a reader'), linesMax);
  await read(orders / 100);
  run.log('exports: reading to the end');
  const whole = await read(Number.POSITIVE_INFINITY);
  assert(whole.lines === orders + 1, 'every order has a line, and there is a head');
  const idle = await secondsUsed(server);
  run.log('exports: leaving in the middle');
  await read(orders / 2);
  await delay(SETTLE_MS);
  const after = await secondsUsed(server);
  const rate = (lines: number, seconds: number) => `${(lines / seconds).toFixed(0)} lines/s`;
  return [
    {
      name: 'exports',
      ratio: whole.grownBytes / GROWTH_BYTES_MAX,
      ours: `${(whole.grownBytes / MB).toFixed(0)} MB`,
      bare: `${GROWTH_BYTES_MAX / MB} MB`,
      limit: { kind: 'at most', value: 1 },
      sides:
        `ours: the most that a CSV of ${orders.toLocaleString('en')} orders adds to the memory of the server while one person ` +
        'downloads it; bare: what it may add',
      notes: [
        `${rate(whole.lines, whole.seconds)} (${whole.seconds.toFixed(1)} s, ${(whole.bytes / MB).toFixed(0)} MB), with rests in which others are served; ` +
          `the rows of the table read plainly, 250 at a time, without prices, names or text: ${rate(orders, bare)}`,
        `in the ${WATCH_MS / 1000} s after its reader left in the middle the server used ${(after * 1000).toFixed(0)} ms of processor time; idle, ${(idle * 1000).toFixed(0)} ms`,
      ],
    },
  ];
};

/** Returns the processor time that a server uses in the next seconds. */
async function secondsUsed(server: ServerProcess): Promise<number> {
  const before = server.cpuSeconds();
  await delay(WATCH_MS);
  return server.cpuSeconds() - before;
}

/** Downloads the file up to so many lines, and leaves. */
async function readLines(run: Run, server: ServerProcess, cookie: string, linesMax: number) {
  const before = server.residentBytes();
  let most = before;
  const sampling = setInterval(() => {
    most = Math.max(most, server.residentBytes());
  }, SAMPLE_MS);
  const began = performance.now();
  let lines = 0;
  let bytes = 0;
  try {
    const reply = await fetch(new URL(PATH, server.url), {
      headers: { cookie },
      signal: run.signal,
    });
    assert(reply.ok && reply.body, 'the file is sent');
    for await (const piece of reply.body as AsyncIterable<Uint8Array>) {
      bytes += piece.length;
      for (const byte of piece) if (byte === 10) lines += 1;
      if (lines >= linesMax) break;
    }
  } finally {
    clearInterval(sampling);
  }
  return { lines, bytes, seconds: (performance.now() - began) / 1000, grownBytes: most - before };
}

/** Returns the seconds that it takes to read the rows of all orders in pages of the same length, with one statement each. */
async function readPlainly(shop: Shop): Promise<number> {
  const client = await connect(shop.url);
  const page = {
    name: 'page',
    text: 'SELECT * FROM orders.orders WHERE order_id < $1 ORDER BY order_id DESC LIMIT 250',
  };
  const began = performance.now();
  for (let last = 'ffffffff-ffff-ffff-ffff-ffffffffffff'; ; ) {
    const { rows } = await client.query<{ order_id: string }>({ ...page, values: [last] });
    const bottom = rows.at(-1);
    if (!bottom) break;
    last = bottom.order_id;
  }
  await client.end();
  return (performance.now() - began) / 1000;
}
