import type { Order, OrderFailureCode, OrderStatus, PaymentMethod } from '@psnb2b/contract';
import type { Product } from '../catalog/index.ts';
import { assert, required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import type { Page } from '../kit/pages.ts';
import { Refusal } from '../kit/refusal.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { findTenant, type Tenant } from '../partners/index.ts';
import { orderRenderer, type Progress, type Terms } from './order.ts';

/** How many of its latest orders say what a tenant buys. */
const LATEST_MAX = 1_000;

/** A row of `orders.orders`, as `orderColumns` reads it. */
export interface OrderRow {
  order_id: string;
  tenant_id: number;
  status: OrderStatus;
  sequence: number;
  product_id: number;
  shelf_id: number;
  quantity: number;
  requested_quantity: number | null;
  list_price: number;
  unit_price: number;
  discount_bps: number;
  tier: string;
  total: number;
  currency: string;
  payment: PaymentMethod;
  queued: boolean;
  reference: string | null;
  metadata: string;
  created_at: Date;
  paid_at: Date | null;
  delivered_at: Date | null;
  failed_at: Date | null;
  failure_code: OrderFailureCode | null;
  failure_reason: string | null;
  expires_at: Date | null;
  refunded: number | null;
  aged_ms: number | null;
  key_id: string | null;
}

export const orderColumns = `order_id, tenant_id, status, sequence, product_id, shelf_id, quantity, requested_quantity,
  list_price, unit_price, discount_bps, tier, total, currency, payment, queued, reference, metadata, created_at,
  paid_at, delivered_at, failed_at, failure_code, failure_reason, expires_at, refunded, aged_ms, key_id`;

/** An order as stored: its terms of sale, its state, and the stock that it has. */
export interface StoredOrder {
  readonly tenantId: number;
  readonly productId: number;
  readonly shelfId: number;
  /** It has waited, or waits, for codes in the queue of its product. */
  readonly queued: boolean;
  readonly terms: Terms;
  readonly progress: Progress;
}

/** The same as it was found, with what placed it. */
export interface FoundOrder extends StoredOrder {
  /** The key that placed it; null: a person did. */
  readonly keyId: string | null;
}

/** The constant properties of products; they never change, so any snapshot will do. */
export type ProductLookup = (productId: number) => Product | null;

export async function findOrder(
  db: Db,
  tenant: TenantRef,
  orderId: string,
  products: ProductLookup,
): Promise<FoundOrder | null> {
  const { rows } = await db.query<OrderRow>(
    `SELECT ${orderColumns} FROM orders.orders WHERE order_id = $2 AND tenant_id = $1`,
    [tenant.tenantId, orderId],
    'orders.find',
  );
  return rows[0] ? stored(rows[0], tenant.mode, products) : null;
}

/** The same; throws `not_found`. */
export async function mustFindOrder(...asked: Parameters<typeof findOrder>): Promise<FoundOrder> {
  const order = await findOrder(...asked);
  if (!order) throw new Refusal('not_found');
  return order;
}

/** Whose order it is; `not_found` if there is none. For staff. */
export async function ownerOfOrder(db: Db, orderId: string): Promise<Tenant> {
  const { rows } = await db.query<{ tenant_id: number }>(
    'SELECT tenant_id FROM orders.orders WHERE order_id = $1',
    [orderId],
  );
  const tenant = rows[0] ? await findTenant(db, rows[0].tenant_id) : null;
  if (!tenant) throw new Refusal('not_found');
  return tenant;
}

/** Live orders of any tenants, in the order of their ids in the list. */
export async function ordersById(
  db: Db,
  orderIds: readonly string[],
  products: ProductLookup,
): Promise<StoredOrder[]> {
  const { rows } = await db.query<OrderRow>(
    `SELECT ${orderColumns} FROM orders.orders WHERE order_id = ANY($1)
      ORDER BY array_position($1, order_id)`,
    [orderIds],
  );
  return rows.map((row) => stored(row, 'live', products));
}

/** Orders of a tenant by their ids, in no order. */
export async function ordersOf(
  db: Db,
  tenant: TenantRef,
  orderIds: readonly string[],
  products: ProductLookup,
): Promise<StoredOrder[]> {
  const { rows } = await db.query<OrderRow>(
    `SELECT ${orderColumns} FROM orders.orders WHERE tenant_id = $1 AND order_id = ANY($2)`,
    [tenant.tenantId, orderIds],
  );
  return rows.map((row) => stored(row, tenant.mode, products));
}

/** The products of a tenant's latest orders since then, the latest first. */
export async function productsBought(db: Db, tenant: TenantRef, since: Date): Promise<number[]> {
  const { rows } = await db.query<{ product_id: number }>(
    `SELECT product_id FROM (
       SELECT product_id, order_id, created_at FROM orders.orders
        WHERE tenant_id = $1 ORDER BY order_id DESC LIMIT ${LATEST_MAX}) latest
      WHERE created_at > $2 GROUP BY product_id ORDER BY max(order_id::text) DESC`,
    [tenant.tenantId, since],
  );
  return rows.map(({ product_id }) => product_id);
}

/** What a tenant has ordered in the approval window and nobody has approved, in minor units. */
export async function sumUnapproved(db: Db, { tenantId }: TenantRef, since: Date): Promise<number> {
  const { rows } = await db.query<{ sum: number }>('SELECT orders.unapproved($1, $2) AS sum', [
    tenantId,
    since,
  ]);
  return required(rows[0], 'a sum has a row').sum;
}

/** The oldest pending orders that wait for a deposit. */
export async function pendingInvoices(
  db: Db,
  tenant: TenantRef,
  products: ProductLookup,
): Promise<StoredOrder[]> {
  const { rows } = await db.query<OrderRow>(
    `SELECT ${orderColumns} FROM orders.orders
      WHERE tenant_id = $1 AND status = 'pending' AND payment = 'invoice' ORDER BY order_id`,
    [tenant.tenantId],
  );
  return rows.map((row) => stored(row, tenant.mode, products));
}

/** An order as its row has it. */
export function stored(
  row: OrderRow,
  mode: TenantRef['mode'],
  products: ProductLookup,
): FoundOrder {
  const product = products(row.product_id);
  assert(product, `order ${row.order_id} is of no known product`);
  return {
    tenantId: row.tenant_id,
    productId: row.product_id,
    shelfId: row.shelf_id,
    queued: row.queued,
    keyId: row.key_id,
    terms: {
      orderId: row.order_id,
      mode,
      region: product.region,
      denominationMilli: product.denominationMilli,
      faceCurrency: product.faceCurrency,
      sku: product.sku,
      quantity: row.quantity,
      requestedQuantity: row.requested_quantity ?? row.quantity,
      listPrice: row.list_price,
      unitPrice: row.unit_price,
      discountBps: row.discount_bps,
      tier: row.tier,
      total: row.total,
      currency: row.currency,
      payment: row.payment,
      reference: row.reference,
      metadata: row.metadata,
    },
    progress: {
      status: row.status,
      sequence: row.sequence,
      createdAt: row.created_at,
      paidAt: row.paid_at,
      deliveredAt: row.delivered_at,
      failedAt: row.failed_at,
      failure: row.failure_code,
      failureReason: row.failure_reason,
      expiresAt: row.expires_at,
      // nothing: no code of it was refunded or returned.
      refunded: row.refunded ?? 0,
      // nothing: the test clock was not advanced since, or it is a live order.
      agedMs: row.aged_ms ?? 0,
    },
  };
}

/** A page of orders as the API shows it, as JSON text. */
export function pageText({ rows, hasMore, nextCursor }: Page<StoredOrder>): string {
  return (
    `{"object":"list","data":[${rows.map(orderText).join(',')}]` +
    `,"has_more":${hasMore},"next_cursor":${JSON.stringify(nextCursor)}}`
  );
}

/** The order as a web app shows it. */
export function orderBody(order: StoredOrder): Order {
  return bodyOf(orderText(order));
}

/** An order's text, parsed. */
export function bodyOf(text: string): Order {
  return JSON.parse(text) as Order;
}

/** The order as the API shows it, as JSON text. */
export function orderText(order: StoredOrder): string {
  return orderRenderer(order.terms)(order.progress);
}

/** Whether a tenant has ever placed an order. */
export function hasOrders(db: Db, tenantId: number): Promise<boolean> {
  return hasOrdersIn(db, [tenantId]);
}

/** Whether any of these tenants ever ordered. */
export async function hasOrdersIn(db: Db, tenantIds: readonly number[]): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT FROM unnest($1::int[]) t
      WHERE EXISTS (SELECT FROM orders.orders o WHERE o.tenant_id = t) LIMIT 1`,
    [tenantIds],
  );
  return rowCount > 0;
}
