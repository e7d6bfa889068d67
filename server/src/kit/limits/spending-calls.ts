import { required } from '../assert.ts';
import type { Bucket, Policy, Taken } from './policy.ts';
import { WINDOW_MS } from './rolling-window.ts';
import type { Spend, Spent } from './spending-store.ts';

/** What one caller asks of a policy: to spend one, to look, or to take back what was spent at a time of the database. */
export interface Asked {
  readonly policy: Policy;
  readonly want: 0 | 1;
  readonly back: number | null;
}

/** Policies in the order of their first caller, with how many want one. */
function policiesOf(asked: readonly Asked[]): Map<Policy, number> {
  const wants = new Map<Policy, number>();
  // nothing: a policy that was not seen before
  for (const { policy, want } of asked) wants.set(policy, (wants.get(policy) ?? 0) + want);
  return wants;
}

/** One call for all who wait. */
export function spendOf(asked: readonly Asked[], epoch: string | null): Spend {
  const wants = policiesOf(asked);
  const buckets = [...wants.keys()].flatMap(({ buckets }, index) =>
    buckets.map(({ key, limit }) => ({ key, limit, policy: index + 1 })),
  );
  const back = asked.flatMap(({ policy, back }) =>
    back === null ? [] : policy.buckets.map(({ key }) => ({ key, at: back })),
  );
  return {
    epoch,
    buckets: buckets.map(({ key }) => key),
    limits: buckets.map(({ limit }) => limit),
    policies: buckets.map(({ policy }) => policy),
    wants: [...wants.values()],
    backBuckets: back.map(({ key }) => key),
    backAt: back.map(({ at }) => at),
  };
}

interface State {
  /** The index of the policy's first bucket. */
  readonly from: number;
  /** What callers further behind still get. */
  left: number;
}

/** Shares out what was granted: the first callers of a policy get it. `onFull` hears of each bucket that has nothing left. */
export function answerOf(
  asked: readonly Asked[],
  spent: Spent,
  onFull: (bucket: Bucket, freeAt: number, lastAt: number) => void,
): (asked: Asked) => Taken {
  let bucketFrom = 0;
  const states = [...policiesOf(asked).keys()].map((policy, index) => {
    const from = bucketFrom;
    bucketFrom += policy.buckets.length;
    for (const [offset, bucket] of policy.buckets.entries()) {
      const [used, freeAt] = [at(spent.used, from + offset), at(spent.freeAt, from + offset)];
      if (used >= bucket.limit) onFull(bucket, freeAt, at(spent.last, from + offset));
    }
    const state: State = { from, left: at(spent.granted, index) };
    return [policy, state] as const;
  });
  const stateOf = new Map(states);
  return ({ policy, want }) => {
    const state = required(stateOf.get(policy), 'every policy was asked for');
    const isFree = want === 0 || state.left > 0;
    if (want > 0 && isFree) state.left -= 1;
    return standing(policy, spent, state, want === 0 ? null : isFree);
  };
}

/** `allowed`: null for a look, which is allowed if the policy has something left. */
function standing(
  policy: Policy,
  spent: Spent,
  { from, left: later }: State,
  allowed: boolean | null,
): Taken {
  let remaining = Number.POSITIVE_INFINITY;
  let [waitMs, renewMs, resetMs] = [0, 0, 0];
  for (const [offset, { limit }] of policy.buckets.entries()) {
    const index = from + offset;
    // What this call grants to those behind this caller is not spent yet from where it stands.
    const left = Math.max(0, limit - (at(spent.used, index) - later));
    if (left > remaining) continue;
    const isUsed = at(spent.last, index) > 0;
    const renew = isUsed ? waitUntil(at(spent.first, index) + WINDOW_MS, spent) : 0;
    const reset = isUsed ? waitUntil(at(spent.last, index) + WINDOW_MS, spent) : 0;
    renewMs = left < remaining ? renew : Math.max(renewMs, renew);
    resetMs = left < remaining ? reset : Math.max(resetMs, reset);
    remaining = left;
    if (left === 0) waitMs = Math.max(waitMs, waitUntil(at(spent.freeAt, index), spent));
  }
  return {
    ...{ policy, remaining, retryAfter: Math.ceil(waitMs / 1000), renewMs, resetMs },
    ...{ at: 0, allowed: allowed ?? remaining > 0 },
  };
}

/** What was spent now is stored a millisecond later than the time that the answer names. */
function waitUntil(time: number, { now }: Spent): number {
  return Math.min(WINDOW_MS, time - now);
}

function at(list: readonly number[], index: number): number {
  return required(list[index], 'the answer has an element for each');
}
