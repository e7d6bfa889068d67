import { AsyncLocalStorage } from 'node:async_hooks';
import { Refusal } from '../refusal.ts';
import { OutcomeUnknown } from './errors.ts';

const effects = new AsyncLocalStorage<{ committed: boolean }>();

/** Called by whoever committed something. */
export function noteCommit(): void {
  const mine = effects.getStore();
  if (mine) mine.committed = true;
}

/**
 * Runs an act that may commit and then fail: what it made is read back, other parts are told. When the
 * database goes away in between, "nothing took effect" would be a lie, so that whatever fails after a
 * commit, other than by a refusal of its own, is an `OutcomeUnknown`.
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
