import { setTimeout as delay } from 'node:timers/promises';

/** Whoever is asked to end says so here. */
export interface Stopping {
  readonly isStopping: boolean;
}

/**
 * Repeats a short step until it says that nothing is left, or until the process ends. It rests as long as it works, so that orders have the
 * database at least half of the time.
 */
export async function workAndRest(drain: Stopping, step: () => Promise<boolean>): Promise<void> {
  for (;;) {
    const began = performance.now();
    const isMoreLeft = await step();
    if (!isMoreLeft || drain.isStopping) return;
    await delay(performance.now() - began);
  }
}
