import { claimReasonOf, type PortalClaim } from '@psnb2b/contract';
import {
  addEvidence,
  addMessage,
  fileClaim,
  findClaim,
  listClaims,
  listEvidence,
  listMessages,
  presentClaim,
  readClaimable,
  type StoredClaim,
  withdrawClaim,
} from '../../claims/index.ts';
import type { PersonOf } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { json, replayed } from '../../kit/http/index.ts';
import { idOf } from '../../kit/id-of.ts';
import { formatId } from '../../kit/ids.ts';
import { Refusal } from '../../kit/refusal.ts';
import type { Mode } from '../../kit/tenant-ref.ts';
import { isoOrNull } from '../../kit/time.ts';
import { type Tenant, tenantOf } from '../../partners/index.ts';
import { fileReply } from '../both/files.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { claimPages, presentEvidence, presentMessage } from '../present/claim.ts';

const MESSAGES_SHOWN = 200;

interface ModeCall {
  readonly caller: PersonOf<'portal'>;
  readonly query: { readonly mode?: Mode };
}
type ClaimCall = ModeCall & { readonly params: { readonly claim_id: string } };

/** Claims, as a partner's people see them: the verbs of the partner API behind a session. */
export function claimRoutes(parts: Parts) {
  const { reads } = parts.database;
  // nothing: the contract's default mode is live.
  const tenantOfCall = ({ caller, query: { mode = 'live' } }: ModeCall): Promise<Tenant> =>
    tenantOf(reads, caller.partnerId, mode);
  const found = async (call: ClaimCall): Promise<StoredClaim> => {
    const claim = await findClaim(reads, await tenantOfCall(call), call.params.claim_id);
    if (!claim) throw new Refusal('not_found');
    return claim;
  };
  return onPortal({
    listClaims: async (call) => {
      const { status, reason, order_id: order } = call.query;
      const tenant = await tenantOfCall(call);
      const filters = {
        status: status && [status],
        reason: reason && [reason],
        orderId: order === undefined ? undefined : idOf('ord', order, '/order_id'),
      };
      return claimPages.reply(
        call.query,
        (page) => listClaims(reads, tenant, { ...filters, ...page }),
        (claims) => claims.map(presentClaim),
      );
    },
    getClaim: async (call) => json(200, await presentFile(reads, await found(call))),
    getClaimableOrder: async (call) => {
      const tenant = await tenantOfCall(call);
      return json(200, await readClaimable(parts, tenant, call.params.order_id, call.at));
    },
    createClaim: async ({ caller, body, by, idempotency }) => {
      const { order_id: order, codes, description, mode = 'live' } = body;
      const tenant = await tenantOf(reads, caller.partnerId, mode);
      const orderId = idOf('ord', order, '/order_id');
      const reason = claimReasonOf(body.reason);
      const filing = { orderId, codes, reason, description, origin: 'partner' } as const;
      const filed = await fileClaim(parts, tenant, filing, by, idempotency);
      return replayed(json(201, await presentFile(reads, filed.claim)), filed.replayed);
    },
    addClaimMessage: async (call) => {
      const { params, body, by, idempotency } = call;
      const tenant = await tenantOfCall(call);
      const words = { side: 'partner', text: body.text } as const;
      const done = await addMessage(parts, tenant, params.claim_id, words, by, idempotency);
      return replayed(json(201, await presentFile(reads, await found(call))), done.replayed);
    },
    addClaimEvidence: async (call) => {
      const { params, query, by, idempotency } = call;
      const tenant = await tenantOfCall(call);
      const upload = required(call.upload, 'the operation takes a file');
      const gift = { side: 'partner', item: query.item ?? null, upload } as const;
      const added = await addEvidence(parts, tenant, params.claim_id, gift, by, idempotency);
      return replayed(json(201, presentEvidence(added.evidence)), added.replayed);
    },
    downloadClaimFile: async (call) => {
      const { claimId } = await found(call);
      return fileReply(parts, formatId('clm', claimId), call);
    },
    withdrawClaim: async (call) => {
      const { params, by, idempotency } = call;
      const tenant = await tenantOfCall(call);
      const done = await withdrawClaim(parts, tenant, params.claim_id, by, idempotency);
      return replayed(json(200, await presentFile(reads, done.claim)), done.replayed);
    },
  });
}

async function presentFile(db: Db, claim: StoredClaim): Promise<PortalClaim> {
  const messages = await listMessages(db, claim.claimId, { limit: MESSAGES_SHOWN });
  return {
    ...presentClaim(claim),
    waiting_since: isoOrNull(claim.waitingSince),
    messages: messages.map(presentMessage),
    files: (await listEvidence(db, claim.claimId)).map(presentEvidence),
  };
}
