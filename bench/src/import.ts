import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { alternate, type Benchmark, median, type Run } from './rig/benchmark.ts';
import { type Cluster, connect, openCluster } from './rig/cluster.ts';
import { writeCodesFile } from './rig/codes-file.ts';
import { CpuMeter, endedCpuSeconds } from './rig/cpu.ts';
import { type Operated, operate } from './rig/server-process.ts';
import { openShop } from './rig/shop.ts';

const FULL = { rows: 1_000_000, products: 200, rounds: 2 };
const QUICK = { rows: 20_000, products: 20, rounds: 1 };
const PEAK_BYTES_MAX = 250_000_000;
const MB = 1_000_000;
const READ_BYTES = 1024 * 1024;
const COLUMNS = 'run_id, position, code_id, fingerprint, sealed';

/** Measures the import of a code file against COPY of the same sealed rows. */
export const importCodes: Benchmark = async (run) => {
  const { rows, rounds } = run.quick ? QUICK : FULL;
  await using cluster = await openCluster();
  const imports: Operated[] = [];
  let database = '';
  // An import is a process of its own: once it has ended, its time is that of a child of this one.
  const importing = new CpuMeter(cluster.pid, () => endedCpuSeconds(process.pid));
  const copying = new CpuMeter(cluster.pid, null);
  const { ours, bare } = await alternate(run, rounds, {
    ours: async () => {
      const { url, done } = await importOnce(run, cluster, imports.length, importing);
      database = url;
      imports.push(done);
      return rows / done.seconds;
    },
    bare: async () => rows / (await copyOnce(run, cluster, database, copying)),
  });
  const ratios = ours.map((rate, round) => rate / (bare[round] ?? Number.NaN));
  const peak = Math.max(...imports.map(({ peakBytes }) => peakBytes));
  const size = rows.toLocaleString('en');
  return [
    {
      name: 'import',
      ratio: ratios.reduce((sum, each) => sum + each, 0) / ratios.length,
      ours: `${median(ours).toFixed(0)} codes/s`,
      bare: `${median(bare).toFixed(0)} codes/s`,
      limit: { kind: 'at least', value: 0.65 },
      sides:
        `ours: psnb2b-server stock import of a CSV with ${size} codes into an empty shop, from the ` +
        "start of the process to its end; bare: COPY of that shop's sealed rows, binary, into an " +
        'empty table with the same keys and indexes in the same database',
      notes: [importing.note('an imported code'), copying.note('a copied one')],
    },
    {
      name: 'import, memory',
      ratio: peak / PEAK_BYTES_MAX,
      ours: `${(peak / MB).toFixed(0)} MB`,
      bare: `${PEAK_BYTES_MAX / MB} MB`,
      limit: { kind: 'at most', value: 1 },
      sides: 'ours: the most memory the importing process had resident (VmHWM); bare: what it may',
    },
  ];
};

/** Makes a new shop each time: a code can be imported only once, and the table must be empty. */
async function importOnce(
  run: Run,
  cluster: Cluster,
  round: number,
  cpu: CpuMeter,
): Promise<{ url: string; done: Operated }> {
  const { rows, products } = run.quick ? QUICK : FULL;
  run.log(`import: preparing shop ${round + 1}`);
  const shop = await openShop(cluster, `import_${round}`, 0);
  const file = join(cluster.folder, 'codes.csv');
  await writeCodesFile(file, shop.products.slice(0, products), rows);
  await checkpoint(shop.url);
  run.log('import: importing');
  const from = ['--file', file, '--supplier', 'bench', '--new-supplier'];
  const done = await cpu.round(
    () => operate(['stock', 'import', ...from], shop.env),
    () => rows,
  );
  if (done.value.accepted !== rows) throw new Error(`import: ${JSON.stringify(done.value)}`);
  return { url: shop.url, done };
}

/** Returns the seconds that the rows of stock.codes take into an empty copy of that table. */
async function copyOnce(run: Run, cluster: Cluster, url: string, cpu: CpuMeter): Promise<number> {
  const { rows: count } = run.quick ? QUICK : FULL;
  run.log('import: copying');
  const file = join(cluster.folder, 'codes.copy');
  const client = await connect(url);
  try {
    const rows = `COPY stock.codes (${COLUMNS}) TO STDOUT (FORMAT binary)`;
    await pipeline(client.query(copyTo(rows)), createWriteStream(file));
    await client.query('CREATE SCHEMA bench');
    await client.query('CREATE TABLE bench.codes (LIKE stock.codes INCLUDING ALL)');
    await client.query('CHECKPOINT');
    return await cpu.round(
      () => seconds(() => copyIn(client, file)),
      () => count,
    );
  } finally {
    await client.end();
  }
}

async function copyIn(client: pg.Client, file: string): Promise<void> {
  const rows = `COPY bench.codes (${COLUMNS}) FROM STDIN (FORMAT binary)`;
  const source = createReadStream(file, { highWaterMark: READ_BYTES });
  await pipeline(source, client.query(copyFrom(rows)));
}

async function checkpoint(url: string): Promise<void> {
  const client = await connect(url);
  await client.query('CHECKPOINT');
  await client.end();
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
