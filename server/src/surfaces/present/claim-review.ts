import type { QueuedClaim, StaffClaim } from '@psnb2b/contract';
import {
  type ClaimFile,
  decisionFrom,
  presentClaim,
  type StoredClaim,
  type StoredDecision,
} from '../../claims/index.ts';
import { assert, required } from '../../kit/assert.ts';
import { formatId } from '../../kit/ids.ts';
import { formatMoney } from '../../kit/money.ts';
import { isoOrNull } from '../../kit/time.ts';
import type { CodeOrigin } from '../../stock/index.ts';
import { presentEvidence, presentMessage } from './claim.ts';
import { type PartnerRef, partnerRef } from './partner-refs.ts';

/** A claim as a row of the queue. `at`: now, for overdue claims. */
export function presentQueued(
  claim: StoredClaim,
  partner: PartnerRef,
  proposed: boolean,
  at: Date,
): QueuedClaim {
  const amount = claim.codes.reduce((sum, { price }) => sum + price, 0);
  const isOpen = claim.decidedAt === null;
  const unanswered = claim.firstAnsweredAt === null && at > claim.answerDueAt;
  const undecided = claim.waitingSince === null && at > claim.decisionDueAt;
  return {
    ...presentClaim(claim),
    partner,
    late: claim.late,
    overdue: isOpen && (unanswered || undecided),
    amount: formatMoney(amount, claim.currency),
    proposed,
  };
}

/** A claim with everything that the decision depends on. Only for staff. */
export function presentReview(found: ClaimFile, at: Date, viewer: string): StaffClaim {
  const { claim, order, partner } = found;
  const money = (minor: number) => formatMoney(minor, claim.currency);
  const proposed = found.decisions.some(({ state }) => state === 'proposed');
  const recoveries = new Map(found.recoveries.map((each) => [each.codeId, each.state]));
  const queued = presentQueued(claim, partnerRef(partner), proposed, at);
  return {
    ...queued,
    filed_by: claim.filedBy,
    lot_id: claim.lotId && formatId('lot', claim.lotId),
    codes: claim.codes.map((code, index) => {
      const shown = queued.codes[index];
      const origin = found.origins.get(code.runId);
      assert(shown && origin, `code ${code.codeId} has its origin`);
      return {
        ...shown,
        price: money(code.price),
        delivered_at: code.deliveredAt.toISOString(),
        origin: presentOrigin(origin),
        recovery: recoveries.get(code.codeId) ?? null,
        known: found.known.has(code.codeId),
        withdrawn: found.withdrawn.get(code.codeId) ?? null,
      };
    }),
    order: {
      id: formatId('ord', order.terms.orderId),
      sku: order.terms.sku,
      quantity: order.terms.quantity,
      unit_price: money(order.terms.unitPrice),
      total: money(order.terms.total),
      reference: order.terms.reference,
      delivered_at: isoOrNull(order.progress.deliveredAt),
    },
    one_person_max: money(found.onePersonMax),
    one_person_left: money(required(found.left, 'somebody looks at it')),
    opened_by_you: claim.filedBy === viewer,
    stock: found.stock,
    names: Object.fromEntries(found.names),
    reveals: found.reveals.map((each) => ({
      at: each.at.toISOString(),
      reader: each.actor,
      address: each.address,
      request_id: each.requestId,
      codes: (JSON.parse(each.detail) as { codes: number }).codes,
    })),
    decisions: found.decisions.map((each) => presentDecision(each, money)),
    claims_of_lots: found.ofLots.map(presentRef),
    claims_of_partner: found.ofPartner.map(presentRef),
    messages: found.messages.map(presentMessage),
    files: found.evidence.map(presentEvidence),
  };
}

function presentOrigin(origin: CodeOrigin): StaffClaim['codes'][number]['origin'] {
  const { cost, costCurrency } = origin;
  return {
    lot_id: formatId('lot', origin.lotId),
    // nothing: its lot has no supplier.
    supplier: origin.supplier ?? '',
    supplier_id: origin.supplierId && formatId('sup', origin.supplierId),
    file_name: origin.fileName,
    imported_by: origin.importedBy,
    imported_at: isoOrNull(origin.importedAt),
    recalled_at: isoOrNull(origin.recalledAt),
    cost: cost === null ? null : formatMoney(cost, costCurrency),
    cost_currency: costCurrency,
  };
}

function presentDecision(
  decision: StoredDecision,
  money: (minor: number) => string,
): StaffClaim['decisions'][number] {
  const { codes, orRefund = false } = decisionFrom(decision.content);
  return {
    state: decision.state,
    codes: codes.map(({ codeId, resolution, detail = null }) => ({
      id: formatId('cod', codeId),
      resolution,
      detail,
    })),
    or_refund: orRefund,
    amount: money(decision.amount),
    needs_two: decision.needsTwo,
    proposed_by: decision.proposedBy,
    proposed_at: decision.proposedAt.toISOString(),
    taken_by: decision.takenBy,
    taken_at: isoOrNull(decision.takenAt),
  };
}

function presentRef(claim: StoredClaim): StaffClaim['claims_of_lots'][number] {
  return {
    id: formatId('clm', claim.claimId),
    status: claim.status,
    reason: claim.reason,
    codes: claim.codes.length,
    created_at: claim.createdAt.toISOString(),
  };
}
