import { type ClaimReason, orderCan } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Tx } from '../kit/database/index.ts';
import type { Idempotency } from '../kit/http/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { mustBeAble, notFoundAt, Refusal } from '../kit/refusal.ts';
import { onceByTenant } from '../ledger/index.ts';
import {
  type BoughtCode,
  claimableUntil,
  codesOf,
  findOrder,
  isClaimable,
  noteKnownCodes,
  pricePaid,
  type StoredOrder,
} from '../orders/index.ts';
import { hasLiveKey } from '../partners/index.ts';
import { spendQuota } from '../quotas/index.ts';
import { serviceTerms } from '../service-levels/index.ts';
import { originOf, originsOf } from '../stock/index.ts';
import { openClaim, type StoredClaim } from './claim.ts';
import { emitSteps } from './emit.ts';
import { hideRequest } from './hide-request.ts';
import { findNamedCodes, readCodeNames } from './name-codes.ts';
import type { ClaimParts, ClaimTenant } from './parts.ts';
import { type Redacted, redactCodes } from './redact-codes.ts';
import { claimsHolding, findClaim, insertClaims } from './store.ts';

/** What is claimed, and why. `codes` are ids, or the codes themselves. */
export interface Filing {
  readonly orderId: string;
  readonly codes: readonly string[];
  readonly reason: ClaimReason;
  readonly description: string;
  readonly origin: 'partner' | 'staff';
  /** Staff accept it after the claim window, because the fault is ours. */
  readonly late?: boolean;
}

export interface Filed {
  readonly claim: StoredClaim;
  readonly replayed: boolean;
}

/**
 * Files a claim on codes of one delivered order, all or nothing.
 *
 * Checks, after the shape: replay, order, its state, its codes, their claim windows, other claims on them. The window is measured
 * at `by.at`, when the request arrived: waiting for a lock never closes it. Claim, codes, event, audit row and idempotency record
 * are one commit.
 */
export async function fileClaim(
  parts: ClaimParts,
  tenant: ClaimTenant,
  filing: Filing,
  by: By,
  idempotency: Idempotency | null = null,
): Promise<Filed> {
  const names = readCodeNames(parts.vault, filing.codes);
  const description = await withoutCodes(parts, tenant, filing);
  const request = {
    tenantId: tenant.tenantId,
    operation: 'createClaim',
    idempotency: hideRequest(parts.vault, idempotency),
    at: by.at,
  };
  const { resource, made } = await onceByTenant(parts.database, request, async (tx) => {
    const order = await findOrder(tx, tenant, filing.orderId, parts.catalog.product);
    if (!order) throw notFoundAt('/order_id');
    mustBeAble(orderCan.readCodes(order.progress), order.progress.status);
    const all = await codesOf(tx, [filing.orderId]);
    const codes = findNamedCodes(names, all);
    refuseReturned(codes);
    if (!filing.late) refuseClosed(codes, by.at);
    await refuseHeld(tx, codes);
    const named = codes.filter((_, index) => 'fingerprint' in (names[index] ?? {}));
    const known = [...named.map(({ codeId }) => codeId), ...description.codeIds];
    await noteKnownCodes(tx, by.at, filing.orderId, known);
    const cleaned = { ...filing, description: description.text };
    const claim = await newClaim(tx, tenant, cleaned, order, codes, by);
    await insertClaims(tx, [claim]);
    await emitSteps(tx, by.at, [{ claim, previous: null }]);
    await recordAudit(tx, {
      ...by,
      tenantId: tenant.tenantId,
      action: claim.late ? 'claim.opened_late' : 'claim.filed',
      subject: formatId('clm', claim.claimId),
      detail: {
        order: formatId('ord', claim.orderId),
        reason: claim.reason,
        codes: codes.map(({ codeId }) => formatId('cod', codeId)),
      },
    });
    if (filing.origin === 'partner') {
      await spendQuota(tx, 'claims', { owner: formatId('prt', tenant.partnerId), at: by.at });
    }
    return { resource: claim.claimId, made: claim };
  });
  const claim = made ?? (await findClaim(parts.database.reads, tenant, resource));
  return { claim: required(claim, 'a claim is never deleted'), replayed: made === null };
}

/** The description with the order's codes replaced, before anything is locked; an unknown order is refused later. */
async function withoutCodes(
  { database, vault, catalog }: ClaimParts,
  tenant: ClaimTenant,
  { orderId, description }: Filing,
): Promise<Redacted> {
  const order = await findOrder(database.reads, tenant, orderId, catalog.product);
  if (!order) return { text: '', codeIds: [] };
  return redactCodes(vault, description, await codesOf(database.reads, [orderId]));
}

/** A returned code is no longer one of its order. */
function refuseReturned(codes: readonly BoughtCode[]): void {
  const errors = codes.flatMap(({ status }, index) => {
    if (status !== 'returned') return [];
    const detail = 'It was returned; leave it out.';
    return [{ pointer: `/codes/${index}`, code: 'already_returned' as const, detail }];
  });
  if (errors.length === 0) return;
  const detail = 'A code of this claim was returned; leave it out and claim the others.';
  throw new Refusal(
    'invalid_state',
    { current_status: 'returned' },
    { detail, errors: errors.slice(0, 20) },
  );
}

/** Names every code whose claim window is over. */
function refuseClosed(codes: readonly BoughtCode[], at: Date): void {
  const closed = codes.flatMap((code, index) =>
    isClaimable(code, at) ? [] : [{ end: claimableUntil(code), index }],
  );
  const [first] = closed.toSorted((a, b) => a.end.getTime() - b.end.getTime());
  if (!first) return;
  const errors = closed.slice(0, 20).map(({ end, index }) => ({
    pointer: `/codes/${index}`,
    code: 'window_closed' as const,
    detail: `It could be claimed until ${end.toISOString()}.`,
  }));
  throw new Refusal('claim_window_closed', { closed_at: first.end.toISOString() }, { errors });
}

async function refuseHeld(tx: Tx, codes: readonly BoughtCode[]): Promise<void> {
  const held = await claimsHolding(
    tx,
    codes.map((code) => code.codeId),
  );
  const [claimId] = held.values();
  if (claimId === undefined) return;
  const errors = codes.flatMap(({ codeId }, index) => {
    const other = held.get(codeId);
    if (other === undefined) return [];
    const detail = `It is in ${formatId('clm', other)}.`;
    return [{ pointer: `/codes/${index}`, code: 'already_claimed' as const, detail }];
  });
  throw new Refusal(
    'code_already_claimed',
    { claim_id: formatId('clm', claimId) },
    { errors: errors.slice(0, 20) },
  );
}

async function newClaim(
  tx: Tx,
  tenant: ClaimTenant,
  filing: Filing,
  { terms }: StoredOrder,
  codes: readonly BoughtCode[],
  { actor, at }: By,
): Promise<StoredClaim> {
  const priority = (await hasLiveKey(tx, tenant.partnerId, at)) ? 'high' : 'normal';
  const service = await serviceTerms(tx, tenant.tier, priority);
  const origins = await originsOf(tx, [...new Set(codes.map(({ runId }) => runId))]);
  const claim = {
    claimId: newUuid(at.getTime()),
    tenantId: tenant.tenantId,
    mode: tenant.mode,
    orderId: filing.orderId,
    currency: terms.currency,
    reason: filing.reason,
    description: filing.description,
    priority,
    origin: filing.origin,
    late: filing.late ?? false,
    lotId: null,
    filedBy: actor,
  } as const;
  const paid = codes.map((code) => ({
    ...code,
    lotId: originOf(origins, code.runId).lotId,
    price: pricePaid(terms),
  }));
  return openClaim(claim, paid, at, service);
}
