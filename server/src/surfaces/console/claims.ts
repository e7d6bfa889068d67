import { claimPriorities, claimReasonOf, type StaffClaim } from '@psnb2b/contract';
import {
  addEvidence,
  addMessage,
  decideClaim,
  fileClaim,
  listDecisions,
  listQueue,
  type QueuedClaim,
  type QueuePlace,
  reviewClaim,
  startReview,
  tenantOfClaim,
} from '../../claims/index.ts';
import type { WebAppCall } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { idFilter, idOf } from '../../kit/id-of.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { idPlace, Pages } from '../../kit/pages.ts';
import { pointTo, Refusal } from '../../kit/refusal.ts';
import { findTenant, type Tenant, tenantOf } from '../../partners/index.ts';
import { fileReply } from '../both/files.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentEvidence } from '../present/claim.ts';
import { presentQueued, presentReview } from '../present/claim-review.ts';
import { partnerRefs } from '../present/partner-refs.ts';

/** The cursor of the queue is a priority and a claim. */
const queuePlace = {
  write: ({ priority, claimId }: QueuePlace) => `${priority} ${claimId}`,
  read: (text: string) => {
    const [word, id = ''] = text.split(' ');
    const priority = claimPriorities.find((each) => each === word);
    const claimId = idPlace.read(id);
    return priority === undefined || claimId === null ? null : { priority, claimId };
  },
};
const pages = new Pages('queue', queuePlace, ({ claim }: QueuedClaim) => claim);

/** The review of claims, for staff. */
export function claimRoutes(parts: Parts) {
  const { reads } = parts.database;
  return onConsole({
    listClaims: async (call) => {
      const filters = await filtersOf(parts, call);
      return pages.reply(
        call.query,
        (page) => listQueue(reads, { ...filters, ...page }),
        (queued) => presentQueue(reads, queued, call.at),
      );
    },
    getClaim: async (call) => json(200, await review(parts, call.params.claim_id, call)),
    openClaim: async (call) => {
      const { partner_id, order_id, codes, description, late = false } = call.body;
      const reason = claimReasonOf(call.body.reason);
      const tenant = await tenantOf(reads, idOf('prt', partner_id, '/partner_id'), 'live').catch(
        pointTo('/partner_id'),
      );
      const orderId = idOf('ord', order_id, '/order_id');
      const filing = { orderId, codes, reason, description, origin: 'staff', late } as const;
      const { claim } = await fileClaim(parts, tenant, filing, call.by);
      return json(201, await review(parts, claim.claimId, call));
    },
    startClaimReview: async (call) => {
      const { claimId, tenant } = await claimOf(reads, call);
      await startReview(parts, tenant, claimId, call.by);
      return json(200, await review(parts, claimId, call));
    },
    addClaimMessage: async (call) => {
      const { claimId, tenant } = await claimOf(reads, call);
      const { text, ask = false } = call.body;
      await addMessage(parts, tenant, claimId, { side: 'staff', text, ask }, call.by);
      return json(201, await review(parts, claimId, call));
    },
    addClaimEvidence: async (call) => {
      const { claimId, tenant } = await claimOf(reads, call);
      const upload = required(call.upload, 'the operation takes a file');
      const gift = { side: 'staff', item: call.query.item ?? null, upload } as const;
      const { evidence } = await addEvidence(parts, tenant, claimId, gift, call.by);
      return json(201, presentEvidence(evidence));
    },
    downloadClaimFile: async (call) => {
      const { claimId } = await claimOf(reads, call);
      return fileReply(parts, formatId('clm', claimId), call);
    },
    decideClaim: async (call) => {
      const { claimId, tenant } = await claimOf(reads, call);
      const codes = call.body.codes.map(({ id, resolution, detail = null }) => ({
        // A malformed id matches no code of the claim, which the decision's own check reports by pointer.
        codeId: parseId('cod', id) ?? id,
        resolution,
        detail,
      }));
      const decision = { codes, orRefund: call.body.or_refund ?? false };
      const { outcome } = await decideClaim(parts, tenant, claimId, () => decision, call.by);
      const claim = await review(parts, claimId, call);
      return json(200, { object: 'decided_claim', outcome, claim });
    },
  });
}

async function claimOf(
  db: Db,
  { params }: Pick<ConsoleCall<'getClaim'>, 'params'>,
): Promise<{ claimId: string; tenant: Tenant }> {
  const claimId = params.claim_id;
  const tenantId = await tenantOfClaim(db, claimId);
  const tenant = tenantId === null ? null : await findTenant(db, tenantId);
  if (!tenant) throw new Refusal('not_found');
  return { claimId, tenant };
}

async function review(
  { database, catalog, config }: Parts,
  claimId: string,
  { at, by: { actor } }: Pick<WebAppCall, 'at' | 'by'>,
): Promise<StaffClaim> {
  const since = new Date(at.getTime() - config.approvalWindowMs);
  const found = await reviewClaim(database.reads, catalog.product, claimId, { actor, since });
  if (!found) throw new Refusal('not_found');
  return presentReview(found, at, actor);
}

async function presentQueue(db: Db, queued: readonly QueuedClaim[], at: Date) {
  const ids = queued.map(({ claim }) => claim.claimId);
  const decisions = await listDecisions(db, ids);
  const proposed = new Set(
    decisions.filter(({ state }) => state === 'proposed').map(({ claimId }) => claimId),
  );
  const refs = await partnerRefs(
    db,
    queued.map(({ partnerId }) => partnerId),
  );
  return queued.map(({ claim, partnerId }) =>
    presentQueued(claim, refs(partnerId), proposed.has(claim.claimId), at),
  );
}

async function filtersOf(
  { database, catalog }: Parts,
  { query, at }: Pick<ConsoleCall<'listClaims'>, 'query' | 'at'>,
) {
  const { status, waiting, reason, region } = query;
  const { partner_id: partner, lot_id: lot, supplier_id: supplier } = query;
  return {
    status,
    reason,
    overdueAt: waiting === 'overdue' ? at : undefined,
    proposed: waiting === 'second_person' ? true : undefined,
    tenantIds: partner === undefined ? undefined : await tenantIdsOf(database.reads, partner),
    lotId: idFilter('lot', lot),
    supplierId: idFilter('sup', supplier),
    productIds: region === undefined ? undefined : catalog.productIdsIn(region.toUpperCase()),
  };
}

async function tenantIdsOf(db: Db, partner: string): Promise<number[]> {
  const partnerId = idOf('prt', partner, '/partner_id');
  const live = await tenantOf(db, partnerId, 'live');
  const test = await tenantOf(db, partnerId, 'test');
  return [live.tenantId, test.tenantId];
}
