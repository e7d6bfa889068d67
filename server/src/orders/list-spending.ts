import type { ActOfOne } from '../kit/count-exceeding.ts';
import type { Db } from '../kit/database/index.ts';
import { lowestIdAt } from '../kit/ids.ts';

/**
 * The orders of a tenant that counted against its approval limit, as acts of one owner: those that it pays from its balance, placed later than
 * this, the newest first and at most so many.
 */
export async function listSpending(
  db: Db,
  tenantId: number,
  since: Date,
  most: number,
): Promise<ActOfOne[]> {
  const { rows } = await db.query<Omit<ActOfOne, 'owners'>>(
    `SELECT created_at AS at, total AS amount FROM orders.orders
      WHERE tenant_id = $1 AND order_id >= $2 AND created_at > $3 AND payment <> 'invoice'
      ORDER BY order_id DESC LIMIT $4`,
    [tenantId, lowestIdAt(since), since, most],
  );
  return rows.map((row) => ({ ...row, owners: [String(tenantId)] }));
}
