import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';

/** An order that waits for an approval: its money is on hold. Money in minor units. */
export interface WaitingOrder {
  readonly orderId: string;
  readonly tenantId: number;
  readonly total: number;
  readonly currency: string;
  readonly createdAt: Date;
}

const WAITING_MAX = 1000;

/** Orders of all tenants that wait for an approval, oldest first. */
export async function listWaiting(db: Db): Promise<WaitingOrder[]> {
  const { rows } = await db.query<WaitingOrder>(
    `SELECT order_id AS "orderId", tenant_id AS "tenantId", total, currency,
            created_at AS "createdAt"
       FROM orders.orders WHERE status = 'pending' AND payment = 'balance' AND expires_at IS NULL
      ORDER BY order_id LIMIT ${WAITING_MAX}`,
  );
  return rows;
}

/** A hold that is open. Money in minor units. */
export interface OpenHold extends WaitingOrder {
  readonly quantity: number;
  readonly expiresAt: Date;
}

/** Open holds of all tenants, those that end soonest first. */
export async function listHolds(db: Db): Promise<OpenHold[]> {
  const { rows } = await db.query<OpenHold>(
    `SELECT order_id AS "orderId", tenant_id AS "tenantId", quantity, total, currency,
            created_at AS "createdAt", expires_at AS "expiresAt"
       FROM orders.orders WHERE status = 'pending' AND payment = 'hold'
      ORDER BY expires_at, order_id LIMIT ${WAITING_MAX}`,
  );
  return rows;
}

/** An order that waits for its codes. Money in minor units. */
export interface QueuedOrder extends OpenHold {
  readonly productId: number;
}

/** Orders of all tenants that wait for codes, by product, in the order in which they are filled. */
export async function listQueued(db: Db): Promise<QueuedOrder[]> {
  const { rows } = await db.query<QueuedOrder>(
    `SELECT o.order_id AS "orderId", o.tenant_id AS "tenantId", o.product_id AS "productId", o.quantity,
            o.total, o.currency, o.created_at AS "createdAt", o.expires_at AS "expiresAt"
       FROM orders.queue q JOIN orders.orders o ON o.order_id = q.order_id
      WHERE q."left" IS NULL ORDER BY o.product_id, q.joined LIMIT ${WAITING_MAX}`,
  );
  return rows;
}

/** How many orders wait for codes, how many codes, and since when the oldest; null if none does. */
export async function sumQueued(
  db: Db,
): Promise<{ orders: number; codes: number; oldestAt: Date | null }> {
  const { rows } = await db.query<{ orders: number; codes: number; oldestAt: Date | null }>(
    `SELECT count(*)::int AS orders, coalesce(sum(o.quantity), 0)::bigint AS codes, min(o.created_at) AS "oldestAt"
       FROM orders.queue q JOIN orders.orders o ON o.order_id = q.order_id WHERE q."left" IS NULL`,
  );
  return required(rows[0], 'a count has a row');
}

/** How many holds are open, and how much money they hold, by currency. Minor units. */
export async function sumHolds(
  db: Db,
): Promise<{ currency: string; holds: number; total: number }[]> {
  const { rows } = await db.query<{ currency: string; holds: number; total: number }>(
    `SELECT currency, count(*)::int AS holds, sum(total)::bigint AS total
       FROM orders.orders WHERE status = 'pending' AND payment = 'hold' GROUP BY currency`,
  );
  return rows;
}

/** How a hold ended: `confirmed`, or the failure of its order. */
export interface EndedHolds {
  readonly outcome: string;
  readonly holds: number;
}

/** Of the live holds placed since then those that have ended, by how they did. */
export async function countEndedHolds(db: Db, since: Date): Promise<EndedHolds[]> {
  const { rows } = await db.query<EndedHolds>(
    `SELECT coalesce(failure_code, 'confirmed') AS outcome, count(*)::int AS holds
       FROM orders.orders
      WHERE payment = 'hold' AND created_at > $1 AND status <> 'pending' AND tenant_id IN (SELECT partners.live_tenants())
      GROUP BY 1`,
    [since],
  );
  return rows;
}

/** Pending orders that were not paid or confirmed in time, of all tenants or of one, longest ago first. */
export async function overdueOrders(
  db: Db,
  { at, tenantId }: { readonly at: Date; readonly tenantId: number | null },
  limit: number,
): Promise<{ tenantId: number; orderId: string }[]> {
  const { rows } = await db.query<{ tenant_id: number; order_id: string }>(
    `SELECT tenant_id, order_id FROM orders.orders
      WHERE status = 'pending' AND expires_at <= $1 AND ($3::int IS NULL OR tenant_id = $3)
      ORDER BY expires_at LIMIT $2`,
    [at, limit, tenantId],
  );
  return rows.map((row) => ({ tenantId: row.tenant_id, orderId: row.order_id }));
}
