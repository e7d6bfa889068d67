import type { Soon } from '../soon.ts';
import type { Policy, Taken } from './policy.ts';

/**
 * Rolling-minute limits, wherever they are counted: no 60 seconds ever hold more than a bucket's limit. In memory the
 * answers are here at once (`Limiter`); counted by several processes together they come from outside.
 */
export interface Limits {
  /** Spends one in each of the policy's buckets, or in none. */
  take(policy: Policy): Soon<Taken>;
  /** The same figures with nothing spent; `allowed`: whether a request would be. */
  look(policy: Policy): Soon<Taken>;
  /** Undoes one `take` that was allowed. */
  giveBack(taken: Taken): Soon<void>;
}
