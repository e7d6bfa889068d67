import type { Db } from '../kit/database/index.ts';

/** What happened to a lot's codes, counted from its lanes: no order is read. */
export interface LotSales {
  readonly lotId: string;
  readonly supplierId: string | null;
  readonly imported: number;
  /** Sold, or on hold for a pending order. */
  readonly gone: number;
  /** Unsold, and taken off sale for good. */
  readonly discarded: number;
}

/** Of these lots, the live ones that were ever complete. */
export async function lotSales(db: Db, lotIds: readonly string[]): Promise<LotSales[]> {
  const { rows } = await db.query<LotSales>(
    `SELECT t.lot_id AS "lotId", t.supplier_id AS "supplierId", t.accepted AS imported,
            t.accepted - coalesce(sum(l.codes), 0) AS gone,
            coalesce(sum(l.discarded), 0) AS discarded
       FROM stock.lots t
       LEFT JOIN (SELECT r.lot_id, sum(n.tail - n.head) AS codes,
                         coalesce(sum(n.tail - n.head) FILTER (WHERE n.state = 'discarded'), 0) AS discarded
                    FROM stock.lanes n JOIN stock.runs r ON r.run_id = n.run_id
                   WHERE r.lot_id = ANY($1)
                   GROUP BY r.lot_id) l ON l.lot_id = t.lot_id
      WHERE t.mode = 'live' AND t.status IN ('complete', 'recalled')
        AND t.lot_id = ANY($1::uuid[])
      GROUP BY t.lot_id ORDER BY t.created_at DESC`,
    [lotIds],
  );
  return rows;
}
