import { chances } from '../../server/src/kit/chances.ts';
import {
  BACK_MS,
  type Fault,
  type FaultsReport,
  runFaults,
} from '../../server/testkit/faults/index.ts';
import { type Benchmark, quantile, type Result } from './rig/benchmark.ts';
import { commitOf } from './rig/commit-of.ts';

/** The losses of a round: processes first, so that limits are exact for a while, then the primary, again and again. */
const PROCESSES: readonly Fault[] = [
  'API node killed',
  'API node silent',
  'API node killed',
  'worker killed',
  'worker silent',
  'standby silent',
];
const PRIMARIES: readonly Fault[] = ['primary killed', 'primary silent', 'primary killed'];
const FULL = {
  ...{ rounds: 13, codes: 120_000, pauseMs: 60, calmMs: 1_000 },
  ...{ leftHoldSeconds: 60, acknowledgedMin: 10_000 },
};
const QUICK = { rounds: 1, codes: 10_000, pauseMs: 60, calmMs: 500, acknowledgedMin: 500 };

/** Loses API nodes, workers and primaries under load, again and again, and compares what is left with a journal outside of the system. */
export const faults: Benchmark = async (run) => {
  const { rounds, ...size } = run.quick ? QUICK : FULL;
  // nothing: without a seed each run has another one.
  const seed = run.seed ?? Math.floor(Math.random() * 2 ** 31);
  run.log(`faults: seed ${seed}, commit ${commitOf()}`);
  const chance = chances(seed);
  const losses = Array.from({ length: rounds }, () => [
    ...shuffled(PROCESSES, chance),
    ...shuffled(PRIMARIES, chance),
  ]).flat();
  const { signal } = run;
  const report = await runFaults({ ...size, seed, faults: losses, log: run.log, signal });
  const replay = `seed ${seed}, commit ${commitOf()}; npm run bench -- faults --seed ${seed}${run.quick ? ' --quick' : ''}`;
  const wanted = { losses: losses.length, acknowledged: size.acknowledgedMin };
  return [wholeness(report, wanted, replay), backOf(report, 'first'), backOf(report, 'all')];
};

function wholeness(
  report: FaultsReport,
  wanted: { readonly losses: number; readonly acknowledged: number },
  replay: string,
): Result {
  const { findings, acknowledged, back, fullest, restarts } = report;
  const broken = Object.entries(findings).flatMap(([check, found]) =>
    found.map((each) => `${check}: ${each}`),
  );
  return {
    name: 'faults',
    ratio:
      broken.length + wanted.losses - back.length + (acknowledged < wanted.acknowledged ? 1 : 0),
    ours: `${acknowledged} acknowledged, at least ${wanted.acknowledged} wanted`,
    bare: `${back.length} of ${wanted.losses} losses`,
    limit: { kind: 'at most', value: 0 },
    sides:
      'ours: writes acknowledged through losses of API nodes, workers, primaries and the standby; the ratio: acknowledged writes that are lost or doubled, ' +
      'codes in two orders, false stock or money, limits exceeded, events missing, invariants broken, processes that died by themselves, losses that did not happen, and too few acknowledged',
    notes: [
      replay,
      `requests of a limit of 20 in 60 s: at most ${fullest.steady}, with a fail-over within ${fullest.any}`,
      `starts that were repeated because no host of the database answered: ${restarts}`,
      ...broken.slice(0, 50),
    ],
  };
}

const MEMBERS = {
  first: { ms: 'ms', ownMs: 'ownMs' },
  all: { ms: 'allMs', ownMs: 'allOwnMs' },
} as const;

/** How soon writes were back: the first one of anybody, or one of every buyer. */
function backOf({ back }: FaultsReport, which: keyof typeof MEMBERS): Result {
  const { ms, ownMs } = MEMBERS[which];
  const seconds = (values: readonly number[]) =>
    `p50 ${(quantile(values, 0.5) / 1000).toFixed(1)} s, max ${(quantile(values, 1) / 1000).toFixed(1)} s`;
  const own = back.map((each) => each[ownMs]);
  const judged = back.filter(({ isStarved }) => !isStarved);
  const kinds = [...new Set(back.map(({ fault }) => fault))].sort();
  return {
    name: which === 'first' ? 'faults, writes back' : 'faults, writes of all buyers back',
    ratio: Math.max(
      ...own.map((each) => each / BACK_MS.own),
      ...judged.map((each) => each[ms] / BACK_MS.clock),
    ),
    ours: seconds(own),
    bare: `${BACK_MS.own / 1000} s allowed, ${BACK_MS.clock / 1000} s by the clock`,
    limit: { kind: 'at most', value: 1 },
    sides:
      `ours: from a loss to ${which === 'first' ? 'the first acknowledged write' : 'an acknowledged write of each buyer'} that was sent after it; the promotion of a ` +
      'standby begins with the loss; without the time for which our processes waited while other programs used the processors; the ratio is that of the worse bound',
    notes: [
      `by the clock, with that time: ${seconds(back.map((each) => each[ms]))}; ${judged.length} of ${back.length} on a machine that was not starved` +
        (judged.length > 0 ? `, and there ${seconds(judged.map((each) => each[ms]))}` : ''),
      ...kinds.map((kind) => {
        const of = back.filter(({ fault }) => fault === kind);
        return `${kind}: ${of.length} times, ${seconds(of.map((each) => each[ownMs]))}; by the clock ${seconds(of.map((each) => each[ms]))}`;
      }),
    ],
  };
}

function shuffled<Item>(items: readonly Item[], chance: () => number): Item[] {
  return items
    .map((item) => ({ item, at: chance() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}
