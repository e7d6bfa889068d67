import { claimReasonOf, type PortalClaim, portalOperations } from '@psnb2b/contract';
import {
  addEvidence,
  addMessage,
  type ClaimParts,
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
import { openFile } from '../../files/index.ts';
import { byOf, type DoorCall } from '../../identity/index.ts';
import { assert } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { json, raw, replayed } from '../../kit/http/index.ts';
import { idOf } from '../../kit/id-of.ts';
import { formatId } from '../../kit/ids.ts';
import { Refusal } from '../../kit/refusal.ts';
import { type Tenant, tenantOf } from '../../partners/index.ts';
import { type DoorRoute, doorRoute } from '../both/door-reply.ts';
import { businessOfCaller } from '../both/people.ts';
import { claimPages, presentEvidence, presentMessage } from '../present/claim.ts';

const operations = portalOperations;
const MESSAGES_SHOWN = 200;

/** Claims, as a partner's people see them: the verbs of the partner API behind a session. */
export function portalClaimRoutes(parts: ClaimParts): DoorRoute[] {
  const { database } = parts;
  const reads = database.reads;
  return [
    doorRoute(operations.listClaims, async (call) => {
      const { status, reason, order_id: order } = call.query;
      const { limit, from } = claimPages.read(call.query);
      const found = await listClaims(reads, await tenantOfCall(reads, call), {
        limit,
        ...(status && { status: [status] }),
        ...(reason && { reason: [reason] }),
        ...(order !== undefined && { orderId: idOf('ord', order, '/order_id') }),
        ...(from && { before: from }),
      });
      const page = claimPages.cut(found, limit, ({ claimId }) => claimId);
      return json(200, page.list(page.rows.map(presentClaim)));
    }),
    doorRoute(operations.getClaim, async (call) => {
      return json(200, await presentFile(reads, await mustFind(reads, call)));
    }),
    doorRoute(operations.getClaimableOrder, async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const orderId = call.params.order_id;
      return json(200, await readClaimable(parts, tenant, orderId, call.at));
    }),
    doorRoute(operations.createClaim, async (call) => {
      const { order_id: order, codes, description, mode = 'live' } = call.body;
      const reason = claimReasonOf(call.body.reason);
      const tenant = await tenantOfCall(reads, { ...call, query: { mode } });
      const orderId = idOf('ord', order, '/order_id');
      const filing = { orderId, codes, reason, description, origin: 'partner' } as const;
      const filed = await fileClaim(parts, tenant, filing, byOf(call), call.idempotency);
      return replayed(json(201, await presentFile(reads, filed.claim)), filed.replayed);
    }),
    doorRoute(operations.addClaimMessage, async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const claimId = call.params.claim_id;
      const words = { side: 'partner', text: call.body.text } as const;
      const done = await addMessage(parts, tenant, claimId, words, byOf(call), call.idempotency);
      const claim = await mustFind(reads, call);
      return replayed(json(201, await presentFile(reads, claim)), done.replayed);
    }),
    doorRoute(operations.addClaimEvidence, async (call) => {
      const tenant = await tenantOfCall(reads, call);
      assert(call.upload, 'the operation takes a file');
      const item = call.query.item ?? null;
      const { evidence, replayed: again } = await addEvidence(
        parts,
        tenant,
        call.params.claim_id,
        { side: 'partner', item, upload: call.upload },
        byOf(call),
        call.idempotency,
      );
      return replayed(json(201, presentEvidence(evidence)), again);
    }),
    doorRoute(operations.downloadClaimFile, async (call) => {
      const { claimId } = await mustFind(reads, call);
      return fileReply(parts, claimId, call.params.file_id, call);
    }),
    doorRoute(operations.withdrawClaim, async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const claimId = call.params.claim_id;
      const done = await withdrawClaim(parts, tenant, claimId, byOf(call), call.idempotency);
      return replayed(json(200, await presentFile(reads, done.claim)), done.replayed);
    }),
  ];
}

/** A file of a claim that the caller may see. */
export async function fileReply(
  parts: ClaimParts,
  claimId: string,
  fileId: string,
  call: Parameters<typeof byOf>[0] & { readonly isHead: boolean },
) {
  const subject = formatId('clm', claimId);
  const { headers, content } = await openFile(parts, subject, fileId, {
    ...byOf(call),
    isHead: call.isHead,
  });
  return raw(200, content, headers);
}

interface ModeCall {
  readonly caller: DoorCall['caller'];
  readonly query: { readonly mode?: 'live' | 'test' };
}

function tenantOfCall(db: Db, { caller, query }: ModeCall): Promise<Tenant> {
  // nothing: the contract's default mode is live.
  return tenantOf(db, businessOfCaller(caller).partnerId, query.mode ?? 'live');
}

async function mustFind(
  db: Db,
  call: ModeCall & { readonly params: { readonly claim_id: string } },
): Promise<StoredClaim> {
  const tenant = await tenantOfCall(db, call);
  const claim = await findClaim(db, tenant, call.params.claim_id);
  if (!claim) throw new Refusal('not_found');
  return claim;
}

async function presentFile(db: Db, claim: StoredClaim): Promise<PortalClaim> {
  const messages = await listMessages(db, claim.claimId, { limit: MESSAGES_SHOWN });
  return {
    ...presentClaim(claim),
    waiting_since: claim.waitingSince?.toISOString() ?? null,
    messages: messages.map(presentMessage),
    files: (await listEvidence(db, claim.claimId)).map(presentEvidence),
  };
}
