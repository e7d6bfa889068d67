import * as contract from '@psnb2b/contract';
import * as claims from '../../claims/index.ts';
import { assert, required } from '../../kit/assert.ts';
import { formatId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import type { CodeOrigin } from '../../stock/index.ts';
import { presentEvidence, presentMessage } from './claim.ts';
import { partnerRef } from './partner-refs.ts';

interface Beside {
  readonly partner: contract.PartnerRef;
  readonly order: contract.QueuedClaim['order'];
}

/** A claim as a row of the queue, with its partner and its order. `at`: now, for overdue claims. */
export function presentQueued(
  claim: claims.StoredClaim,
  beside: Beside,
  proposed: boolean,
  at: Date,
) {
  const amount = claim.codes.reduce((sum, { price }) => sum + price, 0);
  const row = { ...claim, amount, proposed, overdue: claims.isOverdue(claim, at) };
  return present(contract.QueuedClaim, row, { ...claims.presentClaim(claim), ...beside });
}

/** A claim with everything that the decision depends on. Only for staff. */
export function presentReview(found: claims.ClaimFile, at: Date, viewer: string) {
  const { claim, order, partner } = found;
  const { currency } = claim;
  const proposed = found.decisions.some(({ state }) => state === 'proposed');
  const { reference, sku, quantity } = order.terms;
  const short = { id: formatId('ord', claim.orderId), reference, sku, quantity };
  const beside = { partner: partnerRef(partner), order: short };
  const { order: _, ...queued } = presentQueued(claim, beside, proposed, at);
  const row = {
    ...claim,
    onePersonMax: found.onePersonMax,
    onePersonLeft: required(found.left, 'somebody looks at it'),
    openedByYou: claim.filedBy === viewer,
    order: { ...order.terms, ...order.progress, currency },
    stock: found.stock,
    reveals: found.reveals.map((each) => ({
      ...each,
      reader: each.actor,
      codes: (JSON.parse(each.detail) as { codes: number }).codes,
    })),
    decisions: found.decisions.map((decision) => {
      const { codes, orRefund = false } = claims.decisionFrom(decision.content);
      const decided = codes.map((code) => ({ ...code, detail: code.detail ?? null }));
      return { ...decision, currency, codes: decided, orRefund };
    }),
    claimsOfLots: found.ofLots.map(refOf),
    claimsOfPartner: found.ofPartner.map(refOf),
  };
  return present(contract.StaffClaim, row, {
    ...queued,
    codes: presentCodes(found, queued.codes),
    names: Object.fromEntries(found.names),
    messages: found.messages.map(presentMessage),
    files: found.evidence.map(presentEvidence),
  });
}

function presentCodes(found: claims.ClaimFile, codes: contract.QueuedClaim['codes']) {
  const { claim, known, withdrawn } = found;
  const recoveries = new Map(found.recoveries.map((each) => [each.codeId, each.state]));
  return claim.codes.map((code, index) => {
    const shown = codes[index];
    const origin = found.origins.get(code.runId);
    assert(shown && origin, `code ${code.codeId} has its origin`);
    const row = {
      ...code,
      currency: claim.currency,
      recovery: recoveries.get(code.codeId) ?? null,
      known: known.has(code.codeId),
      withdrawn: withdrawn.get(code.codeId) ?? null,
    };
    return present(contract.StaffClaimCode, row, { ...shown, origin: presentOrigin(origin) });
  });
}

function presentOrigin(origin: CodeOrigin) {
  const row = { ...origin, currency: origin.costCurrency };
  // nothing: its lot has no supplier.
  return present(contract.CodeOrigin, row, { supplier: origin.supplier ?? '' });
}

function refOf(claim: claims.StoredClaim) {
  return { ...claim, codes: claim.codes.length };
}
