import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { required } from '../../server/src/kit/assert.ts';
import { openEmbedded } from '../../server/src/postgres/index.ts';
import { copyTables, packFolder, readTables, unpackFolder } from './rig/bare-copy.ts';
import type { Benchmark, Result, Run } from './rig/benchmark.ts';
import { type Cluster, connect, openCluster } from './rig/cluster.ts';
import { openHttpClient } from './rig/http-client.ts';
import { CODES_PER_ORDER, orderRequests } from './rig/order-requests.ts';
import { sealSamples } from './rig/seal-samples.ts';
import { seedHistory } from './rig/seed-history.ts';
import { seedStock } from './rig/seed-stock.ts';
import { type Environment, operate, startServer, startWorker } from './rig/server-process.ts';
import { openShop, type Shop } from './rig/shop.ts';

const PARTNERS = 50;
const FULL = { orders: 1_000_000, seconds: 60, codes: 20_000 };
const QUICK = { orders: 5_000, seconds: 3, codes: 1_000 };
const IN_FLIGHT = 32;
const CREATED = 201;
const POLL_MS = 100;
/** How often the worker stores the log. */
const ROUND_SECONDS = 20;
const GB = 1_000_000_000;

/** A shop on the embedded database, and where its copies are. */
interface Rig {
  readonly run: Run;
  readonly cluster: Cluster;
  readonly shop: Shop;
  /** The environment of its commands. */
  readonly env: Environment;
  readonly recipient: string;
  readonly size: string;
}

/**
 * Measures how long a large shop takes to be backed up, restored, verified and moved, against a bare copy of the same files or rows, and how
 * much a loss of the machine takes.
 */
export const restore: Benchmark = async (run) => {
  const { orders, codes } = run.quick ? QUICK : FULL;
  await using cluster = await openCluster();
  run.log('restore: preparing a shop with a past');
  const shop = await openShop(cluster, null, PARTNERS);
  await seedHistory(shop, orders);
  await fill(shop, codes);
  await sealSamples(shop);
  const env = { DATA_DIR: join(cluster.folder, 'data'), KEK_FILE: join(cluster.folder, 'kek') };
  const key = await operate(['backup', 'new-key', '--out', join(cluster.folder, 'key.txt')], env);
  const size = `${orders.toLocaleString('en')} orders of ${CODES_PER_ORDER} codes, ${gigabytes(await bytesOf(shop))}`;
  const rig = { run, cluster, shop, env, recipient: String(key.value.recipient), size };
  return [...(await backUpAndRestore(rig)), await lose(rig), await move(rig)];
};

async function backUpAndRestore({
  run,
  cluster,
  shop,
  env,
  recipient,
  size,
}: Rig): Promise<Result[]> {
  const at = (name: string) => join(cluster.folder, name);
  await checkpoint(shop.url);
  run.log('restore: backing up');
  await mkdir(at('backups'));
  const made = await operate(['backup', '--to', at('backups'), '--recipient', recipient], env);
  run.log('restore: packing the same files barely');
  const packed = await secondsOf(() =>
    packFolder(join(env.DATA_DIR ?? '', 'postgres'), at('bare')),
  );
  run.log('restore: restoring');
  const there = { ...env, DATA_DIR: at('restored') };
  const from = ['--from', String(made.value.folder), '--identity', at('key.txt')];
  const restored = await operate(['restore', ...from], there);
  run.log('restore: verifying');
  const verified = await operate(['verify'], there);
  run.log('restore: unpacking the same files barely');
  await mkdir(at('unpacked'));
  const unpacked = await secondsOf(() => unpackFolder(at('bare'), at('unpacked')));
  const read = await secondsOf(() => readTables(shop.url));
  const bare = (await stat(at('bare'))).size;
  for (const name of ['backups', 'bare', 'restored', 'unpacked'])
    await rm(at(name), { recursive: true });
  // A restore ends with the same checks.
  const alone = restored.seconds - verified.seconds;
  return [
    {
      name: 'restore, backup',
      ratio: made.seconds / packed,
      ours: seconds(made.seconds),
      bare: seconds(packed),
      limit: { kind: 'at most', value: 3 },
      sides: `ours: psnb2b-server backup of ${size}, encrypted, with every page and file checked, from the start of the process to its end; bare: tar and Zstandard of the same files, level 3`,
      notes: [`${gigabytes(Number(made.value.bytes))}; bare: ${gigabytes(bare)}`],
    },
    {
      name: 'restore',
      ratio: alone / unpacked,
      ours: seconds(alone),
      bare: seconds(unpacked),
      limit: { kind: 'at most', value: 4 },
      sides:
        'ours: psnb2b-server restore of that backup without its checks of every invariant: it is compared, decrypted, unpacked, recovered, migrated, and begins an epoch; bare: unpacking the bare copy',
      notes: [
        `${seconds(restored.seconds)} with these checks: from the start of the command until staff can compare`,
      ],
    },
    {
      name: 'restore, verify',
      ratio: verified.seconds / read,
      ours: seconds(verified.seconds),
      bare: seconds(read),
      limit: { kind: 'at most', value: 10 },
      sides:
        'ours: psnb2b-server verify of the restored shop, from the start of its PostgreSQL to its end; bare: reading every row once, by COPY',
    },
  ];
}

const COUNT = "SELECT count(*)::int AS orders FROM orders.orders WHERE reference LIKE 'bench-%'";

/** Sells while the worker stores the log, ends both at once, and restores what was stored. */
async function lose({ run, cluster, shop, env, recipient }: Rig): Promise<Result> {
  const { seconds: selling } = run.quick ? QUICK : FULL;
  const at = (name: string) => join(cluster.folder, name);
  await mkdir(at('backups'));
  await operate(['backup', 'schedule', '--to', at('backups'), '--recipient', recipient], env);
  run.log('restore: a worker backs up and stores the log');
  await using worker = startWorker(env);
  const backup = await nextBackup(run, shop);
  run.log('restore: selling');
  await using server = await startServer(env);
  const next = orderRequests(server.url, shop.buyers, shop.products);
  let sold = 0;
  {
    using http = await openHttpClient(server.url, IN_FLIGHT);
    sold = (await http.run({ seconds: selling, next, status: CREATED })).requests;
  }
  const lostAt = Date.now();
  await Promise.all([worker.kill(), server[Symbol.asyncDispose]()]);
  run.log('restore: restoring the backup and its log');
  const there = { ...env, DATA_DIR: at('recovered') };
  const from = ['--from', join(at('backups'), backup), '--identity', at('key.txt')];
  const { value, seconds: took } = await operate(['restore', ...from], there);
  const recovered = await openEmbedded({ dataDir: at('recovered') });
  const left = await countOrders(recovered.url);
  await recovered.close();
  const lost = (await countOrders(shop.url)) - left;
  for (const each of ['backups', 'recovered']) await rm(at(each), { recursive: true });
  const age = (lostAt - Date.parse(String(value.recovery_point))) / 1000;
  return {
    name: 'restore, recovery point',
    ratio: age / ROUND_SECONDS,
    ours: seconds(age),
    bare: seconds(ROUND_SECONDS),
    limit: { kind: 'at most', value: 1.5 },
    sides:
      'ours: from the last moment whose orders a restore surely has to the loss of the machine, while orders were placed as fast as they can be; bare: how often the worker stores the log',
    notes: [
      `${lost} of ${sold} orders of the last ${selling} s were lost`,
      `restored with ${value.log_pieces} pieces of the log and all checks in ${seconds(took)}`,
    ],
  };
}

/** Waits until the worker has made a backup after which it stores the log; returns its name. */
async function nextBackup(run: Run, { url }: Shop): Promise<string> {
  const client = await connect(url);
  try {
    // The next one is due a day after the last one.
    await client.query(`UPDATE backups.made SET began_at = began_at - interval '1 day'`);
    for (;;) {
      run.signal.throwIfAborted();
      const { rows } = await client.query<{ name: string }>(
        'SELECT name FROM backups.made WHERE bytes IS NOT NULL AND wal_archive IS NOT NULL',
      );
      if (rows[0]) return rows[0].name;
      await delay(POLL_MS);
    }
  } finally {
    await client.end();
  }
}

async function countOrders(url: string): Promise<number> {
  const client = await connect(url);
  try {
    return required((await client.query<{ orders: number }>(COUNT)).rows[0], 'a count').orders;
  } finally {
    await client.end();
  }
}

async function move({ run, cluster, shop, env, size }: Rig): Promise<Result> {
  const to = await cluster.createDatabase('moved');
  await checkpoint(shop.url);
  run.log('restore: moving');
  const moved = await operate(['move', '--to', to], env);
  run.log('restore: copying the same rows barely');
  await checkpoint(to);
  const copied = await secondsOf(() => copyTables(to));
  return {
    name: 'restore, move',
    ratio: moved.seconds / copied,
    ours: seconds(moved.seconds),
    bare: seconds(copied),
    limit: { kind: 'at most', value: 5 },
    sides: `ours: psnb2b-server move of ${size} into another database of the same PostgreSQL: copied, keys checked again, both sides compared row by row, every invariant checked; bare: COPY of the same tables, piped, into tables with the same keys and indexes`,
    notes: [`${Number(moved.value.rows).toLocaleString('en')} rows`],
  };
}

/** Puts codes on every shelf, to be sold while the log is stored. */
async function fill(shop: Shop, codes: number): Promise<void> {
  const client = await connect(shop.url);
  await seedStock(
    client,
    shop.products.map(({ shelfId }) => ({ shelfId, codes })),
  );
  await client.end();
}

async function bytesOf(shop: Shop): Promise<number> {
  const client = await connect(shop.url);
  const { rows } = await client.query<{ bytes: string }>(
    'SELECT pg_database_size(current_database()) AS bytes',
  );
  await client.end();
  return Number(required(rows[0], 'a size').bytes);
}

async function checkpoint(url: string): Promise<void> {
  const client = await connect(url);
  await client.query('CHECKPOINT');
  await client.end();
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

const seconds = (value: number) => `${value.toFixed(1)} s`;
const gigabytes = (bytes: number) => `${(bytes / GB).toFixed(2)} GB`;
