import { type Guard, isOfBusiness, proposeChange } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { readReason } from '../kit/read-reason.ts';
import { invalidState } from '../kit/refusal.ts';
import { approvePartner, findCaseOf, lockPartner } from '../partners/index.ts';
import { lockWaiting, type Proposal } from '../proposals/index.ts';

const AFTER = 'Approved without a review';

/** Proposes to approve a business without its review; it always waits for a second admin. */
export async function proposeApproval(
  tx: Tx,
  guard: Guard,
  partnerId: string,
  text: string,
  by: By,
): Promise<Proposal> {
  const reason = readReason(text);
  const subject = formatId('prt', partnerId);
  await lockWaiting(tx, { about: { kind: 'partner_approval', subject } });
  const { name } = await lockNew(tx, partnerId, by);
  const content = { before: null, after: AFTER, reason };
  const change = { kind: 'partner_approval', business: name, reason } as const;
  return proposeChange(tx, guard, { change, subject, content }, by);
}

/** Approves it as proposed; `invalid_state` if it was approved or rejected since. */
export async function approveAsProposed(
  tx: Tx,
  guard: Guard,
  partnerId: string,
  { content: { reason } }: Proposal,
  by: By,
): Promise<void> {
  await lockNew(tx, partnerId, by);
  await approvePartner(tx, guard, partnerId, { ...by, ...(reason !== undefined && { reason }) });
}

/** A business that nobody approved or rejected; a person of the business decides on it neither way. */
async function lockNew(tx: Tx, partnerId: string, by: By) {
  const partner = await lockPartner(tx, partnerId);
  if (partner.approvedAt !== null) {
    throw invalidState('approved', 'The business is approved already.');
  }
  if ((await findCaseOf(tx, partnerId)).status === 'rejected') {
    throw invalidState('rejected', 'Its review was rejected; reopen the review instead.');
  }
  if (await isOfBusiness(tx, by.actor, partnerId)) {
    const detail = 'You are a person of this business, too; colleagues decide on it.';
    throw invalidState('own_business', detail);
  }
  return partner;
}
