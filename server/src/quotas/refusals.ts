import { type QuotaName, quotaNames } from './quota.ts';

const refused = new Map<QuotaName, number>(quotaNames.map((name) => [name, 0]));

/** Counts something that was refused because its owner's quota for the day is used up. */
export function countQuotaRefusal(name: QuotaName): void {
  refused.set(name, (refused.get(name) ?? 0) + 1);
}

/** How often each quota refused something in this process; every quota is included. */
export function quotaRefusals(): ReadonlyMap<QuotaName, number> {
  return refused;
}
