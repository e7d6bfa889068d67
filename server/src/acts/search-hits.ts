import { type ClaimLine, claimsOfOrders } from '../claims/index.ts';
import { type Deposit, listDeposits, referenceKey } from '../funding/index.ts';
import { findDocument, type IssuedDocument, listDocuments } from '../invoicing/index.ts';
import type { Db } from '../kit/database/index.ts';
import { formatId, parseId } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import type { Mode } from '../kit/tenant-ref.ts';
import {
  type FoundOrder,
  type OrderScope,
  type ProductLookup,
  searchOrders,
} from '../orders/index.ts';
import { hit } from './search-kinds.ts';

/** Orders that are looked through for claims. */
const ORDERS_MAX = 50;

/** Claims about orders whose reference a text names. */
export async function claimsNamed(
  db: Db,
  scope: OrderScope,
  text: string,
  most: number,
  products: ProductLookup,
): Promise<{ readonly claim: ClaimLine; readonly order: FoundOrder }[]> {
  const orders = await searchOrders(db, scope, text, ORDERS_MAX, products);
  const byId = new Map(orders.map((each) => [each.terms.orderId, each]));
  const claims = await claimsOfOrders(db, [...byId.keys()], most);
  return claims.flatMap((claim) => {
    const order = byId.get(claim.orderId);
    return order ? [{ claim, order }] : [];
  });
}

/** Documents by a part of a number, or by an id; `tenantId` undefined: of every tenant. */
export async function findDocuments(
  db: Db,
  text: string,
  most: number,
  tenantId?: number,
): Promise<IssuedDocument[]> {
  const id = parseId('doc', text);
  if (id === null) return listDocuments(db, { tenantId, q: text, limit: most });
  try {
    return [await findDocument(db, id, tenantId)];
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') return [];
    throw error;
  }
}

/** Payments by a part of a reference, or by an id; of one tenant (null: of every tenant) in one mode. */
export function depositsNamed(
  db: Db,
  text: string,
  most: number,
  { tenantId, mode }: { readonly tenantId: number | null; readonly mode: Mode },
): Promise<Deposit[]> {
  const id = parseId('dep', text);
  const named = id === null ? { referencePart: referenceKey(text) } : { depositId: id };
  return listDeposits(db, tenantId, { mode, ...named, limit: most });
}

/** People call an order by their own reference, if it has one. */
export function orderHit({ terms, progress }: FoundOrder) {
  const id = formatId('ord', terms.orderId);
  return hit(id, terms.reference ?? id, { status: progress.status });
}

/** A claim is called by its order. */
export function claimHit({ claimId, status }: ClaimLine, { terms }: FoundOrder) {
  const order = terms.reference ?? formatId('ord', terms.orderId);
  return hit(formatId('clm', claimId), order, { status });
}

export function documentHit({ documentId, number, kind }: IssuedDocument) {
  return hit(formatId('doc', documentId), number, { status: kind });
}

export function depositHit({ depositId, reference, status }: Deposit) {
  return hit(formatId('dep', depositId), reference, { status });
}
