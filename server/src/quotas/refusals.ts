import { type QuotaName, quotaNames } from './quota.ts';

const refused = new Map<QuotaName, number>(quotaNames.map((name) => [name, 0]));

/** Counts something that was not done because the day of its owner is full. */
export function countQuotaRefusal(name: QuotaName): void {
  refused.set(name, (refused.get(name) ?? 0) + 1);
}

/** How often each quota stopped something in this process; every quota is in it. */
export function quotaRefusals(): ReadonlyMap<QuotaName, number> {
  return refused;
}
