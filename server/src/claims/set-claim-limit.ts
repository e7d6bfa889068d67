import { type Guard, isByStaff, notify, proposeChange } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatMoney } from '../kit/money.ts';
import { invalidState } from '../kit/refusal.ts';
import type { Notifier } from '../notifications/index.ts';
import { dropProposals, lockWaiting, type Proposal } from '../proposals/index.ts';
import { onePersonMax, setOnePersonMax } from './decisions.ts';

/**
 * Sets what one person may approve in claims of a currency, in minor units. A lower limit takes effect at once; a higher one is
 * proposed to a second admin, because whoever could raise it alone could approve anything. Returns the proposal, or null if it is
 * done.
 */
export async function setClaimLimit(
  tx: Tx,
  guard: Guard,
  currency: string,
  max: number,
  by: By,
): Promise<Proposal | null> {
  // Locked first: a proposal may be decided right now, and nothing of this currency is set beside it.
  const about = { kind: 'claim_limit', subject: currency } as const;
  await lockWaiting(tx, { about });
  const before = await onePersonMax(tx, currency);
  if (max > before && isByStaff(by)) {
    const content = { before, after: max, currency };
    const change = { kind: 'claim_limit', ...content } as const;
    return proposeChange(tx, guard, { change, subject: currency, content }, by);
  }
  await dropProposals(tx, { about }, by);
  await setOnePersonMax(tx, currency, max, by);
  await notifyLimitChange(tx, guard, currency, before, max, by);
  return null;
}

/** Raises the limit as proposed; `invalid_state` if it has changed since. */
export async function raiseClaimLimit(
  tx: Tx,
  notifier: Notifier,
  { currency, before, after }: { currency: string; before: number; after: number },
  by: By,
): Promise<void> {
  const now = await onePersonMax(tx, currency);
  if (now !== before) {
    const amounts = `${formatMoney(now, currency)} now, not ${formatMoney(before, currency)}`;
    throw invalidState('changed', `The limit is ${amounts}; propose it again.`);
  }
  await setOnePersonMax(tx, currency, after, by);
  await notifyLimitChange(tx, notifier, currency, before, after, by);
}

async function notifyLimitChange(
  tx: Tx,
  notifier: Notifier,
  currency: string,
  before: number,
  after: number,
  { at }: By,
): Promise<void> {
  if (before === after) return;
  await notify(tx, 'claim_limit.set', 'staff', { before, after, currency, at }, notifier);
}
