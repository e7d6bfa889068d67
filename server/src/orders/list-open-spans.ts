import type { OpenSpan } from '../kit/count-overlapping.ts';
import type { Db } from '../kit/database/index.ts';
import { lowestIdAt } from '../kit/ids.ts';

/** An order that waited to be paid or confirmed: from its placing until it was, or ended otherwise. */
export interface WaitingSpan extends OpenSpan {
  /** For how long it was placed. */
  readonly askedMs: number;
}

/** The invoice orders or the holds of a tenant that were placed later than this, the newest first and at most so many, with their totals in minor units. */
export async function listOpenSpans(
  db: Db,
  tenantId: number,
  payment: 'invoice' | 'hold',
  { since, most }: { readonly since: Date; readonly most: number },
): Promise<WaitingSpan[]> {
  const { rows } = await db.query<WaitingSpan & Record<string, unknown>>(
    `SELECT created_at AS "from", coalesce(paid_at, failed_at) AS until, total AS amount,
            (extract(epoch FROM expires_at - created_at) * 1000)::float8 AS "askedMs"
       FROM orders.orders
      WHERE tenant_id = $1 AND order_id >= $2 AND created_at > $3 AND payment = $4
      ORDER BY order_id DESC LIMIT $5`,
    [tenantId, lowestIdAt(since), since, payment, most],
  );
  return rows;
}
