import { claimCan } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { notify } from '../identity/index.ts';
import { assert } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import { isInGap } from '../kit/gaps/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState, mustBeAble, Refusal } from '../kit/refusal.ts';
import { type TenantAccounts, tenantTransaction } from '../ledger/index.ts';
import { findOrder, refundCodes, replaceCodes } from '../orders/index.ts';
import { addTestStock } from '../stock/index.ts';
import { bookRecoveries } from '../supplier-claims/index.ts';
import { advanceClaim } from './advance-claim.ts';
import type { ClaimedCode, StoredClaim } from './claim.ts';
import { amountOf, checkDecision, contentOf, type Decision } from './decision.ts';
import {
  dropProposal,
  findProposal,
  insertDecision,
  onePersonMax,
  takeProposal,
} from './decisions.ts';
import { agreement, type Bulk, isTooMuchAlone } from './four-eyes.ts';
import { givenAlone, lockDecider } from './given-alone.ts';
import type { ClaimOwner, ClaimParts } from './parts.ts';
import { findClaim } from './store.ts';

/** Decides test claims by their description; there is no second one of it. */
export const TEST_DECIDER = 'system:test-claims';
const NO_BULK: Bulk = { total: 0, taken: 0 };
/** Other orders may take test stock that was made, so it may have to be made again. */
const TEST_STOCK_TRIES_MAX = 3;

export type DecisionParts = Pick<ClaimParts, 'database' | 'vault' | 'clock' | 'catalog' | 'config'>;

export interface Decided {
  /** `proposed`: it waits for a second person who makes the same decision. */
  readonly outcome: 'taken' | 'proposed';
  readonly claim: StoredClaim;
}

/**
 * Decides every code of a claim: replaced from another lot if possible, refunded at the price paid, or rejected with a reason.
 *
 * Stock, money, claim, events, the supplier claim and the audit row are one commit. If the amount exceeds what one person may
 * approve, the decision is only proposed, and executed when another person makes the same one; a different decision replaces it.
 * What single people approved for the order, recently for the partner, and recently by this person counts as well, and so does
 * the whole `bulk` that it is part of. The person who opened a claim never decides it alone. Too little stock refuses with
 * `out_of_stock` and changes nothing.
 */
export async function decideClaim(
  parts: DecisionParts,
  tenant: ClaimOwner,
  claimId: string,
  decision: (claim: StoredClaim) => Decision,
  by: By,
  bulk: Bulk = NO_BULK,
): Promise<Decided> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await decideOnce(parts, tenant, claimId, decision, by, bulk);
    } catch (error) {
      const isShort = error instanceof Refusal && error.code === 'out_of_stock';
      if (!isShort || tenant.mode !== 'test' || tries === TEST_STOCK_TRIES_MAX) throw error;
      await addTestStockFor(parts, tenant, claimId);
    }
  }
}

/** Test stock is endless: it is made on demand. */
async function addTestStockFor(
  parts: DecisionParts,
  tenant: ClaimOwner,
  claimId: string,
): Promise<void> {
  const { database, catalog } = parts;
  const claim = await findClaim(database.reads, tenant, claimId);
  const order = claim && (await findOrder(database.reads, tenant, claim.orderId, catalog.product));
  assert(order, `claim ${claimId} has its order`);
  await addTestStock(parts, { productId: order.productId, quantity: claim.codes.length });
}

async function decideOnce(
  { database, config }: DecisionParts,
  tenant: ClaimOwner,
  claimId: string,
  decision: (claim: StoredClaim) => Decision,
  by: By,
  bulk: Bulk,
): Promise<Decided> {
  const since = new Date(by.at.getTime() - config.approvalWindowMs);
  return tenantTransaction(database, tenant.tenantId, async (tx, accounts) => {
    const claim = await findClaim(tx, tenant, claimId);
    if (!claim) throw new Refusal('not_found');
    mustBeAble(claimCan.decide(claim), claim.status);
    await mustNotBeDecidedElsewhere(tx, tenant, claim);
    const wanted = decision(claim);
    checkDecision(claim, wanted);
    const outcome = await agree(tx, claim, wanted, by, { bulk, since });
    if (outcome === 'proposed') return { outcome, claim };
    const codes = await makeGood(tx, claim, wanted, by.at, accounts);
    const approved = codes.filter(({ state }) => state !== 'rejected');
    const to = approved.length > 0 ? 'approved' : 'rejected';
    const ending = { codes, decidedAt: by.at, decidedBy: by.actor, answered: true };
    const after = await advanceClaim(tx, claim, to, by.at, ending);
    // No supplier owes us anything for a test code.
    if (claim.mode === 'live') await bookRecoveries(tx, claimId, approved, by.at);
    await notify(tx, 'claim.decided', tenant, { claimId, outcome: to, at: by.at });
    await recordAudit(tx, {
      ...by,
      tenantId: tenant.tenantId,
      action: 'claim.decided',
      subject: formatId('clm', claimId),
      detail: { status: to, ...countsOf(codes), amount: amountOf(claim, wanted) },
    });
    return { outcome, claim: after };
  });
}

/** A restore may have lost the decision, and with it a replacement that the partner has. */
async function mustNotBeDecidedElsewhere(
  tx: Tx,
  { tenantId, mode }: ClaimOwner,
  { status }: StoredClaim,
): Promise<void> {
  if (mode !== 'live' || !(await isInGap(tx, tenantId))) return;
  const detail =
    'The database was restored from a backup, so this claim may have been decided since. Compare with its partner first, then run restore release --partner.';
  throw invalidState(status, detail);
}

/** Whether enough people agree; if not, records what this person wants, for the second. */
async function agree(
  tx: Tx,
  claim: StoredClaim,
  decision: Decision,
  by: By,
  { bulk, since }: { readonly bulk: Bulk; readonly since: Date },
): Promise<Decided['outcome']> {
  const { claimId } = claim;
  const content = contentOf(decision);
  const amount = amountOf(claim, decision);
  await lockDecider(tx, by.actor);
  const needsTwo = await takesTwo(tx, claim, amount, by, { bulk, since });
  const proposal = await findProposal(tx, claimId);
  const step = agreement({ proposal, content, actor: by.actor, needsTwo });
  if (step === 'refuse') {
    const detail = 'You proposed this decision; another person has to approve it.';
    throw invalidState('proposed', detail);
  }
  if (proposal && step === 'agree') {
    await takeProposal(tx, proposal.decisionId, by.actor, by.at);
    return 'taken';
  }
  await dropProposal(tx, claimId);
  const made = { claimId, content, amount, needsTwo, proposedBy: by.actor, at: by.at };
  await insertDecision(tx, { ...made, taken: !needsTwo });
  if (!needsTwo) return 'taken';
  await recordAudit(tx, {
    ...by,
    tenantId: claim.tenantId,
    action: 'claim.decision_proposed',
    subject: formatId('clm', claimId),
    detail: { amount, replaces_proposal: proposal !== null },
  });
  return 'proposed';
}

/** Whether a decision with this amount needs a second person. */
async function takesTwo(
  tx: Tx,
  { orderId, tenantId, currency, filedBy, mode }: StoredClaim,
  amount: number,
  { actor }: By,
  { bulk, since }: { readonly bulk: Bulk; readonly since: Date },
): Promise<boolean> {
  if (mode === 'test' && actor === TEST_DECIDER) return false;
  const given = await givenAlone(tx, { orderId, tenantId, currency, actor, since });
  const max = await onePersonMax(tx, currency);
  return isTooMuchAlone({ isOwn: filedBy === actor, amount, given, bulk, max });
}

/** Moves stock and money; returns the claim's codes afterwards. */
async function makeGood(
  tx: Tx,
  claim: StoredClaim,
  { codes, orRefund = false }: Decision,
  at: Date,
  accounts: TenantAccounts,
): Promise<ClaimedCode[]> {
  const { tenantId, orderId } = claim;
  const wanted = new Map(codes.map((each) => [each.codeId, each]));
  const of = (resolution: string) =>
    claim.codes.filter(({ codeId }) => wanted.get(codeId)?.resolution === resolution);
  const refunded = new Set(of('refunded').map(({ codeId }) => codeId));
  const toReplace = of('replaced');
  let replacements = new Map<string, string>();
  if (toReplace.length > 0) {
    const codeIds = toReplace.map(({ codeId }) => codeId);
    const lotIds = [...new Set(toReplace.map(({ lotId }) => lotId))];
    try {
      replacements = await replaceCodes(tx, at, { tenantId, orderId, codeIds }, lotIds);
    } catch (error) {
      if (!(orRefund && error instanceof Refusal && error.code === 'out_of_stock')) throw error;
      for (const codeId of codeIds) refunded.add(codeId);
    }
  }
  if (refunded.size > 0) {
    await refundCodes(tx, at, { tenantId, orderId, codeIds: [...refunded] }, accounts);
  }
  return claim.codes.map((code) => {
    const replacementId = replacements.get(code.codeId);
    if (replacementId) return { ...code, state: 'replaced', replacementId };
    if (refunded.has(code.codeId)) return { ...code, state: 'refunded' };
    return { ...code, state: 'rejected', detail: wanted.get(code.codeId)?.detail ?? null };
  });
}

function countsOf(codes: readonly ClaimedCode[]): Record<string, number> {
  const count = (state: ClaimedCode['state']) =>
    codes.filter((code) => code.state === state).length;
  return {
    replaced: count('replaced'),
    refunded: count('refunded'),
    rejected: count('rejected'),
  };
}
