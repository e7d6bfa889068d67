import type { Db } from '../kit/database/index.ts';

/** What has become of a lot's codes, counted from its lanes: no order is read. */
export interface LotSales {
  readonly lotId: string;
  readonly supplier: string;
  readonly imported: number;
  /** Sold, or held by an order that waits. */
  readonly gone: number;
}

/** Live lots that were ever complete; all of them, or those named. */
export async function lotSales(db: Db, lotIds?: readonly string[]): Promise<LotSales[]> {
  const { rows } = await db.query<LotSales>(
    `SELECT t.lot_id AS "lotId", t.supplier, t.accepted AS imported,
            t.accepted - coalesce(sum(l.codes), 0) AS gone
       FROM stock.lots t
       LEFT JOIN (SELECT r.lot_id, sum(n.tail - n.head) AS codes
                    FROM stock.lanes n JOIN stock.runs r ON r.run_id = n.run_id
                   WHERE $1::uuid[] IS NULL OR r.lot_id = ANY($1)
                   GROUP BY r.lot_id) l ON l.lot_id = t.lot_id
      WHERE t.mode = 'live' AND t.status IN ('complete', 'recalled')
        AND ($1::uuid[] IS NULL OR t.lot_id = ANY($1))
      GROUP BY t.lot_id ORDER BY t.created_at DESC`,
    [lotIds ?? null],
  );
  return rows;
}
