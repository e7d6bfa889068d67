import type { Db } from '../kit/database/index.ts';

/** The unsold codes with costs in one currency; the amount in its minor units. */
export interface UnsoldCost {
  readonly currency: string;
  /** Cost of the codes whose cost is known; null if none is known. */
  readonly amount: number | null;
  /** Codes with unknown cost. */
  readonly unknown: number;
}

/** The live lots of a supplier that are not discarded, and what happened to the codes of those that were ever for sale. */
export interface SupplierStock {
  /** Null: lots without a supplier. */
  readonly supplierId: string | null;
  readonly lots: number;
  /** Sold, or on hold for a pending order. */
  readonly gone: number;
  /** For sale, expired, or frozen by a recall. */
  readonly unsold: number;
  readonly costs: readonly UnsoldCost[];
}

/** For these suppliers; by default for all, and for lots without one. Counted from lanes: no order is read. */
export async function stockOfSuppliers(
  db: Db,
  supplierIds: readonly string[] | null = null,
): Promise<SupplierStock[]> {
  const { rows } = await db.query<Omit<SupplierStock, 'costs'> & UnsoldCost>(
    `SELECT t.supplier_id AS "supplierId", t.cost_currency AS currency, count(*) AS lots,
            coalesce(sum(t.accepted - n.codes) FILTER (WHERE t.status IN ('complete', 'recalled')), 0) AS gone,
            sum(n.kept) AS unsold, sum(n.amount) AS amount,
            sum(n.unknown) AS unknown
       FROM stock.lots t
       CROSS JOIN LATERAL (
         SELECT coalesce(sum(l.tail - l.head), 0) AS codes,
                coalesce(sum(l.tail - l.head) FILTER (WHERE l.state <> 'discarded'), 0) AS kept,
                sum((l.tail - l.head) * r.cost) FILTER (WHERE l.state <> 'discarded') AS amount,
                coalesce(sum(l.tail - l.head) FILTER (WHERE r.cost IS NULL AND l.state <> 'discarded'), 0) AS unknown
           FROM stock.runs r JOIN stock.lanes l ON l.run_id = r.run_id
          WHERE r.lot_id = t.lot_id AND l.tail > l.head) n
      WHERE t.mode = 'live' AND t.status NOT IN ('discarding', 'discarded')
        AND ($1::uuid[] IS NULL OR t.supplier_id = ANY($1))
      GROUP BY t.supplier_id, t.cost_currency ORDER BY t.supplier_id, t.cost_currency`,
    [supplierIds],
  );
  const found = new Map<string | null, SupplierStock>();
  for (const { supplierId, lots, gone, unsold, currency, amount, unknown } of rows) {
    const before = found.get(supplierId);
    const costs = unsold > 0 ? [{ currency, amount, unknown }] : [];
    found.set(supplierId, {
      supplierId,
      // nothing: sums begin at 0.
      lots: (before?.lots ?? 0) + lots,
      // nothing: sums begin at 0.
      gone: (before?.gone ?? 0) + gone,
      // nothing: sums begin at 0.
      unsold: (before?.unsold ?? 0) + unsold,
      costs: [...(before?.costs ?? []), ...costs],
    });
  }
  return [...found.values()];
}
