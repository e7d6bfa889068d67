import * as contract from '@psnb2b/contract';
import { productIdsOf } from '../../catalog/index.ts';
import * as claims from '../../claims/index.ts';
import type { WebAppCall } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import { filters, given } from '../../kit/given.ts';
import { countedPage, json, pageAndFilters } from '../../kit/http/index.ts';
import { idOf } from '../../kit/id-of.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { pointTo, Refusal } from '../../kit/refusal.ts';
import { labelsOfOrders } from '../../orders/index.ts';
import { tenantIdsOf, tenantOf } from '../../partners/index.ts';
import { fileReply, shownReply } from '../both/files.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentEvidence } from '../present/claim.ts';
import { presentQueued, presentReview } from '../present/claim-review.ts';
import { partnerRefs } from '../present/partner-refs.ts';

/** The review of claims, for staff. */
export function claimRoutes(parts: Parts) {
  const { reads } = parts.database;
  return onConsole({
    listClaims: async (call) => {
      const [page, asked] = pageAndFilters(call.query);
      const wanted = await filtersOf(parts, asked, call.at);
      return countedPage(
        claims.queuePages,
        page,
        (rows) => claims.listQueue(reads, { ...wanted, ...rows }),
        (queued) => presentQueue(parts, queued, call.at),
        (most) => claims.countQueue(reads, wanted, most),
      );
    },
    getClaim: async (call) => json(200, await review(parts, call.params.claim_id, call)),
    openClaim: async (call) => {
      const { partnerId, ...asked } = given(contract.StaffClaimCreate, call.body);
      const tenant = await tenantOf(reads, partnerId, 'live').catch(pointTo('/partner_id'));
      const reason = contract.claimReasonOf(asked.reason);
      const filing = { ...asked, reason, origin: 'staff' } as const;
      const { claim } = await claims.fileClaim(parts, tenant, filing, call.by);
      return json(201, await review(parts, claim.claimId, call));
    },
    startClaimReview: async (call) => {
      const { claim_id: id } = call.params;
      await claims.startReview(parts, await claims.ownerOfClaim(reads, id), id, call.by);
      return json(200, await review(parts, id, call));
    },
    addClaimMessage: async (call) => {
      const { claim_id: id } = call.params;
      const message = { side: 'staff', ask: false, ...call.body } as const;
      await claims.addMessage(parts, await claims.ownerOfClaim(reads, id), id, message, call.by);
      return json(201, await review(parts, id, call));
    },
    addClaimEvidence: async (call) => {
      const { claim_id: id } = call.params;
      const owner = await claims.ownerOfClaim(reads, id);
      const upload = required(call.upload, 'the operation takes a file');
      const gift = { side: 'staff', item: call.query.item ?? null, upload } as const;
      const { evidence } = await claims.addEvidence(parts, owner, id, gift, call.by);
      return json(201, presentEvidence(evidence));
    },
    downloadClaimFile: async (call) => {
      const { claim_id: id } = call.params;
      await claims.ownerOfClaim(reads, id);
      return fileReply(parts, formatId('clm', id), call);
    },
    showClaimFile: async (call) => {
      const { claim_id: id } = call.params;
      await claims.ownerOfClaim(reads, id);
      return shownReply(parts, formatId('clm', id), call);
    },
    decideClaim: async (call) => {
      const { claim_id: id } = call.params;
      const owner = await claims.ownerOfClaim(reads, id);
      const decision = decisionOf(call.body);
      const { outcome } = await claims.decideClaim(parts, owner, id, () => decision, call.by);
      const claim = await review(parts, id, call);
      return json(200, { object: 'decided_claim', outcome, claim });
    },
  });
}

/** A malformed id matches no code of the claim, which the decision's own check reports by pointer. */
function decisionOf({ codes, or_refund: orRefund = false }: contract.ClaimDecision) {
  const decided = codes.map(({ id, resolution, detail = null }) => ({
    codeId: parseId('cod', id) ?? id,
    resolution,
    detail,
  }));
  return { codes: decided, orRefund };
}

async function review(
  { database, catalog, config }: Parts,
  claimId: string,
  { at, by: { actor } }: Pick<WebAppCall, 'at' | 'by'>,
) {
  const since = new Date(at.getTime() - config.approvalWindowMs);
  const viewer = { actor, since };
  const found = await claims.reviewClaim(database.reads, catalog.product, claimId, viewer);
  if (!found) throw new Refusal('not_found');
  return presentReview(found, at, actor);
}

async function presentQueue(
  { database: { reads }, catalog }: Parts,
  queued: readonly claims.QueuedClaim[],
  at: Date,
) {
  const refs = await partnerRefs(reads, queued);
  const orderIds = new Set(queued.map(({ claim }) => claim.orderId));
  const orders = await labelsOfOrders(reads, [...orderIds]);
  return queued.map(({ claim, partnerId, proposed }) => {
    const { orderId, productId, quantity, reference } = required(
      orders.get(claim.orderId),
      'a claim has its order',
    );
    const { sku } = required(catalog.product(productId), 'an order has its product');
    const order = { id: formatId('ord', orderId), reference, sku, quantity };
    return presentQueued(claim, { partner: refs(partnerId), order }, proposed, at);
  });
}

async function filtersOf(
  { database, catalog }: Parts,
  { partner_id: partner, ...rest }: Omit<ConsoleCall<'listClaims'>['query'], 'limit' | 'cursor'>,
  at: Date,
) {
  const { waiting, region, ...asked } = filters(contract.QueueQuery, rest);
  return {
    ...asked,
    forStaff: waiting === 'us' ? true : undefined,
    overdueAt: waiting === 'overdue' ? at : undefined,
    proposed: waiting === 'second_person' ? true : undefined,
    tenantIds:
      partner === undefined
        ? undefined
        : await tenantIdsOf(database.reads, idOf('prt', partner, '/partner_id')),
    productIds: productIdsOf(catalog.current, { region }),
  };
}
