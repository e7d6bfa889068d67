import { claimReasonOf } from '@psnb2b/contract';
import {
  addEvidence,
  addMessage,
  type ClaimTenant,
  type Evidence,
  fileClaim,
  findClaim,
  listClaims,
  listEvidence,
  listMessages,
  presentClaim,
  type StoredMessage,
  withdrawClaim,
} from '../../claims/index.ts';
import { required } from '../../kit/assert.ts';
import { json, replayed } from '../../kit/http/index.ts';
import { idFilter, idOf } from '../../kit/id-of.ts';
import { formatId } from '../../kit/ids.ts';
import { idPlace, Pages } from '../../kit/pages.ts';
import { Refusal } from '../../kit/refusal.ts';
import type { KeyEntry } from '../../partners/index.ts';
import { type ApiCall, onApi } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { claimPages, presentEvidence, presentMessage } from '../present/claim.ts';

const messagePages = new Pages('messages', idPlace, ({ messageId }: StoredMessage) => messageId);
const evidencePages = new Pages('evidence', idPlace, ({ file }: Evidence) => file.fileId);

export function claimRoutes(parts: Parts) {
  const { reads } = parts.database;
  const found = async ({ caller, params }: Pick<ApiCall<'getClaim'>, 'caller' | 'params'>) => {
    const claim = await findClaim(reads, caller, params.claim_id);
    if (!claim) throw new Refusal('not_found');
    return claim;
  };
  return onApi({
    createClaim: async (call) => {
      const { order_id, codes, description } = call.body;
      const reason = claimReasonOf(call.body.reason);
      const orderId = idOf('ord', order_id, '/order_id');
      const filing = { orderId, codes, reason, description, origin: 'partner' } as const;
      const filed = await fileClaim(parts, tenantOf(call), filing, call.by, call.idempotency);
      const location = `/api/v1/claims/${formatId('clm', filed.claim.claimId)}`;
      return replayed(json(201, presentClaim(filed.claim), { location }), filed.replayed);
    },
    listClaims: ({ query, caller }) => {
      const filters = filtersOf(query);
      return claimPages.reply(
        query,
        (page) => listClaims(reads, caller, { ...filters, ...page }),
        (claims) => claims.map(presentClaim),
      );
    },
    getClaim: async (call) => json(200, presentClaim(await found(call))),
    withdrawClaim: async ({ caller, params, by, idempotency }) => {
      const done = await withdrawClaim(parts, caller, params.claim_id, by, idempotency);
      return replayed(json(200, presentClaim(done.claim)), done.replayed);
    },
    addClaimMessage: async ({ caller, params, body, by, idempotency }) => {
      const words = { side: 'partner', text: body.text } as const;
      const added = await addMessage(parts, caller, params.claim_id, words, by, idempotency);
      return replayed(json(201, presentMessage(added.message)), added.replayed);
    },
    listClaimMessages: async (call) => {
      const { claimId } = await found(call);
      return messagePages.reply(
        call.query,
        (page) => listMessages(reads, claimId, page),
        (messages) => messages.map(presentMessage),
      );
    },
    addClaimEvidence: async (call) => {
      const upload = required(call.upload, 'the operation takes a file');
      const gift = { side: 'partner', item: call.query.item ?? null, upload } as const;
      const { params, by, idempotency } = call;
      const tenant = tenantOf(call);
      const added = await addEvidence(parts, tenant, params.claim_id, gift, by, idempotency);
      return replayed(json(201, presentEvidence(added.evidence)), added.replayed);
    },
    listClaimEvidence: async (call) => {
      const { claimId } = await found(call);
      const all = await listEvidence(reads, claimId);
      return evidencePages.reply(
        call.query,
        ({ behind }) => all.filter(({ file }) => behind === null || file.fileId > behind),
        (evidence) => evidence.map(presentEvidence),
      );
    },
  });
}

function tenantOf({ caller }: { readonly caller: KeyEntry }): ClaimTenant {
  return { ...caller, tier: caller.tenant.tier };
}

function filtersOf(query: ApiCall<'listClaims'>['query']) {
  const { status, reason, order_id: order, created_after: after, created_before: before } = query;
  return {
    status,
    reason: reason?.map(claimReasonOf),
    // A malformed id matches no order: an empty list, as for an order of somebody else.
    orderId: idFilter('ord', order),
    createdAfter: after === undefined ? undefined : new Date(after),
    createdBefore: before === undefined ? undefined : new Date(before),
  };
}
