import { type Adjustment, mustCover, postAdjustment } from '../funding/index.ts';
import { type Guard, isOfBusiness, proposeChange } from '../identity/index.ts';
import { assert } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { readReason } from '../kit/read-reason.ts';
import { invalid, invalidState, moneyLimitReached } from '../kit/refusal.ts';
import { balanceOf } from '../ledger/index.ts';
import { findPartner, lockPartner, tenantOf } from '../partners/index.ts';
import { lockWaiting, mayRaiseAlone, type Proposal, raisedAlone } from '../proposals/index.ts';

/** The correction that somebody wants. Money in minor units, negative if it is taken. */
export interface AdjustmentWanted extends Pick<Adjustment, 'amount' | 'reason'> {
  readonly partnerId: string;
}

/**
 * Proposes to correct the live balance of a business; it always waits for a second admin. `limit_reached` if one person proposes more within
 * seven days than one person may credit, because larger sums are payments, or if the business cannot spend what is taken.
 */
export async function proposeAdjustment(
  tx: Tx,
  guard: Guard,
  { partnerId, amount, reason: text }: AdjustmentWanted,
  by: By,
): Promise<Proposal> {
  const reason = readReason(text);
  if (amount === 0) {
    throw invalid({ pointer: '/amount', code: 'minimum', detail: 'It must be more than zero.' });
  }
  const subject = formatId('prt', partnerId);
  const waiting = await lockWaiting(tx, { about: { kind: 'adjustment', subject } });
  await lockPartner(tx, partnerId);
  const { currency, name } = await findPartner(tx, partnerId);
  if (waiting.length > 0) {
    throw invalidState('waiting', 'Another adjustment of this balance waits; end it first.');
  }
  await refuseOwn(tx, partnerId, by);
  const { tenantId } = await tenantOf(tx, partnerId, 'live');
  const { available, creditLimit } = await balanceOf(tx, tenantId);
  mustCover(available + creditLimit, amount, currency);
  const limit = guard.twoPeople.creditAloneMax(currency);
  const raise = { actor: by.actor, currency, amount: Math.abs(amount) };
  if (!(await mayRaiseAlone(tx, raise, limit, by.at))) {
    const detail =
      'That is more than one person may propose within seven days, with credit limits; record larger sums as payments.';
    const used = await raisedAlone(tx, raise, by.at);
    throw moneyLimitReached({ limit, used, currency }, detail);
  }
  const content = { before: null, after: amount, currency, reason };
  const change = { kind: 'adjustment', business: name, amount, currency, reason } as const;
  return proposeChange(tx, guard, { change, subject, content }, by);
}

/** Posts it as proposed: a person of the business does not agree to it, and neither does who proposed it. */
export async function adjustAsProposed(
  tx: Tx,
  guard: Guard,
  partnerId: string,
  { proposalId, content, proposedBy, proposedAt }: Proposal,
  by: By,
): Promise<void> {
  const { after: amount, reason } = content;
  assert(typeof amount === 'number' && reason !== undefined, 'it is an amount, with a reason');
  await refuseOwn(tx, partnerId, by);
  const tenant = await tenantOf(tx, partnerId, 'live');
  const made = { proposedBy: `staff:${formatId('usr', proposedBy)}`, proposedAt };
  await postAdjustment(
    tx,
    guard,
    tenant,
    { adjustmentId: proposalId, amount, reason, ...made },
    by,
  );
}

async function refuseOwn(tx: Tx, partnerId: string, by: By): Promise<void> {
  if (!(await isOfBusiness(tx, by.actor, partnerId))) return;
  const detail = 'You are a person of this business, too; colleagues decide on its money.';
  throw invalidState('own_business', detail);
}
