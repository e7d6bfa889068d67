import * as contract from '@psnb2b/contract';
import * as claims from '../../claims/index.ts';
import { required } from '../../kit/assert.ts';
import { filters, given } from '../../kit/given.ts';
import { json, page, replayed } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import type { KeyEntry } from '../../partners/index.ts';
import { onApi } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentEvidence, presentMessage } from '../present/claim.ts';

export function claimRoutes(parts: Parts) {
  const { reads } = parts.database;
  return onApi({
    createClaim: async (call) => {
      const reason = contract.claimReasonOf(call.body.reason);
      const asked = given(contract.ClaimCreate, call.body);
      const filing = { ...asked, reason, origin: 'partner' } as const;
      const tenant = tenantOf(call);
      const filed = await claims.fileClaim(parts, tenant, filing, call.by, call.idempotency);
      const location = `/api/v1/claims/${formatId('clm', filed.claim.claimId)}`;
      return replayed(json(201, claims.presentClaim(filed.claim), { location }), filed.replayed);
    },
    listClaims: ({ query, caller }) => {
      const reason = query.reason?.map(contract.claimReasonOf);
      return page(
        claims.claimPages,
        { ...filters(contract.ClaimListQuery, query), reason },
        (asked) => claims.listClaims(reads, caller, asked),
        (found) => found.map(claims.presentClaim),
      );
    },
    getClaim: async ({ caller, params }) =>
      json(200, claims.presentClaim(await claims.claimOf(reads, caller, params.claim_id))),
    withdrawClaim: async ({ caller, params, by, idempotency }) => {
      const done = await claims.withdrawClaim(parts, caller, params.claim_id, by, idempotency);
      return replayed(json(200, claims.presentClaim(done.claim)), done.replayed);
    },
    addClaimMessage: async ({ caller, params: { claim_id: id }, body, by, idempotency }) => {
      const message = { side: 'partner', text: body.text } as const;
      const added = await claims.addMessage(parts, caller, id, message, by, idempotency);
      return replayed(json(201, presentMessage(added.message)), added.replayed);
    },
    listClaimMessages: async ({ caller, params, query }) => {
      const { claimId } = await claims.claimOf(reads, caller, params.claim_id);
      return page(
        claims.messagePages,
        query,
        (asked) => claims.listMessages(reads, claimId, asked),
        (messages) => messages.map(presentMessage),
      );
    },
    addClaimEvidence: async (call) => {
      const { claim_id: id } = call.params;
      const upload = required(call.upload, 'the operation takes a file');
      const gift = { side: 'partner', item: call.query.item ?? null, upload } as const;
      const tenant = tenantOf(call);
      const added = await claims.addEvidence(parts, tenant, id, gift, call.by, call.idempotency);
      return replayed(json(201, presentEvidence(added.evidence)), added.replayed);
    },
    listClaimEvidence: async ({ caller, params, query }) => {
      const { claimId } = await claims.claimOf(reads, caller, params.claim_id);
      return page(
        claims.evidencePages,
        query,
        (asked) => claims.listEvidence(reads, claimId, asked),
        (evidence) => evidence.map(presentEvidence),
      );
    },
  });
}

function tenantOf({ caller }: { readonly caller: KeyEntry }) {
  return { ...caller, tier: caller.tenant.tier };
}
