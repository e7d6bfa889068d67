import * as contract from '@psnb2b/contract';
import * as claims from '../../claims/index.ts';
import { required } from '../../kit/assert.ts';
import { NumberText } from '../../kit/csv/index.ts';
import { filters, given } from '../../kit/given.ts';
import { countedPage, csvList, json, pageAndFilters, replayed } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { formatMoney } from '../../kit/money.ts';
import { present } from '../../kit/present.ts';
import type { TenantRef } from '../../kit/tenant-ref.ts';
import { ordersOf } from '../../orders/index.ts';
import { tenantOf } from '../../partners/index.ts';
import { fileReply } from '../both/files.ts';
import { onPortal, type PortalCall } from '../calls.ts';
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
      const [page, asked] = pageAndFilters(call.query);
      const wanted = wantedBy(asked);
      return countedPage(
        claims.claimPages,
        page,
        (rows) => claims.listClaims(reads, tenant, { ...wanted, ...rows }),
        (listed) => presentRows(parts, tenant, listed),
        (most) => claims.countClaimsOf(reads, tenant, wanted, most),
      );
    },
    exportClaims: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const { raw = false, ...asked } = call.query;
      const wanted = wantedBy(asked);
      return csvList(
        call,
        {
          name: tenant.mode === 'test' ? 'test-claims.csv' : 'claims.csv',
          columns: contract.claimCsvColumns,
        },
        claims.claimPages,
        { raw },
        (rows) => claims.listClaims(reads, tenant, { ...wanted, ...rows }),
        async (listed) =>
          (await presentRows(parts, tenant, listed)).map(({ order, codes, amount, ...claim }) => ({
            ...claim,
            ...{ reference: order.reference, sku: order.sku, codes: codes.length },
            amount: new NumberText(amount),
          })),
      );
    },
    getClaim: async (call) => json(200, await presentClaimFile(parts, await found(call))),
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
      return replayed(json(201, await presentClaimFile(parts, filed.claim)), filed.replayed);
    },
    addClaimMessage: async (call) => {
      const { claim_id: id } = call.params;
      const tenant = await tenantOfCall(reads, call);
      const message = { side: 'partner', text: call.body.text } as const;
      const done = await claims.addMessage(parts, tenant, id, message, call.by, call.idempotency);
      return replayed(json(201, await presentClaimFile(parts, await found(call))), done.replayed);
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
      return replayed(json(200, await presentClaimFile(parts, done.claim)), done.replayed);
    },
  });
}

/** The claims that a person asks for: what the list shows, its export has. */
function wantedBy(asked: Omit<PortalCall<'exportClaims'>['query'], 'raw'>) {
  const { mode: _, status, reason, ...wanted } = filters(contract.PortalClaimFilters, asked);
  return { ...wanted, status: status && [status], reason: reason && [reason] };
}

type Shows = Pick<Parts, 'database' | 'catalog'>;

/** Claims with the orders that they are about, which are those of their tenant. */
async function presentRows(
  { database, catalog }: Shows,
  tenant: TenantRef,
  listed: readonly claims.StoredClaim[],
): Promise<contract.PortalClaimRow[]> {
  const ids = [...new Set(listed.map(({ orderId }) => orderId))];
  const found = await ordersOf(database.reads, tenant, ids, catalog.product);
  const terms = new Map(found.map((order) => [order.terms.orderId, order.terms]));
  return listed.map((claim) => {
    const { orderId, sku, reference, quantity } = required(
      terms.get(claim.orderId),
      'a claim has its order',
    );
    const amount = claim.codes.reduce((sum, { price }) => sum + price, 0);
    return {
      ...claims.presentClaim(claim),
      order: { id: formatId('ord', orderId), reference, sku, quantity },
      amount: formatMoney(amount, claim.currency),
    };
  });
}

async function presentClaimFile(parts: Shows, claim: claims.StoredClaim) {
  const { reads } = parts.database;
  const messages = await claims.listMessages(reads, claim.claimId, { limit: MESSAGES_SHOWN });
  const evidence = await claims.listEvidence(reads, claim.claimId);
  const [row] = await presentRows(parts, claim, [claim]);
  return present(contract.PortalClaim, claim, {
    ...required(row, 'one for each'),
    messages: messages.map(presentMessage),
    files: evidence.map(presentEvidence),
  });
}
