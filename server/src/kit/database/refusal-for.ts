import { Refusal } from '../refusal.ts';
import { isContention, isUnavailable, NothingHappened, OutcomeUnknown } from './errors.ts';

/**
 * The refusal for a failed transaction, the same on every API surface and on the command line: `unavailable` when nothing took
 * effect and a retry may succeed (a lock not acquired in time, a deadlock, an unreachable database), `outcome_unknown` when a
 * COMMIT was sent and no answer came. Null when it is not a database failure.
 */
export function refusalFor(error: unknown): Refusal | null {
  if (error instanceof OutcomeUnknown) return databaseRefusal('outcome_unknown', error);
  const nothing = error instanceof NothingHappened || isContention(error) || isUnavailable(error);
  return nothing ? databaseRefusal('unavailable', error) : null;
}

/** `cause` is only logged: what the operator has to repair, such as a full disk. */
export function databaseRefusal(code: 'unavailable' | 'outcome_unknown', cause?: unknown): Refusal {
  return Object.assign(new Refusal(code), { cause });
}
