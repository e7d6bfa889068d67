import { MUTANTS, type Mutant, mutate, runFaults } from '../../server/testkit/faults/index.ts';
import type { Benchmark, Result, Run } from './rig/benchmark.ts';

/** Many orders at once: some mutants show themselves only where two meet. */
const SIZE = { codes: 20_000, pauseMs: 25, calmMs: 3_000 };
const SEED = 20_261;

/** Breaks the server on purpose, in one way after another, and runs the suite of losses on it: each must be caught. */
export const faultMutants: Benchmark = async (run) => {
  const results: Result[] = [];
  for (const mutant of run.quick ? MUTANTS.slice(0, 1) : MUTANTS) {
    run.signal.throwIfAborted();
    results.push(await hunt(run, mutant));
  }
  return results;
};

async function hunt(run: Run, mutant: Mutant): Promise<Result> {
  const { name, faults, settings, env, caughtBy } = mutant;
  run.log(`fault mutants: ${name}`);
  await using mutated = await mutate(mutant);
  // nothing: without a seed the usual one, so that a mutant is caught today as it was yesterday.
  const seed = run.seed ?? SEED;
  const { log, signal } = run;
  const report = await runFaults({
    ...{ ...SIZE, seed, faults, main: mutated.main, log, signal },
    ...(settings && { settings }),
    ...(env && { env }),
  });
  const { findings, failed, acknowledged } = report;
  const caught = caughtBy.flatMap((check) => findings[check]);
  return {
    name: `fault mutants, ${name}`,
    ratio: caught.length,
    ours: failed.length > 0 ? `caught by: ${failed.join(', ')}` : 'not caught',
    bare: `${acknowledged} acknowledged`,
    limit: { kind: 'at least', value: 1 },
    sides: `ours: what "${caughtBy.join(', ')}" found in a server with this fault; bare: writes that it acknowledged`,
    notes: failed.map(
      (check) => `${check}: ${findings[check].length}, as ${findings[check][0]?.slice(0, 160)}`,
    ),
  };
}
