import type { OrderCreate } from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { type PlainRefusal, Refusal } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { ordersOf, type ProductLookup, type StoredOrder } from '../orders/index.ts';

/** Why the last attempt at a line bought nothing, and which request that was. */
export interface NotedRefusal extends PlainRefusal {
  readonly requestId: string;
}

/** A line as it was recorded; its reference is that of the purchase. */
export interface StoredLine {
  readonly key: string;
  readonly asked: OrderCreate;
  readonly orderId: string | null;
  readonly refusal: NotedRefusal | null;
}

export interface ReadPurchase {
  readonly purchaseId: string;
  readonly mode: TenantRef['mode'];
  readonly createdAt: Date;
  /** The buyer's own number; null without one. */
  readonly reference: string | null;
  /** In the order in which they came, each with its order as it is now. */
  readonly lines: readonly { readonly line: StoredLine; readonly order: StoredOrder | null }[];
}

/** A purchase with its orders and refusals; one of another tenant is `not_found`. */
export async function readPurchase(
  db: Db,
  tenant: TenantRef,
  purchaseId: string,
  products: ProductLookup,
): Promise<ReadPurchase> {
  const { rows } = await db.query<StoredLine & Pick<ReadPurchase, 'createdAt' | 'reference'>>(
    `SELECT p.created_at AS "createdAt", p.reference, l.key, l.asked, l.order_id AS "orderId", l.refusal
       FROM purchases.purchases p JOIN purchases.lines l USING (tenant_id, purchase_id)
      WHERE p.tenant_id = $1 AND p.purchase_id = $2 ORDER BY l.line`,
    [tenant.tenantId, purchaseId],
    'purchases.read',
  );
  const [first] = rows;
  if (!first) throw new Refusal('not_found');
  const bought = rows.flatMap(({ orderId }) => orderId ?? []);
  const orders = new Map(
    (await ordersOf(db, tenant, bought, products)).map((order) => [order.terms.orderId, order]),
  );
  return {
    purchaseId,
    mode: tenant.mode,
    createdAt: first.createdAt,
    reference: first.reference,
    lines: rows.map((line) => ({
      line,
      order: line.orderId && required(orders.get(line.orderId), 'a bought line has its order'),
    })) as ReadPurchase['lines'],
  };
}
