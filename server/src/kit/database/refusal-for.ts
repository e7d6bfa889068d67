import { Refusal } from '../refusal.ts';
import { isContention, isUnavailable, NothingHappened, OutcomeUnknown } from './errors.ts';

/**
 * What a failed transaction means to whoever asked for it, in every door and on the command line:
 * `unavailable` when nothing took effect and trying again may work (a lock that was not had in time, a
 * deadlock, a database that is away), `outcome_unknown` when a COMMIT was sent and its answer never
 * came. Null where it is no failure of the database.
 */
export function refusalFor(error: unknown): Refusal | null {
  if (error instanceof OutcomeUnknown) return databaseRefusal('outcome_unknown', error);
  const nothing = error instanceof NothingHappened || isContention(error) || isUnavailable(error);
  return nothing ? databaseRefusal('unavailable', error) : null;
}

/** `cause` is for the log alone: what the operator has to mend, such as a disk without room. */
export function databaseRefusal(code: 'unavailable' | 'outcome_unknown', cause?: unknown): Refusal {
  return Object.assign(new Refusal(code), { cause });
}
