import type { OrderFailureCode } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';

const GROUPS_MAX = 50;
const PARTNERS_MAX = 3;

/** Orders of one product that failed for the same reason. */
export interface FailedGroup {
  readonly failure: OrderFailureCode;
  readonly productId: number;
  readonly orders: number;
  readonly codes: number;
  /** How many tenants placed them. */
  readonly partners: number;
  readonly lastFailedAt: Date;
  /** The tenants with the most of them. */
  readonly most: readonly {
    readonly tenantId: number;
    readonly orders: number;
    /** The one that failed last. */
    readonly lastOrderId: string;
  }[];
}

export interface FailedSums {
  /** All that failed, also those of groups that are left out. */
  readonly orders: number;
  readonly groupCount: number;
  /** Those with the most orders first. */
  readonly groups: readonly FailedGroup[];
}

/** Sums the orders of these tenants that failed later than this by their reason and product: as many as the list with `failedAfter` has. */
export async function sumFailed(
  db: Db,
  tenantIds: readonly number[],
  after: Date,
): Promise<FailedSums> {
  const { rows } = await db.query<FailedGroup & { all: number; groupCount: number }>(
    `WITH each AS (
       SELECT failure_code, product_id, tenant_id, count(*) AS orders, sum(quantity) AS codes,
              max(failed_at) AS last_at, (array_agg(order_id ORDER BY failed_at DESC, order_id DESC))[1] AS last_order
         FROM orders.orders
        WHERE status = 'failed' AND failed_at > $2 AND tenant_id = ANY($1) GROUP BY 1, 2, 3),
     ranked AS (
       SELECT *, row_number() OVER (
                PARTITION BY failure_code, product_id ORDER BY orders DESC, last_at DESC, tenant_id) AS rank
         FROM each)
     SELECT failure_code AS failure, product_id AS "productId", sum(orders)::bigint AS orders, sum(codes)::bigint AS codes,
            count(*) AS partners, max(last_at) AS "lastFailedAt", sum(sum(orders)) OVER ()::bigint AS "all",
            count(*) OVER () AS "groupCount",
            json_agg(json_build_object('tenantId', tenant_id, 'orders', orders, 'lastOrderId', last_order) ORDER BY rank)
              FILTER (WHERE rank <= ${PARTNERS_MAX}) AS most
       FROM ranked GROUP BY 1, 2 ORDER BY orders DESC, "lastFailedAt" DESC, 1, 2 LIMIT ${GROUPS_MAX}`,
    [tenantIds, after],
  );
  const [first] = rows;
  if (!first) return { orders: 0, groupCount: 0, groups: [] };
  return { orders: first.all, groupCount: first.groupCount, groups: rows };
}
