import { AsyncLocalStorage } from 'node:async_hooks';
import type { QueryResultRow } from 'pg';
import type { Db, Rows } from './types.ts';

/** How the reads of one request that may go to a standby are served; see `StandbyReads`. */
export interface LateReads {
  /** The database whose reads these are. */
  readonly of: object;
  /** Reads from the standby if it has everything that was committed when the request began, else through `primary`. */
  query<Row extends QueryResultRow>(
    text: string,
    values: readonly unknown[] | undefined,
    name: string | undefined,
    primary: Db,
  ): Promise<Rows<Row>>;
  /** The request has written: its next read waits until the standby has that too. */
  wrote(): void;
}

interface Within {
  readonly late: LateReads;
  readonly isOver: () => boolean;
}

const requests = new AsyncLocalStorage<Within>();

/** Runs a request whose reads are late ones; what still runs when `isOver` reads as everything else does. */
export function withLateReads<Result>(
  late: LateReads,
  isOver: () => boolean,
  work: () => Result,
): Result {
  return requests.run({ late, isOver }, work);
}

/** Runs work that a request only triggers, such as a worker that its commit wakes: its reads are its own. */
export function withoutLateReads<Result>(work: () => Result): Result {
  return requests.exit(work);
}

/** The late reads of the request that this code serves, if they are of this database. */
export function lateReadsOf(database: object): LateReads | undefined {
  const within = requests.getStore();
  return within?.late.of === database && !within.isOver() ? within.late : undefined;
}
