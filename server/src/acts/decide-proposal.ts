import { raiseClaimLimit } from '../claims/index.ts';
import { reverseAsProposed } from '../funding/index.ts';
import {
  checkMayApprove,
  type Guard,
  mayRefuse,
  notifyProposalEnding,
  type Person,
  resetFactors,
} from '../identity/index.ts';
import { assert } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { parseId } from '../kit/ids.ts';
import { invalidState, Refusal } from '../kit/refusal.ts';
import { lockProposal, type Proposal, settleProposal } from '../proposals/index.ts';
import { adjustAsProposed } from './adjust-balance.ts';
import { approveAsProposed } from './approve-without-review.ts';
import { makeProposedAdmin } from './change-staff-member.ts';
import { setProposedTiers } from './change-tiers.ts';
import { discardProposed } from './discard-unsold.ts';
import { approveWaitingChange, cancelPriceChange } from './end-price-change.ts';
import { type ListPrice, setProposedPrice } from './set-list-price.ts';
import { setProposedTier } from './set-manual-tier.ts';
import { setProposedOwnPrice } from './set-own-price.ts';
import { raiseCredit } from './set-partner-terms.ts';
import { setProposedFloor } from './set-price-floor.ts';
import { setProposedFixedPrice, setProposedPercent } from './set-price-list.ts';
import { setProposedLimits } from './set-stock-limits.ts';

/** The second person approves: the change takes effect in this commit, once. */
export async function approveProposal(
  tx: Tx,
  guard: Guard,
  proposalId: string | null,
  person: Person,
  by: By,
): Promise<void> {
  const proposal = await lockProposal(tx, proposalId);
  checkMayApprove(proposal, person);
  await carryOut(tx, guard, proposal, by);
  await notifyProposalEnding(tx, guard, proposal, { to: 'approved', by: person.name }, by.at);
}

/** A person stops a change before it takes effect. */
export async function refuseProposal(
  tx: Tx,
  guard: Guard,
  proposalId: string | null,
  person: Person,
  by: By,
): Promise<void> {
  const proposal = await lockProposal(tx, proposalId);
  refuseOthers(proposal, person);
  await settleProposal(tx, proposal, 'refused', by);
  if (proposal.kind === 'price_change') {
    await cancelPriceChange(tx, idOf('pch', proposal.subject), by);
  }
  await notifyProposalEnding(tx, guard, proposal, { to: 'refused', by: person.name }, by.at);
}

/** Executes the proposed change; its row says so in the same commit. */
export async function carryOut(tx: Tx, guard: Guard, proposal: Proposal, by: By): Promise<void> {
  await settleProposal(tx, proposal, 'approved', by);
  const { kind, subject } = proposal;
  switch (kind) {
    case 'credit_limit':
      return raiseCredit(tx, guard, idOf('prt', subject), amountsOf(proposal), by);
    case 'claim_limit':
      return raiseClaimLimit(tx, guard, { currency: subject, ...amountsOf(proposal) }, by);
    case 'partner_approval':
      return approveAsProposed(tx, guard, idOf('prt', subject), proposal, by);
    case 'partner_tier':
      return setProposedTier(tx, idOf('prt', subject), proposal, by);
    case 'list_price':
      return setProposedPrice(tx, priceOf(proposal), by);
    case 'price_floor':
      return setProposedFloor(tx, proposal, by);
    case 'price_list':
      return setProposedPercent(tx, proposal, by);
    case 'price_list_price':
      return setProposedFixedPrice(tx, proposal, by);
    case 'own_price':
      return setProposedOwnPrice(tx, proposal, by);
    case 'tiers':
      return setProposedTiers(tx, proposal, by);
    case 'stock_limits':
      return setProposedLimits(tx, proposal, by);
    case 'lot_discard':
      return discardProposed(tx, idOf('lot', subject), proposal, by);
    case 'adjustment':
      return adjustAsProposed(tx, guard, idOf('prt', subject), proposal, by);
    case 'deposit_reversal':
      return reverseAsProposed(tx, guard, idOf('dep', subject), proposal, by);
    case 'price_change':
      return approveWaitingChange(tx, guard, idOf('pch', subject), by);
    case 'staff_factors':
      await resetFactors(tx, guard, 'staff', idOf('usr', subject), by);
      return;
    case 'staff_admin':
      return makeProposedAdmin(tx, guard, idOf('usr', subject), proposal, by);
    default:
      return kind satisfies never;
  }
}

function refuseOthers(proposal: Proposal, person: Person): void {
  if (mayRefuse(proposal, person)) return;
  if (proposal.state !== 'waiting') {
    const detail = `This proposal is already ${proposal.state}.`;
    throw invalidState(proposal.state, detail);
  }
  throw new Refusal('role_missing', { roles: ['admin'] });
}

function amountsOf({ content: { before, after } }: Proposal): { before: number; after: number } {
  assert(typeof before === 'number' && typeof after === 'number', 'it is about amounts');
  return { before, after };
}

function priceOf({ subject: sku, content }: Proposal): ListPrice {
  const { before, after, currency, reason = null } = content;
  assert(typeof before !== 'string' && typeof after === 'number', 'it is about amounts');
  assert(currency !== undefined, 'an amount has a currency');
  return { sku, currency, before, after, reason };
}

function idOf(prefix: 'dep' | 'lot' | 'pch' | 'prt' | 'usr', subject: string): string {
  const id = parseId(prefix, subject);
  assert(id !== null, `${subject} is an id`);
  return id;
}
