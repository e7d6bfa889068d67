import { orderCan } from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { claimsHolding, findNamedCodes } from '../claims/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { formatId, newUuid, parseId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { type FieldError, mustBeAble, Refusal } from '../kit/refusal.ts';
import { onceByTenant } from '../ledger/index.ts';
import {
  type BoughtCode,
  codesOf,
  isReadingLost,
  lockForReturn,
  mustFindOrder,
  type OrderAct,
  type OrderParts,
  orderText,
  type Reissue,
  type ReturnTerms,
  returnableUntil,
  returnTerms,
  takeCodesBack,
} from '../orders/index.ts';
import { type OnStock, sealedForResale } from '../stock/index.ts';
import type { Vault } from '../vault/index.ts';

const ERRORS_MAX = 20;

/** Which codes (`cod_…`) of an order come back. */
export interface CodeReturn extends OrderAct {
  readonly codes: readonly string[];
}

interface ReturnParts extends Pick<OrderParts, 'database' | 'catalog' | 'vault'> {
  readonly onStock: OnStock;
}

/**
 * Takes codes of a delivered order back, all of them or none: money, stock, order, event, audit row and idempotency record are one
 * commit, and so are the orders that waited for these codes. Codes that anybody has read stay with their buyer.
 *
 * Checks, after the shape: replay, order, its state, whether returns are accepted, then of all codes: whether the order has them,
 * whether they were returned before, read, perhaps read in the time that a restore has lost, delivered too long ago, or claimed. The time is that of the request's arrival: waiting
 * for a lock never closes the window. A claim of the same codes waits at the tenant's lock, a reading at the order's row.
 */
export async function returnCodes(
  { database, catalog, vault, onStock }: ReturnParts,
  { tenant, orderId, idempotency, by, codes: ids }: CodeReturn,
): Promise<{ text: string; replayed: boolean }> {
  const { tenantId } = tenant;
  const request = { tenantId, operation: 'returnCodes', idempotency, at: by.at };
  const find = (db: Db) => mustFindOrder(db, tenant, orderId, catalog.product);
  const { made } = await onceByTenant(database, request, async (tx) => {
    const order = await find(tx);
    mustBeAble(orderCan.readCodes(order.progress), order.progress.status);
    const terms = await returnTerms(tx);
    if (terms.returnHours === 0) throw new Refusal('returns_closed');
    await lockForReturn(tx, order, by.at);
    const codes = await namedCodes(tx, orderId, ids);
    refuseReturned(codes);
    refuseRevealed(codes);
    refuseLost(codes, terms);
    refuseLate(codes, terms, by.at);
    await refuseClaimed(tx, codes);
    const reissues = await resealed(tx, vault, codes, formatId('ord', orderId), by);
    const amount = await takeCodesBack(tx, order, reissues, by);
    await onStock(tx, [order.shelfId], by.at);
    await recordAudit(tx, {
      ...by,
      tenantId,
      action: 'codes.returned',
      subject: formatId('ord', orderId),
      detail: {
        codes: reissues.map(({ codeId }) => formatId('cod', codeId)),
        amount: formatMoney(amount, order.terms.currency),
        currency: order.terms.currency,
      },
    });
    return { resource: orderId, made: await find(tx) };
  });
  return { text: orderText(made ?? (await find(database.reads))), replayed: made === null };
}

/** The codes with these ids, in the order of the request. */
async function namedCodes(tx: Tx, orderId: string, ids: readonly string[]): Promise<BoughtCode[]> {
  const names = ids.map((id) => {
    const codeId = parseId('cod', id);
    return codeId === null ? null : { codeId };
  });
  const only = names.flatMap((name) => name?.codeId ?? []);
  return findNamedCodes(names, await codesOf(tx, [orderId], only));
}

function refuseReturned(codes: readonly BoughtCode[]): void {
  const errors = faultsOf(codes, ({ status }) => status === 'returned', {
    code: 'already_returned',
    detail: 'It was returned before; leave it out.',
  });
  if (errors.length === 0) return;
  const detail = 'A code of this return was returned before; leave it out and return the others.';
  throw new Refusal('invalid_state', { current_status: 'returned' }, { detail, errors });
}

function refuseRevealed(codes: readonly BoughtCode[]): void {
  const errors = faultsOf(codes, ({ known }) => known, {
    code: 'revealed',
    detail: 'It was read before; leave it out.',
  });
  if (errors.length === 0) return;
  const read = codes.filter(({ known }) => known).map(({ codeId }) => formatId('cod', codeId));
  throw new Refusal('code_revealed', { codes: read }, { errors });
}

function refuseLost(codes: readonly BoughtCode[], terms: ReturnTerms): void {
  const errors = faultsOf(codes, (code) => isReadingLost(code, terms), {
    code: 'window_closed',
    detail: 'It was delivered before we restored this service from a backup.',
  });
  if (errors.length === 0 || terms.restored === null) return;
  const detail =
    'We restored this service from a backup and cannot tell whether codes that were delivered before were read. They stay yours.';
  const members = { closed_at: terms.restored.beganAt.toISOString() };
  throw new Refusal('return_window_closed', members, { detail, errors });
}

function refuseLate(codes: readonly BoughtCode[], terms: ReturnTerms, at: Date): void {
  const endOf = (code: BoughtCode) =>
    required(returnableUntil(code, terms), 'returns are accepted');
  const isLate = (code: BoughtCode) => at > endOf(code);
  const late = codes.filter(isLate).map(endOf);
  const [first] = late.toSorted((a, b) => a.getTime() - b.getTime());
  if (!first) return;
  const errors = codes.flatMap((code, index) => {
    const detail = `It could be returned until ${endOf(code).toISOString()}.`;
    return isLate(code)
      ? [{ pointer: `/codes/${index}`, code: 'window_closed' as const, detail }]
      : [];
  });
  const members = { closed_at: first.toISOString() };
  throw new Refusal('return_window_closed', members, { errors: errors.slice(0, ERRORS_MAX) });
}

/** Refuses codes in open and in approved claims. */
async function refuseClaimed(tx: Tx, codes: readonly BoughtCode[]): Promise<void> {
  const held = await claimsHolding(
    tx,
    codes.map(({ codeId }) => codeId),
  );
  const [claimId] = held.values();
  if (claimId === undefined) return;
  const errors = codes.flatMap(({ codeId }, index) => {
    const claim = held.get(codeId);
    if (claim === undefined) return [];
    const detail = `It is in ${formatId('clm', claim)}.`;
    return [{ pointer: `/codes/${index}`, code: 'already_claimed' as const, detail }];
  });
  const members = { claim_id: formatId('clm', claimId) };
  throw new Refusal('code_already_claimed', members, { errors: errors.slice(0, ERRORS_MAX) });
}

function faultsOf(
  codes: readonly BoughtCode[],
  isWrong: (code: BoughtCode) => boolean,
  fault: Omit<FieldError, 'pointer'>,
): FieldError[] {
  const wrong = codes.flatMap((code, index) => (isWrong(code) ? [index] : []));
  return wrong.slice(0, ERRORS_MAX).map((index) => ({ pointer: `/codes/${index}`, ...fault }));
}

/** Each code sealed for a new id, under which it is sold again: the old one stays that of this order. */
async function resealed(
  tx: Tx,
  vault: Vault,
  codes: readonly BoughtCode[],
  order: string,
  by: By,
): Promise<Reissue[]> {
  const keys = new Map<string, Awaited<ReturnType<Vault['dataKey']>>>();
  const reissues: Reissue[] = [];
  const found = await sealedForResale(tx, codes, order, by);
  for (const { codeId, lotId, productId, sealed } of found) {
    const key = keys.get(lotId) ?? (await vault.dataKey(tx, lotId));
    keys.set(lotId, key);
    const newId = newUuid(by.at.getTime());
    const place = { lotId, productId };
    const again = vault.reseal(key, { ...place, codeId }, { ...place, codeId: newId }, sealed);
    reissues.push({ codeId, newId, sealed: again });
  }
  return reissues;
}
