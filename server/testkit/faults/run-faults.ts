import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chances } from '../../src/kit/chances.ts';
import { OutsideJournal } from './journal.ts';
import { type Check, type Findings, judge } from './judge.ts';
import type { Fullest } from './limit-windows.ts';
import { Load } from './load.ts';
import { MachineShare } from './machine-share.ts';
import { openRig, type RigOptions } from './rig.ts';
import { type Fault, strike } from './strike.ts';

/** Longer than writes may stay away, also on a busy machine; then the suite ends with what it has. */
const BACK_MS_MAX = 240_000;
const FIRST_MS = 1_000;

export interface FaultsOptions extends RigOptions {
  /** Decides what each buyer does, which process is lost, and the pauses. */
  readonly seed: number;
  readonly faults: readonly Fault[];
  /** The mean pause between two calls of a buyer, in milliseconds. */
  readonly pauseMs: number;
  /** The load goes on until so many writes are acknowledged, also after the last fault. */
  readonly acknowledgedMin?: number;
  /** See `Load`. */
  readonly leftHoldSeconds?: number;
  /** The longest pause between two faults, in milliseconds. */
  readonly calmMs: number;
  readonly log?: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** How soon writes were back after a fault: the first one that was sent after it, and one of every buyer. */
export interface Back {
  readonly fault: Fault;
  readonly ms: number;
  readonly allMs: number;
  /** The same without the time that others took from us; see `MachineShare`. */
  readonly ownMs: number;
  readonly allOwnMs: number;
  /** The machine was so busy until then that the time by its clock says nothing. */
  readonly isStarved: boolean;
}

/** Milliseconds within which writes are back, on a machine of our own and by the clock of one that is not starved. */
export const BACK_MS = { own: 10_000, clock: 30_000 } as const;

export interface FaultsReport {
  readonly acknowledged: number;
  readonly back: readonly Back[];
  readonly findings: Findings;
  /** The checks that found something. */
  readonly failed: readonly Check[];
  /** Requests of the limited key that were served in the fullest 60 seconds. */
  readonly fullest: Pick<Fullest, 'steady' | 'any'>;
  /** Starts of nodes and workers that were repeated, because no host of the database answered them in time. */
  readonly restarts: number;
}

/** Runs the load through all faults, one after another, and judges what is left. */
export async function runFaults(options: FaultsOptions): Promise<FaultsReport> {
  const { seed, faults, pauseMs, leftHoldSeconds, calmMs, log = () => {}, signal } = options;
  const { acknowledgedMin = 0 } = options;
  const chance = chances(seed);
  await using rig = await openRig(options);
  await using stack = new AsyncDisposableStack();
  const path = join(tmpdir(), `psnb2b-journal-${process.pid}-${seed}.jsonl`);
  stack.defer(() => rm(path, { force: true }));
  const journal = stack.use(await OutsideJournal.open(path));
  const load = new Load({
    ...(leftHoldSeconds && { leftHoldSeconds }),
    ...{ journal, pauseMs, buyers: rig.buyers, limited: rig.limited },
    urls: () => rig.nodes.map(({ url }) => url),
    // A row of its own, so that the faults do not depend on how many calls were made.
    chance: chances(seed + 1),
  });
  const machine = stack.use(new MachineShare());
  const back: FaultsReport['back'][number][] = [];
  try {
    await delay(FIRST_MS);
    for (const [index, fault] of faults.entries()) {
      signal?.throwIfAborted();
      const { at, replace } = await strike(rig, fault, chance);
      await load.serves(1, at, BACK_MS_MAX);
      const ms = performance.now() - at;
      const isServed = await load.serves(rig.buyers.length, at, BACK_MS_MAX);
      const allMs = performance.now() - at;
      const [ownMs, allOwnMs] = [machine.own(at, at + ms), machine.own(at, at + allMs)];
      const isStarved = machine.isStarved(at, at + allMs);
      back.push({ fault, ms, allMs, ownMs, allOwnMs, isStarved });
      await replace();
      await journal.write({ is: 'fault', at, until: performance.now(), fault });
      log(
        `${index + 1} of ${faults.length}: ${fault}, writes back after ${Math.round(ms)} ms (${Math.round(ownMs)} of its own), ` +
          `of all buyers after ${Math.round(allMs)} ms (${Math.round(allOwnMs)}), ${load.acknowledged} acknowledged${isStarved ? ', on a starved machine' : ''}`,
      );
      if (!isServed) break;
      await delay(calmMs * chance());
    }
    let goesOn = back.length === faults.length;
    while (goesOn && load.acknowledged < acknowledgedMin) {
      signal?.throwIfAborted();
      goesOn = await load.serves(1, performance.now(), BACK_MS_MAX);
    }
  } finally {
    await load.end();
  }
  log('comparing the journal with the system');
  const { acknowledged, fullest, ...findings } = await judge(rig, await journal.read());
  const failed = (Object.keys(findings) as Check[]).filter((name) => findings[name].length > 0);
  const { restarts } = rig.supervisor;
  return { acknowledged, back, findings, failed, fullest, restarts };
}
