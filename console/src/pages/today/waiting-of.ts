import type { Today } from '@psnb2b/contract';

export type CountName = {
  [Name in keyof Today]: Today[Name] extends number ? Name : never;
}[keyof Today];

/** A queue of Today: what waits in it, what of that is late, and what of it is named besides. */
interface Queue {
  readonly name: CountName;
  readonly late?: CountName;
  readonly among?: readonly CountName[];
}

/** Every queue in the order in which Today lists it. What waits in two ways is in one queue only. */
export const queues: readonly Queue[] = [
  { name: 'incidents_open' },
  { name: 'orders_to_approve' },
  { name: 'claims_waiting', late: 'claims_overdue', among: ['claims_proposed'] },
  { name: 'tickets_open', late: 'tickets_overdue', among: ['access_requests'] },
  { name: 'kyc_waiting' },
  { name: 'bank_lines_open' },
  { name: 'deposits_waiting' },
  { name: 'proposals_waiting' },
  { name: 'lots_held' },
  { name: 'orders_failed' },
  { name: 'webhooks_attention' },
  { name: 'stock_low' },
  { name: 'recoveries_due' },
  { name: 'emails_failed' },
  { name: 'access_due' },
];

/** Counts that Today shows beside its queues. */
export const overview: readonly CountName[] = ['partners', 'partners_suspended', 'kyc_expiring'];

export interface Waiting {
  /** The queues in which something waits, or is late. */
  readonly lines: readonly (Queue & { readonly count: number; readonly lateCount: number })[];
  /** The others. */
  readonly empty: readonly CountName[];
  readonly total: number;
  readonly late: number;
}

/** `mayOpen`: whether the reader may open the list of a queue; the others are left out. */
export function waitingOf(
  counts: Readonly<Record<CountName, number>>,
  mayOpen: (name: CountName) => boolean = () => true,
): Waiting {
  const open = queues.filter(({ name }) => mayOpen(name));
  const all = open.map((queue) => ({
    ...queue,
    count: counts[queue.name],
    lateCount: queue.late === undefined ? 0 : counts[queue.late],
  }));
  const lines = all.filter(({ count, lateCount }) => count > 0 || lateCount > 0);
  return {
    lines,
    empty: all.filter((each) => !lines.includes(each)).map(({ name }) => name),
    total: lines.reduce((sum, { count }) => sum + count, 0),
    late: lines.reduce((sum, { lateCount }) => sum + lateCount, 0),
  };
}
