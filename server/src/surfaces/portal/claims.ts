import * as contract from '@psnb2b/contract';
import * as claims from '../../claims/index.ts';
import { required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { filters, given } from '../../kit/given.ts';
import { json, page, replayed } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import { tenantOf } from '../../partners/index.ts';
import { fileReply } from '../both/files.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentEvidence, presentMessage } from '../present/claim.ts';
import { type ModeCall, tenantOfCall } from './tenant-of-call.ts';

const MESSAGES_SHOWN = 200;

/** Claims, as a partner's people see them: the verbs of the partner API behind a session. */
export function claimRoutes(parts: Parts) {
  const { reads } = parts.database;
  const found = async (call: ModeCall & { readonly params: { readonly claim_id: string } }) =>
    claims.claimOf(reads, await tenantOfCall(reads, call), call.params.claim_id);
  return onPortal({
    listClaims: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const { status, reason, ...asked } = filters(contract.PortalClaimQuery, call.query);
      return page(
        claims.claimPages,
        { ...asked, status: status && [status], reason: reason && [reason] },
        (page) => claims.listClaims(reads, tenant, page),
        (listed) => listed.map(claims.presentClaim),
      );
    },
    getClaim: async (call) => json(200, await presentClaimFile(reads, await found(call))),
    getClaimableOrder: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      return json(200, await claims.readClaimable(parts, tenant, call.params.order_id, call.at));
    },
    createClaim: async ({ caller, body, by, idempotency }) => {
      const { mode = 'live', ...asked } = given(contract.PortalClaimCreate, body);
      const tenant = await tenantOf(reads, caller.partnerId, mode);
      const reason = contract.claimReasonOf(body.reason);
      const filing = { ...asked, reason, origin: 'partner' } as const;
      const filed = await claims.fileClaim(parts, tenant, filing, by, idempotency);
      return replayed(json(201, await presentClaimFile(reads, filed.claim)), filed.replayed);
    },
    addClaimMessage: async (call) => {
      const { claim_id: id } = call.params;
      const tenant = await tenantOfCall(reads, call);
      const message = { side: 'partner', text: call.body.text } as const;
      const done = await claims.addMessage(parts, tenant, id, message, call.by, call.idempotency);
      return replayed(json(201, await presentClaimFile(reads, await found(call))), done.replayed);
    },
    addClaimEvidence: async (call) => {
      const { claim_id: id } = call.params;
      const tenant = await tenantOfCall(reads, call);
      const upload = required(call.upload, 'the operation takes a file');
      const gift = { side: 'partner', item: call.query.item ?? null, upload } as const;
      const added = await claims.addEvidence(parts, tenant, id, gift, call.by, call.idempotency);
      return replayed(json(201, presentEvidence(added.evidence)), added.replayed);
    },
    downloadClaimFile: async (call) => {
      const { claimId } = await found(call);
      return fileReply(parts, formatId('clm', claimId), call);
    },
    withdrawClaim: async (call) => {
      const { claim_id: id } = call.params;
      const tenant = await tenantOfCall(reads, call);
      const done = await claims.withdrawClaim(parts, tenant, id, call.by, call.idempotency);
      return replayed(json(200, await presentClaimFile(reads, done.claim)), done.replayed);
    },
  });
}

async function presentClaimFile(db: Db, claim: claims.StoredClaim) {
  const messages = await claims.listMessages(db, claim.claimId, { limit: MESSAGES_SHOWN });
  const evidence = await claims.listEvidence(db, claim.claimId);
  return present(contract.PortalClaim, claim, {
    ...claims.presentClaim(claim),
    messages: messages.map(presentMessage),
    files: evidence.map(presentEvidence),
  });
}
