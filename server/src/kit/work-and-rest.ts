import { setTimeout as delay } from 'node:timers/promises';

/** How many times as long as it works it rests: orders at the ceiling of a machine are then slower by a few hundredths at most. */
const REST = 4;
/** On a machine so busy that each step takes long, the work must still be faster than what makes it. */
const REST_MAX_MS = 200;

/** Whoever is asked to end says so here. */
export interface Stopping {
  readonly isStopping: boolean;
}

/**
 * Repeats a short step until it says that nothing is left, or until the process ends. It rests four times as long as it works, so that orders
 * have the database most of the time, but never longer than 200 ms.
 */
export async function workAndRest(drain: Stopping, step: () => Promise<boolean>): Promise<void> {
  for (;;) {
    const began = performance.now();
    const isMoreLeft = await step();
    if (!isMoreLeft || drain.isStopping) return;
    await delay(Math.min((performance.now() - began) * REST, REST_MAX_MS));
  }
}
