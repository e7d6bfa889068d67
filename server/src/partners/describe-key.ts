import type { Db } from '../kit/database/index.ts';
import type { Limits, Policy } from '../kit/limits/index.ts';
import { DAY_MS } from '../kit/time.ts';
import type { KeyEntry } from './key-entry.ts';
import { findKey, type OwnedKey } from './key-store.ts';
import type { Partner } from './partner.ts';
import { findPartner, usageOfDay } from './store.ts';

interface Rate {
  readonly perMinute: number;
  readonly remaining: number;
}

/** A daily cap; money in minor units. */
interface Cap {
  readonly cap: number;
  readonly used: number;
  readonly left: number;
}

/** A key with what is left of its limits. */
export interface KeyStanding {
  readonly key: OwnedKey;
  readonly partner: Partner;
  readonly requests: Rate;
  readonly orders: Rate;
  readonly dailySpend: Cap | null;
  readonly dailyQuantity: Cap | null;
  /** The next midnight in UTC, when the daily caps are free again. */
  readonly resetsAt: Date;
}

/** The key of a caller, whose it is, and what it may still do in this minute and on this day. Spends nothing. */
export async function describeKey(
  db: Db,
  limiter: Limits,
  { keyId, partnerId, requests, orders, limitGroup, caps }: KeyEntry,
  at: Date,
): Promise<KeyStanding> {
  const day = Math.floor(at.getTime() / DAY_MS);
  const [key, partner, used, requestsLeft, ordersLeft] = await Promise.all([
    findKey(db, keyId),
    findPartner(db, partnerId),
    usageOfDay(db, limitGroup, new Date(day * DAY_MS)),
    left(limiter, requests),
    left(limiter, orders),
  ]);
  return {
    key,
    partner,
    requests: requestsLeft,
    orders: ordersLeft,
    dailySpend: capOf(caps.dailySpend, used.spend),
    dailyQuantity: capOf(caps.dailyQuantity, used.quantity),
    resetsAt: new Date((day + 1) * DAY_MS),
  };
}

async function left(limiter: Limits, policy: Policy): Promise<Rate> {
  const { remaining } = await limiter.look(policy);
  return { perMinute: policy.limit, remaining };
}

/** A cap that was lowered during the day may be below what was used. */
function capOf(cap: number | null, used: number): Cap | null {
  return cap === null ? null : { cap, used, left: Math.max(0, cap - used) };
}
