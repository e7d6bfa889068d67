import {
  claimPriorities,
  claimReasonOf,
  consoleOperations,
  type StaffClaim,
} from '@psnb2b/contract';
import {
  addEvidence,
  addMessage,
  type ClaimParts,
  decideClaim,
  fileClaim,
  listDecisions,
  listQueue,
  type QueueFilters,
  reviewClaim,
  startReview,
  tenantOfClaim,
} from '../../claims/index.ts';
import { actorOf, byOf, type DoorCall } from '../../identity/index.ts';
import { assert, required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { idFilter, idOf } from '../../kit/id-of.ts';
import { idPlace, Pages } from '../../kit/pages.ts';
import { pointTo, Refusal } from '../../kit/refusal.ts';
import { findTenant, partnerNames, type Tenant, tenantOf } from '../../partners/index.ts';
import { type DoorRoute, doorRoute } from '../both/door-reply.ts';
import { fileReply } from '../portal/claims.ts';
import { presentEvidence } from '../present/claim.ts';
import { presentQueued, presentReview } from '../present/claim-review.ts';

const operations = consoleOperations;

type QueuePlace = NonNullable<QueueFilters['after']>;
/** The cursor of the queue is a priority and a claim. */
const pages = new Pages<QueuePlace>('queue', {
  write: ({ priority, claimId }) => `${priority} ${claimId}`,
  read: (text) => {
    const [word, id = ''] = text.split(' ');
    const priority = claimPriorities.find((each) => each === word);
    const claimId = idPlace.read(id);
    return priority === undefined || claimId === null ? null : { priority, claimId };
  },
});

/** The review of claims, for staff. */
export function consoleClaimRoutes(parts: ClaimParts): DoorRoute[] {
  const { reads } = parts.database;
  return [
    doorRoute(operations.listClaims, async (call) => {
      return json(200, await queuePage(reads, await readFilters(parts, call), call.at));
    }),
    doorRoute(operations.getClaim, async (call) => {
      const claimId = call.params.claim_id;
      return json(200, await review(parts, claimId, call));
    }),
    doorRoute(operations.openClaim, async (call) => {
      const { partner_id, order_id, codes, description, late = false } = call.body;
      const reason = claimReasonOf(call.body.reason);
      const tenant = await tenantOf(reads, idOf('prt', partner_id, '/partner_id'), 'live').catch(
        pointTo('/partner_id'),
      );
      const orderId = idOf('ord', order_id, '/order_id');
      const filing = { orderId, codes, reason, description, origin: 'staff', late } as const;
      const { claim } = await fileClaim(parts, tenant, filing, byOf(call));
      return json(201, await review(parts, claim.claimId, call));
    }),
    doorRoute(operations.startClaimReview, async (call) => {
      const { claimId, tenant } = await claimOf(reads, call.params.claim_id);
      await startReview(parts, tenant, claimId, byOf(call));
      return json(200, await review(parts, claimId, call));
    }),
    doorRoute(operations.addClaimMessage, async (call) => {
      const { claimId, tenant } = await claimOf(reads, call.params.claim_id);
      const { text, ask = false } = call.body;
      await addMessage(parts, tenant, claimId, { side: 'staff', text, ask }, byOf(call));
      return json(201, await review(parts, claimId, call));
    }),
    doorRoute(operations.addClaimEvidence, async (call) => {
      const { claimId, tenant } = await claimOf(reads, call.params.claim_id);
      assert(call.upload, 'the operation takes a file');
      const gift = { side: 'staff', item: call.query.item ?? null, upload: call.upload } as const;
      const { evidence } = await addEvidence(parts, tenant, claimId, gift, byOf(call));
      return json(201, presentEvidence(evidence));
    }),
    doorRoute(operations.downloadClaimFile, async (call) => {
      const { claimId } = await claimOf(reads, call.params.claim_id);
      return fileReply(parts, claimId, call.params.file_id, call);
    }),
    doorRoute(operations.decideClaim, async (call) => {
      const { claimId, tenant } = await claimOf(reads, call.params.claim_id);
      const codes = call.body.codes.map(({ id, resolution, detail = null }) => ({
        codeId: parseCode(id),
        resolution,
        detail,
      }));
      const decision = { codes, orRefund: call.body.or_refund ?? false };
      const { outcome } = await decideClaim(parts, tenant, claimId, () => decision, byOf(call));
      const claim = await review(parts, claimId, call);
      return json(200, { object: 'decided_claim', outcome, claim });
    }),
  ];
}

/** A malformed id matches no code of the claim, which the decision's own check reports by pointer. */
function parseCode(id: string): string {
  try {
    return idOf('cod', id);
  } catch {
    return id;
  }
}

async function claimOf(db: Db, claimId: string): Promise<{ claimId: string; tenant: Tenant }> {
  const tenantId = await tenantOfClaim(db, claimId);
  const tenant = tenantId === null ? null : await findTenant(db, tenantId);
  if (!tenant) throw new Refusal('not_found');
  return { claimId, tenant };
}

async function review(
  { database, catalog, config }: ClaimParts,
  claimId: string,
  { at, caller }: Pick<DoorCall, 'at' | 'caller'>,
): Promise<StaffClaim> {
  const actor = actorOf(caller);
  const since = new Date(at.getTime() - config.approvalWindowMs);
  const found = await reviewClaim(database.reads, catalog.product, claimId, { actor, since });
  if (!found) throw new Refusal('not_found');
  return presentReview(found, at, actor);
}

async function queuePage(db: Db, filters: QueueFilters, at: Date) {
  const found = await listQueue(db, filters);
  const page = pages.cut(found, filters.limit, ({ claim }) => claim);
  const ids = page.rows.map(({ claim }) => claim.claimId);
  const decisions = await listDecisions(db, ids);
  const proposed = new Set(
    decisions.filter(({ state }) => state === 'proposed').map(({ claimId }) => claimId),
  );
  const partnerIds = new Set(page.rows.map(({ partnerId }) => partnerId));
  const names = await partnerNames(db, [...partnerIds]);
  return page.list(
    page.rows.map(({ claim, partnerId }) => {
      const name = required(names.get(partnerId), `partner ${partnerId} has a name`);
      const partner = { partnerId, name };
      return presentQueued(claim, partner, proposed.has(claim.claimId), at);
    }),
  );
}

async function readFilters(
  { database, catalog }: ClaimParts,
  { query, at }: DoorCall<typeof operations.listClaims>,
): Promise<QueueFilters> {
  const { limit, from } = pages.read(query);
  const { status, waiting, reason, region } = query;
  const { partner_id: partner, lot_id: lot, supplier_id: supplier } = query;
  const tenants =
    partner === undefined
      ? []
      : await Promise.all(
          (['live', 'test'] as const).map((mode) =>
            tenantOf(database.reads, idOf('prt', partner, '/partner_id'), mode),
          ),
        );
  return {
    limit,
    ...(status && { status }),
    ...(waiting === 'overdue' && { overdueAt: at }),
    ...(waiting === 'second_person' && { proposed: true }),
    ...(reason && { reason }),
    ...(partner !== undefined && { tenantIds: tenants.map(({ tenantId }) => tenantId) }),
    ...(lot !== undefined && { lotId: idFilter('lot', lot) }),
    ...(supplier !== undefined && { supplierId: idFilter('sup', supplier) }),
    ...(region !== undefined && { productIds: catalog.productIdsIn(region.toUpperCase()) }),
    ...(from && { after: from }),
  };
}
