import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { falling, type PageAsked, Pages, type TimedPlace, timedPlace } from '../kit/pages.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';

/** A purchase as a list shows it: its lines by outcome, and what they come to. */
export interface PurchaseLook {
  readonly purchaseId: string;
  readonly userId: string;
  readonly createdAt: Date;
  readonly reference: string | null;
  readonly lines: number;
  /** Lines by the state of their order. */
  readonly delivered: number;
  readonly waiting: number;
  readonly failed: number;
  /** Lines without an order: refused, or not tried to their end. */
  readonly refused: number;
  readonly open: number;
  /** Delivered codes. */
  readonly codes: number;
  /** Price of what was delivered or waits, in minor units. */
  readonly total: number;
}

/** Which purchases of a tenant are listed. */
export interface PurchaseFilters {
  readonly purchaseId?: string | undefined;
  /** The purchase of this order. */
  readonly orderId?: string | undefined;
  /** Part of the buyer's own number, in any case. */
  readonly referencePart?: string | undefined;
  readonly userId?: string | undefined;
  readonly createdFrom?: Date | undefined;
  readonly createdBefore?: Date | undefined;
}

/** Newest first; a browser makes the ids, so the time is ours. */
export const purchasePages = new Pages(
  'purchases',
  timedPlace,
  ({ createdAt, purchaseId }: PurchaseLook): TimedPlace => ({ time: createdAt, id: purchaseId }),
  { turns: true },
);

const WHERE = `p.tenant_id = $1
        AND ($2::uuid IS NULL OR p.purchase_id = $2)
        AND ($3::uuid IS NULL OR p.purchase_id = (
              SELECT l.purchase_id FROM purchases.lines l WHERE l.order_id = $3 AND l.tenant_id = $1))
        AND ($4::text IS NULL OR strpos(lower(p.reference), lower($4)) > 0)
        AND ($5::uuid IS NULL OR p.bought_by = $5)
        AND ($6::timestamptz IS NULL OR p.created_at >= $6)
        AND ($7::timestamptz IS NULL OR p.created_at < $7)`;

const valuesOf = ({ tenantId }: TenantRef, filters: PurchaseFilters) => [
  tenantId,
  filters.purchaseId ?? null,
  filters.orderId ?? null,
  filters.referencePart ?? null,
  filters.userId ?? null,
  filters.createdFrom ?? null,
  filters.createdBefore ?? null,
];

/** A tenant's purchases with their outcomes as they are now, newest first. */
export async function listPurchases(
  db: Db,
  tenant: TenantRef,
  { behind, limit, turned = false, ...filters }: PurchaseFilters & PageAsked<TimedPlace>,
): Promise<PurchaseLook[]> {
  const { behind: before, order } = falling({ turned });
  const { rows } = await db.query<PurchaseLook & Record<string, unknown>>(
    `SELECT p.purchase_id AS "purchaseId", p.bought_by AS "userId", p.created_at AS "createdAt", p.reference,
            l.lines, l.refused, l.open, s.o_delivered AS delivered, s.o_waiting AS waiting, s.o_failed AS failed,
            s.o_codes AS codes, s.o_total AS total
       FROM (SELECT p.* FROM purchases.purchases p
              WHERE ${WHERE}
                AND ($8::timestamptz IS NULL OR (p.created_at, p.purchase_id) ${before} ($8, $9::uuid))
              ORDER BY p.created_at ${order}, p.purchase_id ${order} LIMIT $10) p
       CROSS JOIN LATERAL (
         SELECT count(*)::int AS lines, count(x.refusal)::int AS refused,
                count(*) FILTER (WHERE x.refusal IS NULL AND x.order_id IS NULL)::int AS open,
                array_agg(x.order_id) FILTER (WHERE x.order_id IS NOT NULL) AS orders
           FROM purchases.lines x
          WHERE x.tenant_id = p.tenant_id AND x.purchase_id = p.purchase_id) l
       CROSS JOIN LATERAL orders.sums_of(l.orders) s
      ORDER BY p.created_at ${order}, p.purchase_id ${order}`,
    [...valuesOf(tenant, filters), behind?.time ?? null, behind?.id ?? null, limit],
  );
  return rows;
}

/** How many purchases match, counted to one more than `most`. */
export async function countPurchases(
  db: Db,
  tenant: TenantRef,
  filters: PurchaseFilters,
  most: number,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM (
       SELECT FROM purchases.purchases p WHERE ${WHERE} LIMIT $8) counted`,
    [...valuesOf(tenant, filters), most + 1],
  );
  return required(rows[0], 'a count has a row').count;
}
