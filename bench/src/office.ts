import { join } from 'node:path';
import { webApps } from '@psnb2b/contract';
import { required } from '../../server/src/kit/assert.ts';
import { alternate, type Benchmark, median, quantile } from './rig/benchmark.ts';
import { connect, openCluster } from './rig/cluster.ts';
import { writeCodesFile } from './rig/codes-file.ts';
import { CpuMeter } from './rig/cpu.ts';
import { openHttpClient } from './rig/http-client.ts';
import { OfficeReaders } from './rig/office-readers.ts';
import { CODES_PER_ORDER, orderRequests } from './rig/order-requests.ts';
import { openReaders } from './rig/readers.ts';
import { seedHistory } from './rig/seed-history.ts';
import { seedStock } from './rig/seed-stock.ts';
import { operate, startServer } from './rig/server-process.ts';
import { openShop, type Shop } from './rig/shop.ts';

const PARTNERS = 50;
const IN_FLIGHT = 4;
const CREATED = 201;
const LIMIT = 1.3;
const FULL = { orders: 200_000, codes: 10_000, imported: 20_000, rounds: 7, seconds: 3 };
const QUICK = { orders: 2_000, codes: 300, imported: 1_000, rounds: 1, seconds: 1 };

/** What the office reads meanwhile, by the app in which it does. */
const REPORTS = [
  ['console', '/orders/export'],
  ['portal', '/transactions/export'],
  ['console', '/claim-figures'],
  ['console', '/orders?status=delivered'],
  ['console', '/sales'],
] as const;

/** Measures the median order while the office exports, reads and imports, against the same without. */
export const office: Benchmark = async (run) => {
  const size = run.quick ? QUICK : FULL;
  await using cluster = await openCluster();
  run.log('office: preparing a shop with a past');
  const shop = await openShop(cluster, 'office', PARTNERS);
  await seedHistory(shop, size.orders);
  const client = await connect(shop.url);
  await seedStock(
    client,
    shop.products.map(({ shelfId }) => ({ shelfId, codes: size.codes })),
  );
  await client.query('VACUUM (ANALYZE)');
  await client.end();
  const cookies = await openReaders(shop);
  await using server = await startServer(shop.env);
  using http = await openHttpClient(server.url, IN_FLIGHT);
  const next = orderRequests(server.url, shop.buyers, shop.products);
  const meter = () => new CpuMeter(cluster.pid, () => server.cpuSeconds());
  const [beside, alone] = [meter(), meter()];
  const measure = async (cpu: CpuMeter) => {
    const load = { seconds: size.seconds, next, status: CREATED };
    const { latenciesMs } = await cpu.round(
      () => http.run(load),
      (done) => done.latenciesMs.length,
    );
    return { p50: quantile(latenciesMs, 0.5), p99: quantile(latenciesMs, 0.99) };
  };
  await using readers = new OfficeReaders(
    REPORTS.map(([webApp, path]) => ({
      address: new URL(webApps[webApp].basePath + path, server.url).href,
      cookie: required(cookies[webApp][0], 'an app has readers'),
    })),
  );
  run.log('office: measuring');
  await measure(meter());
  let reports = 0;
  let imports = 0;
  const { ours, bare } = await alternate(run, size.rounds, {
    ours: async () => {
      readers.begin();
      imports += 1;
      const importing = importSome(shop, cluster.folder, imports, size.imported);
      const measured = await measure(beside);
      reports += await readers.end();
      await importing;
      return measured;
    },
    bare: () => measure(alone),
  });
  const middle = (rounds: typeof ours, of: 'p50' | 'p99') => median(rounds.map((each) => each[of]));
  const share = (of: 'p50' | 'p99') => middle(ours, of) / middle(bare, of);
  return [
    {
      name: 'office',
      ratio: share('p50'),
      ours: `${middle(ours, 'p50').toFixed(2)} ms`,
      bare: `${middle(bare, 'p50').toFixed(2)} ms`,
      limit: { kind: 'at most', value: LIMIT },
      sides:
        `ours: p50 of POST /api/v1/orders, ${CODES_PER_ORDER} codes each, ${IN_FLIGHT} in flight, while ${REPORTS.length} people ` +
        `export and read figures of ${size.orders.toLocaleString('en')} orders and a file of ` +
        `${size.imported.toLocaleString('en')} codes is imported; bare: the same orders while nobody does`,
      notes: [
        `${reports} reports were read to their end, ${imports} files were imported`,
        `p99: ratio ${share('p99').toFixed(2)} (ours ${middle(ours, 'p99').toFixed(2)} ms, bare ${middle(bare, 'p99').toFixed(2)} ms)`,
        beside.note('an order beside the office'),
        alone.note('an order alone'),
      ],
    },
  ];
};

async function importSome(shop: Shop, folder: string, number: number, rows: number) {
  const file = join(folder, `more-${number}.csv`);
  await writeCodesFile(file, shop.products, rows);
  const supplier = ['--supplier', 'bench', ...(number === 1 ? ['--new-supplier'] : [])];
  await operate(['stock', 'import', '--file', file, ...supplier], shop.env);
}
