import { verify } from '../../server/src/acts/index.ts';
import { LIVES, type Life } from '../../server/test/growth/lives.ts';
import { type Benchmark, median, type Result } from './rig/benchmark.ts';
import { type BusyShop, type DayTimes, openBusyShop } from './rig/busy-shop.ts';
import { connect, openCluster } from './rig/cluster.ts';
import { judgeGrowth, type TableCourse, verdictText } from './rig/judge-growth.ts';
import { readSizes, type TableSize, vacuumDue } from './rig/table-sizes.ts';

/** Thirty days, and as many more as events are kept longer and the comparison of days needs. */
const FULL = { days: 45, ordersADay: 2_000, partners: 10 };
const QUICK = { days: 2, ordersADay: 40, partners: 2 };
/** Days at the beginning and at the end whose orders are compared. */
const WINDOW = 7;
const MB = 1024 ** 2;
/** Smaller tables are not printed each day. */
const SHOWN_BYTES = MB;
/** Broken invariants that are printed. */
const BROKEN_SHOWN = 20;

/** Simulates days of a busy shop on a driven clock, and judges whether its tables and the time of an order stay as they are declared to. */
export const growthMonth: Benchmark = async (run) => {
  const size = run.quick ? QUICK : FULL;
  await using cluster = await openCluster();
  run.log('growth-month: preparing the shop');
  await using busy = await openBusyShop(cluster, size);
  const url = busy.shop.app.ownerUrl;
  const client = await connect(url);
  const times: DayTimes[] = [];
  const sizes: TableSize[][] = [];
  try {
    for (let day = 1; day <= size.days; day += 1) {
      run.signal.throwIfAborted();
      times.push(await busy.day(run));
      const vacuumed = await vacuumDue(client);
      const found = await readSizes(client);
      sizes.push(found);
      run.log(dayLine(day, times.at(-1), found, vacuumed.length));
    }
  } finally {
    await client.end();
  }
  return [await tablesResult(busy, sizes, size), orderResult(times)];
};

function dayLine(
  day: number,
  times: DayTimes | undefined,
  sizes: readonly TableSize[],
  vacuumed: number,
): string {
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const shown = sizes
    .filter(({ bytes }) => bytes >= SHOWN_BYTES)
    .sort((one, other) => other.bytes - one.bytes)
    .map(
      ({ table, bytes, rows, dead }) =>
        `${table} ${(bytes / MB).toFixed(1)} MB ${rows} rows ${dead} dead`,
    );
  return (
    `growth-month: day ${day}: p50 ${times?.busyMs.toFixed(2)} ms (young shop ${times?.youngMs.toFixed(2)} ms), ` +
    `${(total / MB).toFixed(1)} MB, ${vacuumed} tables vacuumed; ${shown.join(', ')}`
  );
}

async function tablesResult(
  { shop }: BusyShop,
  sizes: readonly (readonly TableSize[])[],
  { ordersADay, days }: typeof FULL,
): Promise<Result> {
  const courses = Object.entries(LIVES).flatMap(([schema, tables]) =>
    Object.entries(tables).map(([name, life]) => courseOf(`${schema}.${name}`, life, sizes)),
  );
  const judged = courses.map((course) => ({ course, verdict: judgeGrowth(course, ordersADay) }));
  const faults = judged.filter(({ verdict }) => verdict.is === 'fault').length;
  const broken = (await verify(shop.app, { deep: false })).flatMap(({ id, broken: found }) =>
    found.map((each) => `${id}: ${each}`),
  );
  const last = sizes.at(-1);
  return {
    name: 'growth-month, tables',
    ratio: faults + broken.length,
    ours: `${faults} tables, ${broken.length} broken invariants`,
    bare: 'none',
    limit: { kind: 'at most', value: 0 },
    sides:
      `ours: tables that grow and should not, in ${days} days of ${ordersADay.toLocaleString('en')} orders with their events, ` +
      'deliveries, claims, deposits, sign-ins and exports; bare: what they are declared to do',
    notes: [
      ...broken.slice(0, BROKEN_SHOWN),
      ...judged
        .filter(({ verdict }) => verdict.is !== 'empty')
        .map(({ course: { table, rows, bytes }, verdict }) => {
          const size = last?.find((each) => each.table === table);
          const now = `${rows.at(-1)} rows, ${((bytes.at(-1) ?? 0) / MB).toFixed(2)} MB, ${size?.dead} dead`; // nothing: an empty run
          return `${table}: ${verdictText(verdict)} (${now})`;
        }),
    ],
  };
}

function courseOf(
  table: string,
  life: Life,
  sizes: readonly (readonly TableSize[])[],
): TableCourse {
  const course = sizes.map((day) => day.find((each) => each.table === table));
  return {
    table,
    life,
    rows: course.map((each) => each?.rows ?? 0), // nothing: the table is not there yet
    bytes: course.map((each) => each?.bytes ?? 0), // nothing: the table is not there yet
  };
}

/** Each day's order against one of a young shop at the same time: what else the machine does changes both. */
function orderResult(times: readonly DayTimes[]): Result {
  const against = times.map(({ busyMs, youngMs }) => busyMs / youngMs);
  const [early, late] = [median(against.slice(0, WINDOW)), median(against.slice(-WINDOW))];
  return {
    name: 'growth-month, order',
    ratio: late / early,
    ours: `${late.toFixed(2)} in the last week`,
    bare: `${early.toFixed(2)} in the first`,
    limit: { kind: 'at most', value: 1.2 },
    sides:
      'p50 of POST /api/v1/orders, 10 codes each, four in flight, divided by that of a young shop in the same PostgreSQL at the same ' +
      'time; ours: the median of the last days; bare: of the first days',
  };
}
