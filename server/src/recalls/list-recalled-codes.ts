import { latestClaimsOn } from '../claims/index.ts';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { numberPlace, type PageAsked, Pages } from '../kit/pages.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { ordersOf, type ProductLookup } from '../orders/index.ts';

interface Row {
  readonly ordinal: number;
  readonly codeId: string;
  readonly orderId: string;
}

export const recalledCodePages = new Pages(
  'recalled_codes',
  numberPlace,
  ({ ordinal }: Row) => ordinal,
);

/** The codes of a recall, in the order of their orders, each with its order and the latest claim about it. */
export async function listRecalledCodes(
  db: Db,
  tenant: TenantRef,
  recallId: string,
  { limit, behind }: PageAsked<number>,
  products: ProductLookup,
) {
  const { rows } = await db.query<Row>(
    `SELECT c.ordinal, c.code_id AS "codeId", c.order_id AS "orderId"
       FROM recalls.codes c JOIN recalls.notices n ON n.recall_id = c.recall_id
      WHERE n.tenant_id = $1 AND c.recall_id = $2
        AND ($3::int IS NULL OR c.ordinal > $3)
      ORDER BY c.ordinal LIMIT $4`,
    [tenant.tenantId, recallId, behind ?? null, limit],
  );
  const orderIds = [...new Set(rows.map(({ orderId }) => orderId))];
  const orders = await ordersOf(db, tenant, orderIds, products);
  const terms = new Map(orders.map((order) => [order.terms.orderId, order.terms]));
  const claims = await latestClaimsOn(
    db,
    orderIds,
    rows.map(({ codeId }) => codeId),
  );
  return rows.map((row) => {
    const { reference, sku } = required(terms.get(row.orderId), 'a recalled code has its order');
    const claim = claims.get(row.codeId);
    return {
      ...row,
      reference,
      sku,
      claimId: claim?.claimId ?? null,
      claimStatus: claim?.status ?? null,
      outcome: claim?.state ?? null,
      replacement: claim?.replacementId ?? null,
    };
  });
}
