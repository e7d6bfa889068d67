import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { Batcher } from '../../server/src/kit/batcher.ts';
import { migrate } from '../../server/src/kit/database/index.ts';
import {
  alternate,
  type Benchmark,
  median,
  quantile,
  type Result,
  type Run,
} from './rig/benchmark.ts';
import { connect, openCluster } from './rig/cluster.ts';
import { CpuMeter } from './rig/cpu.ts';
import { zipf } from './rig/zipf.ts';

/** The public workload of softwaremill/tb-perf: accounts, skew, transfers in flight. */
const CONCURRENCY = 10;
const FULL = { accounts: 100_000, rounds: 5, seconds: 4 };
const QUICK = { accounts: 1_000, rounds: 1, seconds: 1 };
/** As orders do. */
const CALLS_AT_ONCE = 2;
/** More than any account can spend. */
const BALANCE = 1_000_000_000_000;
const AMOUNT_MAX = 1_000;
const FUNCTIONS = new URL('../sql/ledger.sql', import.meta.url);
/** The settings that our own order batches have on their connections. */
const SETTINGS = { plan_cache_mode: 'force_generic_plan' };

interface Transfer {
  readonly debit: number;
  readonly credit: number;
  readonly amount: number;
}

interface Load {
  readonly perSecond: number;
  readonly count: number;
  readonly latenciesMs: readonly number[];
}

type Way = 'ours' | 'locks' | 'atomic' | 'together';

/** Measures our posting function against three ways of moving balances in plain SQL. */
export const ledger: Benchmark = async (run) => {
  const { accounts } = run.quick ? QUICK : FULL;
  await using cluster = await openCluster();
  run.log('ledger: preparing accounts');
  const url = await cluster.createDatabase('ledger');
  await migrate(url);
  const client = await connect(url);
  const clients = await Promise.all(
    Array.from({ length: CONCURRENCY }, () => connect(url, SETTINGS)),
  );
  try {
    await client.query(await readFile(FUNCTIONS, 'utf8'));
    const first = await openAccounts(client, accounts);
    await client.query('VACUUM (ANALYZE)');
    run.log('ledger: measuring');
    const cpu = new CpuMeter(cluster.pid, null);
    return [await compare(run, transfers(accounts), waysOf(clients, first), cpu)];
  } finally {
    await Promise.all([client, ...clients].map((each) => each.end()));
  }
};

/** Returns the number before that of the first of our accounts. */
async function openAccounts(client: pg.Client, count: number): Promise<number> {
  await client.query('INSERT INTO bench.accounts SELECT n, $2 FROM generate_series(1, $1::int) n', [
    count,
    BALANCE,
  ]);
  const { rows } = await client.query<{ first: number }>(
    `WITH opened AS (
       INSERT INTO ledger.accounts (tenant_id, kind, mode, currency, balance, version)
       SELECT n, 'available', 'live', 'USD', $2, 0 FROM generate_series(1, $1::int) n ORDER BY n
       RETURNING account_id)
     SELECT min(account_id) AS first FROM opened`,
    [count, BALANCE],
  );
  return Number(rows[0]?.first) - 1;
}

function transfers(accounts: number): () => Transfer {
  const draw = zipf(accounts);
  return () => {
    const debit = draw();
    let credit = draw();
    while (credit === debit) credit = draw();
    return { debit, credit, amount: 1 + Math.floor(Math.random() * AMOUNT_MAX) };
  };
}

/** What moves one transfer, by way; `index` is that of the caller among those in flight. */
function waysOf(
  clients: readonly pg.Client[],
  before: number,
): Readonly<Record<Way, (transfer: Transfer, index: number) => Promise<unknown>>> {
  const one = (name: string) => (transfer: Transfer, index: number) =>
    (clients[index] as pg.Client).query({
      name,
      text: `SELECT bench.${name}($1::int, $2::int, $3::bigint)`,
      values: [transfer.debit, transfer.credit, transfer.amount],
    });
  const together = batched(clients, (client, members) =>
    client.query({
      name: 'transfer_together',
      text: 'SELECT bench.transfer_together($1::int[], $2::int[], $3::bigint[])',
      values: columnsOf(members, 0),
    }),
  );
  const ours = batched(clients, (client, members) =>
    client.query({
      name: 'post',
      text: 'SELECT bench.post($1::uuid[], $2::int[], $3::int[], $4::bigint[])',
      values: [members.map(() => randomUUID()), ...columnsOf(members, before)],
    }),
  );
  return {
    locks: one('transfer_by_locks'),
    atomic: one('transfer_atomically'),
    together,
    ours,
  };
}

function columnsOf(members: readonly Transfer[], before: number): number[][] {
  return [
    members.map(({ debit }) => debit + before),
    members.map(({ credit }) => credit + before),
    members.map(({ amount }) => amount),
  ];
}

/** Transfers that wait share a call, and two calls run at once. */
function batched(
  clients: readonly pg.Client[],
  send: (client: pg.Client, members: readonly Transfer[]) => Promise<unknown>,
): (transfer: Transfer) => Promise<unknown> {
  const free = clients.slice(0, CALLS_AT_ONCE);
  const batcher = new Batcher<Transfer, null>({
    name: 'ledger.batch',
    batchMax: CONCURRENCY,
    callsMax: CALLS_AT_ONCE,
    run: async (members) => {
      const client = free.pop() as pg.Client;
      try {
        await send(client, members);
      } finally {
        free.push(client);
      }
      return members.map(() => null);
    },
  });
  return (transfer) => batcher.add(transfer);
}

async function compare(
  run: Run,
  next: () => Transfer,
  ways: ReturnType<typeof waysOf>,
  cpu: CpuMeter,
): Promise<Result> {
  const { accounts, rounds, seconds } = run.quick ? QUICK : FULL;
  const load = (way: Way) => () => loadOf(ways[way], next, seconds);
  const loads = await alternate(run, rounds, {
    ours: () => cpu.round(load('ours'), ({ count }) => count),
    locks: load('locks'),
    atomic: load('atomic'),
    together: load('together'),
  });
  const rate = (way: Way) => median(loads[way].map(({ perSecond }) => perSecond));
  const figures = (way: Way) => {
    const latencies = loads[way].flatMap(({ latenciesMs }) => latenciesMs);
    return `${rate(way).toFixed(0)}/s, p50 ${quantile(latencies, 0.5).toFixed(2)} ms, p99 ${quantile(latencies, 0.99).toFixed(2)} ms`;
  };
  const bare = Math.max(rate('locks'), rate('atomic'), rate('together'));
  return {
    name: 'ledger',
    ratio: rate('ours') / bare,
    ours: `${rate('ours').toFixed(0)} transfers/s`,
    bare: `${bare.toFixed(0)} transfers/s`,
    limit: { kind: 'at least', value: 0.5 },
    sides:
      `ours: ledger.lock and ledger.post, double entry with running balances, a unique fact and a check of zero sums, transfers that wait share a call; ` +
      `bare: the best of three ways to change two balances and insert one row; ${accounts} accounts, Zipf 1.0, ${CONCURRENCY} in flight`,
    notes: [
      `ours ${figures('ours')}`,
      `row locks ${figures('locks')}`,
      `atomic updates ${figures('atomic')}`,
      `batched updates ${figures('together')}`,
      cpu.note('a transfer'),
    ],
  };
}

/** Ten callers, each with its next transfer as soon as the last one is committed. */
async function loadOf(
  move: (transfer: Transfer, index: number) => Promise<unknown>,
  next: () => Transfer,
  seconds: number,
): Promise<Load> {
  const latenciesMs: number[] = [];
  const began = performance.now();
  const caller = async (index: number) => {
    while (performance.now() - began < seconds * 1000) {
      const sentAt = performance.now();
      await move(next(), index);
      latenciesMs.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, (_, index) => caller(index)));
  const elapsed = (performance.now() - began) / 1000;
  return { perSecond: latenciesMs.length / elapsed, count: latenciesMs.length, latenciesMs };
}
