import { parseArgs } from 'node:util';
import { type Benchmark, formatResult, isMet } from './rig/benchmark.ts';

/** Each is loaded on request, so that one that cannot be loaded does not stop the others. */
const BENCHMARKS: Readonly<Record<string, () => Promise<Benchmark>>> = {
  orders: async () => (await import('./orders.ts')).orders,
  partners: async () => (await import('./partners.ts')).partners,
  inventory: async () => (await import('./inventory.ts')).inventory,
  codes: async () => (await import('./codes.ts')).codes,
  ledger: async () => (await import('./ledger.ts')).ledger,
  import: async () => (await import('./import.ts')).importCodes,
  webhooks: async () => (await import('./webhooks.ts')).webhooks,
  'webhooks-hanging': async () => (await import('./webhooks-hanging.ts')).webhooksHanging,
  live: async () => (await import('./live.ts')).live,
  pages: async () => (await import('./pages.ts')).pages,
  office: async () => (await import('./office.ts')).office,
  exports: async () => (await import('./exports.ts')).exports,
  growth: async () => (await import('./growth.ts')).growth,
  'growth-month': async () => (await import('./growth-month.ts')).growthMonth,
  pruning: async () => (await import('./pruning.ts')).pruning,
  restore: async () => (await import('./restore.ts')).restore,
  faults: async () => (await import('./faults.ts')).faults,
  'fault-mutants': async () => (await import('./fault-mutants.ts')).faultMutants,
  stall: async () => (await import('./stall.ts')).stall,
  'first-page': async () => (await import('./first-page.ts')).firstPage,
  vendure: async () => (await import('./vendure.ts')).vendure,
};
/** It downloads what it compares with, so it runs only when it is named. */
const ON_REQUEST: ReadonlySet<string> = new Set(['vendure']);
const WRONG_USAGE = 2;
const FAILED = 1;

const stop = new AbortController();
// The first Ctrl-C ends the children and closes what is open; a second one ends this process at once.
process.once('SIGINT', () => stop.abort(new Error('interrupted')));

/** Runs the named benchmarks, or all that need no download; with --strict a missed limit fails, and --seed repeats what an earlier run drew. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean' },
      strict: { type: 'boolean' },
      seed: { type: 'string' },
    },
  });
  if (values.seed !== undefined && !/^\d{1,10}$/.test(values.seed)) {
    console.error('--seed is the number that an earlier run printed.');
    process.exitCode = WRONG_USAGE;
    return;
  }
  const unknown = positionals.filter((name) => !Object.hasOwn(BENCHMARKS, name));
  if (unknown.length > 0) {
    console.error(
      `There is no ${unknown.join(', ')}; there are ${Object.keys(BENCHMARKS).join(', ')}.`,
    );
    process.exitCode = WRONG_USAGE;
    return;
  }
  const usual = Object.keys(BENCHMARKS).filter((name) => !ON_REQUEST.has(name));
  const names = positionals.length > 0 ? positionals : usual;
  for (const name of names) {
    const benchmark = await BENCHMARKS[name]?.();
    const results = await benchmark?.({
      quick: values.quick ?? false,
      seed: values.seed === undefined ? null : Number(values.seed),
      log: (line) => console.error(line),
      signal: stop.signal,
    });
    for (const result of results ?? []) {
      console.log(formatResult(result));
      if (values.strict && !isMet(result)) process.exitCode = FAILED;
    }
  }
}

await main();
