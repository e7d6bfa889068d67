import type { Loss } from './cluster-pair.ts';
import type { Rig } from './rig.ts';

/** A part that is lost, and how; a standby is only silent for a while, because nothing but commits waits for it. */
export const FAULTS = [
  'API node killed',
  'API node silent',
  'worker killed',
  'worker silent',
  'primary killed',
  'primary silent',
  'standby silent',
] as const;
export type Fault = (typeof FAULTS)[number];

/** Longer than the statements of orders may take: PostgreSQL cancels their wait for the standby. */
const STANDBY_SILENT_MS = 6_500;

/** A fault that has just happened. */
export interface Struck {
  /** performance.now() from which on writes should be served again. */
  readonly at: number;
  /** Ends what is left of the lost part, and replaces it. */
  readonly replace: () => Promise<void>;
}

/** Loses one part now. A supervisor replaces what was killed at once, and what is silent when somebody has noticed. */
export async function strike(rig: Rig, fault: Fault, chance: () => number): Promise<Struck> {
  const [part, loss] = [fault.slice(0, fault.lastIndexOf(' ')), fault.split(' ').at(-1) as Loss];
  const at = performance.now();
  switch (part) {
    case 'API node':
      return { at, replace: await lose(rig.nodes, loss, chance, rig.startNode) };
    case 'worker':
      return { at, replace: await lose(rig.workers, loss, chance, rig.startWorker) };
    case 'primary':
      await rig.pair.losePrimary(loss);
      return { at, replace: () => rig.pair.addStandby() };
    default:
      await rig.pair.freezeStandby(STANDBY_SILENT_MS);
      return { at: performance.now(), replace: async () => {} };
  }
}

interface Process {
  kill(): Promise<void>;
  freeze(): void;
}

async function lose<Lost extends Process>(
  all: Lost[],
  loss: Loss,
  chance: () => number,
  start: () => Promise<Lost>,
): Promise<() => Promise<void>> {
  const at = Math.floor(chance() * all.length);
  const lost = all[at] as Lost;
  const replace = async () => {
    all[at] = await start();
  };
  if (loss === 'silent') {
    lost.freeze();
    return async () => {
      await lost.kill();
      await replace();
    };
  }
  await lost.kill();
  const replaced = replace();
  replaced.catch(() => {});
  return () => replaced;
}
