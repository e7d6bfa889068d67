import type { Db } from '../kit/database/index.ts';

/** What a line of a statement says about an order. */
export interface OrderLabel {
  readonly orderId: string;
  readonly productId: number;
  readonly quantity: number;
  readonly reference: string | null;
}

interface Row {
  about: string;
  order_id: string;
  product_id: number;
  quantity: number;
  reference: string | null;
}

/**
 * The orders of a tenant that a text names, and the codes of each whose money came back: all by which a statement knows them. By the id of
 * an order, or by a part of references in any case; then at most one order more than `most`.
 */
export async function orderSubjects(
  db: Db,
  tenantId: number,
  asked: { readonly id: string } | { readonly part: string; readonly most: number },
): Promise<string[][]> {
  const [id, part, most] = 'id' in asked ? [asked.id, null, 0] : [null, asked.part, asked.most];
  const { rows } = await db.query<{ order_id: string; codes: string[] | null }>(
    `SELECT o.order_id,
            (SELECT array_agg(x.code_id) FROM (
               SELECT f.code_id FROM orders.refunds f WHERE f.order_id = o.order_id
               UNION ALL SELECT w.code_id FROM orders.withdrawn w
                          WHERE w.order_id = o.order_id AND w.resolution = 'returned') x) AS codes
       FROM orders.orders o
      WHERE o.tenant_id = $1 AND ($2::uuid IS NULL OR o.order_id = $2)
        AND ($3::text IS NULL OR strpos(lower(o.reference), lower($3)) > 0) LIMIT $4`,
    [tenantId, id, part, most + 1],
  );
  return rows.map((row) => [row.order_id, ...(row.codes ?? [])]);
}

/** Orders of any tenants by their ids, for staff. */
export async function labelsOfOrders(
  db: Db,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, OrderLabel & { readonly tenantId: number }>> {
  const { rows } = await db.query<OrderLabel & { readonly tenantId: number }>(
    `SELECT order_id AS "orderId", tenant_id AS "tenantId", product_id AS "productId", quantity, reference
       FROM orders.orders WHERE order_id = ANY($1)`,
    [orderIds],
  );
  return new Map(rows.map((row) => [row.orderId, row]));
}

/** The orders of a tenant, by their ids and by the ids of codes whose money came back, for a claim or for a return. */
export async function orderLabels(
  db: Db,
  tenantId: number,
  {
    orderIds,
    codeIds,
  }: { readonly orderIds: readonly string[]; readonly codeIds: readonly string[] },
): Promise<ReadonlyMap<string, OrderLabel>> {
  const { rows } = await db.query<Row>(
    `SELECT x.about, o.order_id, o.product_id, CASE WHEN x.about = o.order_id THEN o.quantity ELSE 1 END AS quantity,
            o.reference
       FROM (SELECT u AS about, u AS order_id FROM unnest($2::uuid[]) u
             UNION ALL SELECT f.code_id, f.order_id FROM orders.refunds f WHERE f.code_id = ANY($3)
             UNION ALL SELECT w.code_id, w.order_id FROM orders.withdrawn w
                        WHERE w.code_id = ANY($3) AND w.resolution = 'returned') x
       JOIN orders.orders o ON o.order_id = x.order_id
      WHERE o.tenant_id = $1`,
    [tenantId, orderIds, codeIds],
    'orders.labels',
  );
  const labels = rows.map(({ about, ...row }): [string, OrderLabel] => [
    about,
    {
      orderId: row.order_id,
      productId: row.product_id,
      quantity: row.quantity,
      reference: row.reference,
    },
  ]);
  return new Map(labels);
}
