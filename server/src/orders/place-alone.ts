import type { Clock } from '../kit/clock.ts';
import type { Database, Tx } from '../kit/database/index.ts';
import { draft, enter, PLANNING } from './enter.ts';
import type { Placed, Placing } from './member.ts';
import { placeOne } from './place-batch.ts';
import { scheduleNext } from './schedule-next.ts';

/** What is written beside an order, in its commit. */
export interface Beside {
  /** The person who buys. */
  readonly userId: string;
  /** Before anything is locked; what it throws undoes the attempt. */
  readonly before: (tx: Tx) => Promise<void>;
  /** After the order was placed, not after a refusal. */
  readonly placed: (tx: Tx, placed: Placed, at: Date) => Promise<void>;
}

/** An order of a program: nothing else is written. */
const NOTHING: Omit<Beside, 'userId'> & { readonly userId: null } = {
  userId: null,
  before: async () => {},
  placed: async () => {},
};

/**
 * Places each order in a transaction of its own instead of a batch, so that more can be written in its commit: for orders of
 * people, whose standing is checked before each commit, and for test orders with a script. The rules are those of a batch of one.
 */
export function placeAlone(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  { userId, before, placed: note }: Beside | typeof NOTHING = NOTHING,
): Placing {
  return {
    place: (member) =>
      database.transaction(async (tx) => {
        const { plan_cache_mode: mode, enable_seqscan: scan } = PLANNING;
        await tx.query(
          `SELECT set_config('plan_cache_mode', $1, true), set_config('enable_seqscan', $2, true)`,
          [mode, scan],
          'orders.planning',
        );
        await before(tx);
        const at = clock.now();
        const placed = await placeOne(tx, at, enter(draft({ ...member, userId }), at));
        if (placed.outcome !== 'delivered' && placed.outcome !== 'pending') return placed;
        await note(tx, placed, at);
        return scheduleNext(tx, placed, at);
      }),
  };
}
