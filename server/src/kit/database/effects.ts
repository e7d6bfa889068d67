import { AsyncLocalStorage } from 'node:async_hooks';
import { Refusal } from '../refusal.ts';
import { OutcomeUnknown } from './errors.ts';

const effects = new AsyncLocalStorage<{ committed: boolean }>();

/** Called by the code that committed something. */
export function noteCommit(): void {
  const mine = effects.getStore();
  if (mine) mine.committed = true;
}

/**
 * Runs an act that may commit and then fail, for example while it reads back what it made or notifies other parts. If the
 * database fails in between, "nothing took effect" would be false. So every failure after a commit becomes an `OutcomeUnknown`,
 * except a refusal of the act itself.
 */
export function withEffects<Result>(act: () => Promise<Result> | Result): Promise<Result> {
  const mine = { committed: false };
  return effects.run(mine, async () => {
    try {
      return await act();
    } catch (error) {
      const isOwn = error instanceof Refusal && error.code !== 'unavailable';
      throw mine.committed && !isOwn ? new OutcomeUnknown(error) : error;
    }
  });
}
