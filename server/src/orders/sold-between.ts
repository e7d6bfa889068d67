import type { Db } from '../kit/database/index.ts';

/** Codes that were delivered to a live tenant in a period. */
export interface SoldCount {
  readonly tenantId: number;
  readonly productId: number;
  readonly codes: number;
}

/** By tenant and product; found by the time of delivery, not by scanning all orders. */
export async function soldBetween(db: Db, from: Date, until: Date): Promise<SoldCount[]> {
  const { rows } = await db.query<SoldCount>(
    `SELECT tenant_id AS "tenantId", product_id AS "productId", codes
       FROM orders.sold_between($1, $2)`,
    [from, until],
  );
  return rows;
}
