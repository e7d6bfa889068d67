import { type ClaimListQuery, claimReasonOf, operations } from '@psnb2b/contract';
import {
  addEvidence,
  addMessage,
  type ClaimFilters,
  type ClaimParts,
  type ClaimTenant,
  fileClaim,
  findClaim,
  listClaims,
  listEvidence,
  listMessages,
  presentClaim,
  type StoredClaim,
  withdrawClaim,
} from '../../claims/index.ts';
import { assert } from '../../kit/assert.ts';
import { json, type Route, replayed } from '../../kit/http/index.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { idPlace, Pages } from '../../kit/pages.ts';
import { notFoundAt, Refusal } from '../../kit/refusal.ts';
import { byKey, type KeyEntry, keyRoute } from '../../partners/index.ts';
import { claimPages, presentEvidence, presentMessage } from '../present/claim.ts';

const messagePages = new Pages('messages', idPlace);
const evidencePages = new Pages('evidence', idPlace);

export function claimRoutes(parts: ClaimParts): Route<KeyEntry>[] {
  const { database } = parts;
  return [
    keyRoute(operations.createClaim, async (call) => {
      const { order_id, codes, description } = call.body;
      const reason = claimReasonOf(call.body.reason);
      const orderId = parseId('ord', order_id);
      if (orderId === null) throw notFoundAt('/order_id');
      const filing = { orderId, codes, reason, description, origin: 'partner' } as const;
      const filed = await fileClaim(parts, tenantOf(call), filing, byKey(call), call.idempotency);
      const location = `/api/v1/claims/${formatId('clm', filed.claim.claimId)}`;
      return replayed(json(201, presentClaim(filed.claim), { location }), filed.replayed);
    }),
    keyRoute(operations.listClaims, async (call) => {
      const filters = readFilters(call.query);
      const found = await listClaims(database.reads, call.caller, filters);
      const page = claimPages.cut(found, filters.limit, ({ claimId }) => claimId);
      return json(200, page.list(page.rows.map(presentClaim)));
    }),
    keyRoute(operations.getClaim, async (call) => {
      return json(200, presentClaim(await mustFind(parts, call)));
    }),
    keyRoute(operations.withdrawClaim, async (call) => {
      const claimId = call.params.claim_id;
      const { caller, idempotency } = call;
      const done = await withdrawClaim(parts, caller, claimId, byKey(call), idempotency);
      return replayed(json(200, presentClaim(done.claim)), done.replayed);
    }),
    keyRoute(operations.addClaimMessage, async (call) => {
      const claimId = call.params.claim_id;
      const words = { side: 'partner', text: call.body.text } as const;
      const { caller, idempotency } = call;
      const added = await addMessage(parts, caller, claimId, words, byKey(call), idempotency);
      return replayed(json(201, presentMessage(added.message)), added.replayed);
    }),
    keyRoute(operations.listClaimMessages, async (call) => {
      const { claimId } = await mustFind(parts, call);
      const { limit, from } = messagePages.read(call.query);
      const before = from === null ? {} : { before: from };
      const found = await listMessages(database.reads, claimId, { ...before, limit });
      const page = messagePages.cut(found, limit, ({ messageId }) => messageId);
      return json(200, page.list(page.rows.map(presentMessage)));
    }),
    keyRoute(operations.addClaimEvidence, async (call) => {
      const claimId = call.params.claim_id;
      assert(call.upload, 'the operation takes a file');
      const gift = {
        side: 'partner',
        item: call.query.item ?? null,
        upload: call.upload,
      } as const;
      const { idempotency } = call;
      const added = await addEvidence(
        parts,
        tenantOf(call),
        claimId,
        gift,
        byKey(call),
        idempotency,
      );
      return replayed(json(201, presentEvidence(added.evidence)), added.replayed);
    }),
    keyRoute(operations.listClaimEvidence, async (call) => {
      const { claimId } = await mustFind(parts, call);
      const { limit, from } = evidencePages.read(call.query);
      const found = (await listEvidence(database.reads, claimId)).filter(
        ({ file }) => from === null || file.fileId > from,
      );
      const page = evidencePages.cut(found, limit, ({ file }) => file.fileId);
      return json(200, page.list(page.rows.map(presentEvidence)));
    }),
  ];
}

async function mustFind(
  { database }: ClaimParts,
  call: { readonly caller: KeyEntry; readonly params: { readonly claim_id: string } },
): Promise<StoredClaim> {
  const claimId = call.params.claim_id;
  const claim = await findClaim(database.reads, call.caller, claimId);
  if (!claim) throw new Refusal('not_found');
  return claim;
}

function tenantOf({ caller }: { readonly caller: KeyEntry }): ClaimTenant {
  return { ...caller, tier: caller.tenant.tier };
}

function readFilters(query: ClaimListQuery): ClaimFilters {
  const { limit, from } = claimPages.read(query);
  const { status, reason, order_id: order, created_after: after, created_before: before } = query;
  return {
    limit,
    ...(status && { status }),
    ...(reason && { reason: reason.map(claimReasonOf) }),
    // A malformed id matches no order: an empty list, as for an order of somebody else.
    ...(order !== undefined && { orderId: parseId('ord', order) ?? NO_ORDER }),
    ...(after && { createdAfter: new Date(after) }),
    ...(before && { createdBefore: new Date(before) }),
    ...(from && { before: from }),
  };
}

const NO_ORDER = '00000000-0000-0000-0000-000000000000';
