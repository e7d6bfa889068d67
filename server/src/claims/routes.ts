import {
  type ClaimEvidence,
  type ClaimListQuery,
  type ClaimMessage,
  operations,
  pageSizeDefault,
} from '@psnb2b/contract';
import { assert } from '../kit/assert.ts';
import { readCursor, writeCursor } from '../kit/cursor.ts';
import { type Call, json, type Reply, type Route, route } from '../kit/http/index.ts';
import { formatId, parseId } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import type { KeyEntry } from '../partners/index.ts';
import { addEvidence } from './add-evidence.ts';
import { addMessage } from './add-message.ts';
import { presentClaim, type StoredClaim } from './claim.ts';
import { type Evidence, listEvidence } from './evidence.ts';
import { fileClaim } from './file-claim.ts';
import { listMessages, type StoredMessage } from './messages.ts';
import type { By, ClaimParts, ClaimTenant } from './parts.ts';
import { type ClaimFilters, findClaim, listClaims } from './store.ts';
import { withdrawClaim } from './withdraw-claim.ts';

export function claimRoutes(parts: ClaimParts): Route<KeyEntry>[] {
  const { database } = parts;
  return [
    route(operations.createClaim, async (call: Call<KeyEntry, typeof operations.createClaim>) => {
      const { order_id, codes, reason, description } = call.body;
      const orderId = idOf('ord', order_id);
      const filing = { orderId, codes, reason, description, origin: 'partner' } as const;
      const filed = await fileClaim(parts, tenantOf(call), filing, byOf(call), call.idempotency);
      const location = `/api/v1/claims/${formatId('clm', filed.claim.claimId)}`;
      return replay(json(201, presentClaim(filed.claim), { location }), filed.replayed);
    }),
    route(operations.listClaims, async (call: Call<KeyEntry, typeof operations.listClaims>) => {
      const limit = call.query.limit ?? pageSizeDefault;
      const found = await listClaims(database.reads, call.caller, readFilters(call.query, limit));
      return json(
        200,
        page('claims', found, limit, presentClaim, ({ claimId }) => claimId),
      );
    }),
    route(operations.getClaim, async (call: Call<KeyEntry, typeof operations.getClaim>) => {
      return json(200, presentClaim(await mustFind(parts, call)));
    }),
    route(
      operations.withdrawClaim,
      async (call: Call<KeyEntry, typeof operations.withdrawClaim>) => {
        const claimId = idOf('clm', call.params.claim_id);
        const { caller, idempotency } = call;
        const done = await withdrawClaim(parts, caller, claimId, byOf(call), idempotency);
        return replay(json(200, presentClaim(done.claim)), done.replayed);
      },
    ),
    route(
      operations.addClaimMessage,
      async (call: Call<KeyEntry, typeof operations.addClaimMessage>) => {
        const claimId = idOf('clm', call.params.claim_id);
        const words = { side: 'partner', text: call.body.text } as const;
        const { caller, idempotency } = call;
        const added = await addMessage(parts, caller, claimId, words, byOf(call), idempotency);
        return replay(json(201, presentMessage(added.message)), added.replayed);
      },
    ),
    route(
      operations.listClaimMessages,
      async (call: Call<KeyEntry, typeof operations.listClaimMessages>) => {
        const { claimId } = await mustFind(parts, call);
        const { limit = pageSizeDefault, cursor } = call.query;
        const before = cursor === undefined ? {} : { before: readCursor('messages', cursor) };
        const found = await listMessages(database.reads, claimId, { ...before, limit });
        return json(
          200,
          page('messages', found, limit, presentMessage, ({ messageId }) => messageId),
        );
      },
    ),
    route(
      operations.addClaimEvidence,
      async (call: Call<KeyEntry, typeof operations.addClaimEvidence>) => {
        const claimId = idOf('clm', call.params.claim_id);
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
          byOf(call),
          idempotency,
        );
        return replay(json(201, presentEvidence(added.evidence)), added.replayed);
      },
    ),
    route(
      operations.listClaimEvidence,
      async (call: Call<KeyEntry, typeof operations.listClaimEvidence>) => {
        const { claimId } = await mustFind(parts, call);
        const data = (await listEvidence(database.reads, claimId)).map(presentEvidence);
        return json(200, { object: 'list', data, has_more: false, next_cursor: null });
      },
    ),
  ];
}

export function presentEvidence({ claimId, item, side, file }: Evidence): ClaimEvidence {
  return {
    object: 'claim_evidence',
    claim_id: formatId('clm', claimId),
    item,
    from: side,
    file: {
      id: formatId('fil', file.fileId),
      object: 'file',
      name: file.name,
      media_type: MEDIA_TYPES[file.kind],
      size: file.sizeBytes,
      created_at: file.createdAt.toISOString(),
    },
  };
}

export function presentMessage(message: StoredMessage): ClaimMessage {
  return {
    id: formatId('msg', message.messageId),
    object: 'claim_message',
    claim_id: formatId('clm', message.claimId),
    from: message.side,
    text: message.text,
    created_at: message.createdAt.toISOString(),
  };
}

async function mustFind(
  { database }: ClaimParts,
  call: { readonly caller: KeyEntry; readonly params: { readonly claim_id: string } },
): Promise<StoredClaim> {
  const claimId = idOf('clm', call.params.claim_id);
  const claim = await findClaim(database.reads, call.caller, claimId);
  if (!claim) throw new Refusal('not_found');
  return claim;
}

/** A malformed id is an unknown one. */
function idOf(prefix: 'ord' | 'clm', text: string): string {
  const id = parseId(prefix, text);
  if (id === null) throw new Refusal('not_found');
  return id;
}

function tenantOf({ caller }: { readonly caller: KeyEntry }): ClaimTenant {
  return { ...caller, tier: caller.tenant.tier };
}

function byOf({ caller, at, address, requestId }: Call<KeyEntry>): By {
  return { actor: `key:${formatId('key', caller.keyId)}`, at, address, requestId };
}

function replay(reply: Reply, replayed: boolean): Reply {
  if (!replayed) return reply;
  return { ...reply, headers: { ...reply.headers, 'idempotent-replayed': 'true' } };
}

/** A page of one more than `limit` rows. */
function page<Row, Shown>(
  list: string,
  found: readonly Row[],
  limit: number,
  present: (row: Row) => Shown,
  idOfRow: (row: Row) => string,
) {
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const next = found.length > limit && last ? writeCursor(list, idOfRow(last)) : null;
  return {
    object: 'list',
    data: shown.map(present),
    has_more: next !== null,
    next_cursor: next,
  };
}

function readFilters(query: ClaimListQuery, limit: number): ClaimFilters {
  const { status, reason, order_id: order, created_after: after, created_before: before } = query;
  return {
    limit,
    ...(status && { status }),
    ...(reason && { reason }),
    // An id that is none is of no order: an empty list, as for an order of somebody else.
    ...(order !== undefined && { orderId: parseId('ord', order) ?? NO_ORDER }),
    ...(after && { createdAfter: new Date(after) }),
    ...(before && { createdBefore: new Date(before) }),
    ...(query.cursor !== undefined && { before: readCursor('claims', query.cursor) }),
  };
}

const MEDIA_TYPES = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  pdf: 'application/pdf',
} as const;
const NO_ORDER = '00000000-0000-0000-0000-000000000000';
